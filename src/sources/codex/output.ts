import { textOf } from '../chat/messages.ts';
import { isObject, objectOf, unwrapJson } from '../read/json.ts';

/** What a tool answered, freed of what Codex put around it. */
export interface Output {
  text: string | undefined;
  error: boolean;
}

/** The lines that the exec tools put before what a command printed. */
const HEADER = /^(?:(?:Chunk ID|Wall time|Exit code|Original token count|Total output lines):? ?.*\n|Process .*\n)+/;
const EXIT_CODE = /^(?:Exit code:|Process exited with code) (-?\d+)/m;

/**
 * The answer in any of the shapes that Codex wrote: `{"output": ..., "metadata": {"exit_code": 0}}` as JSON text, lines of
 * metadata before `Output:`, content parts, `{content, success}`, or plain text.
 */
export function outputOf(output: unknown): Output {
  const value = unwrapJson(output);
  if (isObject(value)) {
    const exitCode = objectOf(value.metadata).exit_code;
    if (typeof value.output === 'string' && ('metadata' in value || typeof exitCode === 'number')) {
      return { text: value.output, error: typeof exitCode === 'number' && exitCode !== 0 };
    }
    if ('content' in value && ('success' in value || 'isError' in value)) {
      return { text: textOf(value.content), error: value.success === false || value.isError === true };
    }
  }
  if (typeof output !== 'string') return { text: textOf(output), error: false };
  const header = HEADER.exec(output)?.[0];
  if (header === undefined || !output.startsWith('Output:', header.length)) return { text: output, error: false };
  const exit = EXIT_CODE.exec(header)?.[1];
  const text = output.slice(header.length + 'Output:'.length).replace(/^\n/, '');
  return { text, error: exit !== undefined && exit !== '0' };
}
