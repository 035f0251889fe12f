import { artifactId } from '../../../fleet/index.ts';
import type { DraftWrite, ToolPlace, ToolResult } from '../contract.ts';
import { join, scopedArtifact } from '../place.ts';
import { forgeName, isFullName } from '../services.ts';

/** The address of an issue or a pull request, alone on its line, as `gh` prints that of one it opened. */
const ADDRESS = /^https?:\/\/([\w.-]{1,253}(?:\/[\w.-]{1,100}){2})\/(issues|pull)\/(\d{1,12})\/?\s*$/gm;
/** It is the last thing printed: further back nothing is looked for. */
const LAST = 20_000;

/**
 * The writes once the answer is known: what `gh issue create` and `gh pr create` opened has the number that they print.
 * Where the answer has more or fewer addresses than were opened, no write is given one.
 */
export function openedWrites(
  writes: readonly DraftWrite[],
  opened: readonly DraftWrite[],
  { text = '' }: ToolResult,
  place: ToolPlace,
): DraftWrite[] {
  const keys = new Map<string, DraftWrite['artifact']>();
  for (const [, repository, kind, number] of text.slice(-LAST).matchAll(ADDRESS)) {
    const name = forgeName(repository!);
    const key = join(name, `${kind === 'pull' ? 'pr' : 'issue'}/${number}`);
    const artifact = scopedArtifact('message', key, place, { everywhere: isFullName(name) });
    if (artifact !== undefined) keys.set(artifactId(artifact), artifact);
  }
  const artifacts = [...keys.values()];
  if (artifacts.length !== opened.length) return [...writes];
  return writes.map((write) => {
    const artifact = artifacts[opened.indexOf(write)];
    return artifact === undefined ? write : { ...write, artifact };
  });
}
