import type { DraftWrite, ToolPlace } from './contract.ts';
import { fileArtifact } from './place.ts';

const MAX_WRITES = 500;

/**
 * The writes of a patch in the `apply_patch` grammar (`*** Begin Patch`, `*** Add File: p`, `*** Update File: p` with
 * `@@` hunks, `*** Move to: q`, `*** Delete File: p`): one for an added or deleted file, one for each hunk of an update.
 */
export function patchWrites(patch: string, place: ToolPlace): DraftWrite[] {
  const writes: DraftWrite[] = [];
  let path: string | undefined;
  let kind: 'add' | 'update' | undefined;
  let added: string[] = [];
  let removed: string[] = [];

  const write = (mode: DraftWrite['mode'], target: string, text?: string, taken?: string): void => {
    if (writes.length >= MAX_WRITES) return;
    const artifact = fileArtifact(target, place);
    const draft: DraftWrite = { channel: artifact?.channel ?? 'codebase', how: 'observed', mode };
    if (artifact !== undefined) draft.artifact = artifact;
    if (text !== undefined) draft.text = text;
    if (taken !== undefined) draft.removed = taken;
    writes.push(draft);
  };
  const flush = (): void => {
    if (path !== undefined && kind === 'add') write('replace', path, added.join('\n'));
    else if (path !== undefined && kind === 'update' && added.length + removed.length > 0) {
      write('edit', path, added.join('\n'), removed.length > 0 ? removed.join('\n') : undefined);
    }
    added = [];
    removed = [];
  };

  for (const line of patch.split('\n')) {
    if (line.startsWith('*** ')) {
      const header = /^\*\*\* (Add File|Update File|Delete File|Move to): (.+?)\s*$/.exec(line);
      if (header?.[1] === 'Move to') {
        if (path !== undefined) write('delete', path);
        path = header[2];
        if (path !== undefined) write('replace', path);
        continue;
      }
      flush();
      path = undefined;
      kind = undefined;
      if (header === null) continue;
      if (header[1] === 'Delete File') write('delete', header[2]!);
      else {
        path = header[2]!;
        kind = header[1] === 'Add File' ? 'add' : 'update';
      }
    } else if (line.startsWith('@@')) {
      if (kind === 'update') flush();
    } else if (line.startsWith('+')) {
      added.push(line.slice(1));
    } else if (line.startsWith('-')) {
      removed.push(line.slice(1));
    }
  }
  flush();
  return writes;
}
