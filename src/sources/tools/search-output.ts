import { artifactId, type How } from '../../fleet/index.ts';
import type { DraftRead, ToolPlace } from './contract.ts';
import { fileArtifact } from './place.ts';

const MAX_FILES = 200;
/** `path:12:text`, `path-12-text` (context lines) and `path:text`. */
const NUMBERED = /^([^:\n]{1,1024}?)[:-]\d{1,9}[:-](.*)$/;
const NAMED = /^([^\s:]{1,1024}):(.*)$/;

/**
 * Takes a search's answer apart into the files that it names: one read for each file with its lines, and one without
 * artifact for lines that name none. Files beyond the two hundredth stay in that last one.
 */
export function listedReads(text: string, place: ToolPlace, how: How): DraftRead[] {
  const files = new Map<string, string[]>();
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    const match = line.length > 20_000 ? null : (NUMBERED.exec(line) ?? NAMED.exec(line));
    const path = match?.[1];
    if (path === undefined || !/[./\\]/.test(path) || /^https?$/i.test(path)) {
      if (line !== '' && line !== '--') rest.push(line);
      continue;
    }
    const lines = files.get(path);
    if (lines !== undefined) lines.push(match![2]!);
    else if (files.size < MAX_FILES) files.set(path, [match![2]!]);
    else rest.push(line);
  }
  const reads: DraftRead[] = [];
  const seen = new Map<string, DraftRead>();
  for (const [path, lines] of files) {
    const artifact = fileArtifact(path, place);
    if (artifact === undefined) {
      rest.push(...lines);
      continue;
    }
    const id = artifactId(artifact);
    const known = seen.get(id);
    if (known !== undefined) {
      known.text += `\n${lines.join('\n')}`;
      continue;
    }
    const read: DraftRead = { channel: artifact.channel, artifact, text: lines.join('\n'), how };
    seen.set(id, read);
    reads.push(read);
  }
  if (rest.length > 0) reads.push({ channel: 'tool', text: rest.join('\n'), how: 'observed' });
  return reads;
}
