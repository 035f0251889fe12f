import { closeSync, fchmodSync, fstatSync, openSync, writeFileSync } from 'node:fs';
import { CordonError } from '../../fleet/error.ts';

/**
 * Write pieces to a file that its owner alone may read, or to standard output when no file is named.
 *
 * @throws CordonError `output` when the file cannot be written
 */
export async function writeOutput(file: string | undefined, pieces: Iterable<string>): Promise<void> {
  if (file === undefined || file === '-') {
    for (const piece of pieces) if (!process.stdout.write(piece)) await drained();
    return;
  }
  let handle: number | undefined;
  try {
    handle = openSync(file, 'w', 0o600);
    // The mode above holds for a new file only; a device (/dev/null) keeps its own.
    if (fstatSync(handle).isFile()) fchmodSync(handle, 0o600);
    for (const piece of pieces) writeFileSync(handle, piece);
  } catch (cause) {
    throw new CordonError('output', `cannot write ${file}: ${(cause as Error).message}`, { cause });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** A reader that closed the pipe (`| head`) wants no more: that is no fault. */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.once('drain', resolve);
    process.stdout.once('close', resolve);
  });
}
