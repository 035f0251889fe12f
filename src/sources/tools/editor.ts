import type { ArtifactRef } from '../../fleet/index.ts';
import { stringOf } from './arguments.ts';
import type { DraftWrite, Handling, ToolPlace } from './contract.ts';
import { fileArtifact } from './place.ts';
import { withoutLineNumbers } from './text.ts';

/**
 * The text editor and memory tools of the Anthropic API: one tool with a `command` (`view`, `create`, `str_replace`,
 * `insert`, `delete`, `rename`) and a `path`. `undefined` when the arguments are not theirs.
 */
export function editorHandling(args: Map<string, unknown>, place: ToolPlace): Handling | undefined {
  const command = stringOf(args, 'command');
  const path = stringOf(args, 'path') ?? stringOf(args, 'oldpath');
  const artifact = path === undefined ? undefined : fileArtifact(path, place);
  if (command === undefined || artifact === undefined) return undefined;
  if (command === 'view') return { writes: [], reads: ({ text }) => viewed(artifact, text) };
  const writes = editorWrites(command, args, artifact, place);
  return writes === undefined ? undefined : { writes, reads: () => [] };
}

/** The answer to `view`: one line that says what follows, then numbered lines; a directory's listing is no file's text. */
function viewed(artifact: ArtifactRef, text: string | undefined): ReturnType<Handling['reads']> {
  if (text === undefined) return [{ channel: artifact.channel, artifact, how: 'observed' }];
  if (/^(?:Directory:|Here're the files|Here are the files)/.test(text)) return [];
  const body = /^Here's the (?:content|result)[^\n]*\n/.exec(text);
  const content = withoutLineNumbers(body === null ? text : text.slice(body[0].length));
  return [{ channel: artifact.channel, artifact, text: content, how: 'observed' }];
}

function editorWrites(
  command: string,
  args: Map<string, unknown>,
  artifact: ArtifactRef,
  place: ToolPlace,
): DraftWrite[] | undefined {
  const { channel } = artifact;
  switch (command) {
    case 'create':
      return [{ channel, artifact, how: 'observed', mode: 'replace', text: stringOf(args, 'filetext') ?? '' }];
    case 'str_replace': {
      const write: DraftWrite = {
        channel,
        artifact,
        how: 'observed',
        mode: 'edit',
        text: stringOf(args, 'newstr') ?? '',
      };
      const removed = stringOf(args, 'oldstr');
      if (removed !== undefined) write.removed = removed;
      return [write];
    }
    case 'insert': {
      const text = stringOf(args, 'inserttext') ?? stringOf(args, 'newstr') ?? '';
      return [{ channel, artifact, how: 'observed', mode: 'append', text }];
    }
    case 'delete':
      return [{ channel, artifact, how: 'observed', mode: 'delete' }];
    case 'undo_edit':
      return [{ channel, artifact, how: 'observed', mode: 'touch' }];
    case 'rename': {
      const target = fileArtifact(stringOf(args, 'newpath') ?? '', place);
      const gone: DraftWrite = { channel, artifact, how: 'observed', mode: 'delete' };
      return target === undefined
        ? [gone]
        : [gone, { channel: target.channel, artifact: target, how: 'observed', mode: 'replace' }];
    }
    default:
      return undefined;
  }
}
