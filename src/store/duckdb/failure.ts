import { CordonError } from '../../fleet/index.ts';

const ANOTHER = 'Name another file; it is made when it does not exist.';

/** What DuckDB says, and what it means to somebody who named a file. */
const KNOWN: readonly [pattern: RegExp, message: string, hint: string][] = [
  [
    /conflicting lock|could not set lock|file handle conflict|already attached|used by another process/i,
    'is in use',
    'One process at a time can have a store open: end the other one, or use a store of your own.',
  ],
  [
    /newer version|version number .* can only be read|storage version/i,
    'was made by another version of DuckDB',
    ANOTHER,
  ],
  [/not a valid duckdb|not a duckdb database|file is too small|truncated file/i, 'is not a store', ANOTHER],
  [
    /checksum|corrupt|could not read enough bytes|failed to deserialize|serialization error|wal file|internal error|read past/i,
    'is damaged',
    'Delete it, and read the telemetry again.',
  ],
  [
    /no space left|max_temp_directory_size/i,
    'cannot be written: the disk is full',
    'Make room; the events that the store had are kept.',
  ],
  [/cannot open|permission denied|is a directory|read-only/i, 'cannot be opened', 'Is its folder there, and writable?'],
];

/** Every failure of the store as the one error that is thrown on purpose. */
export function storeError(file: string, cause: unknown): CordonError {
  if (cause instanceof CordonError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  for (const [pattern, message, hint] of KNOWN) {
    if (pattern.test(said)) return new CordonError('store', `the store ${file} ${message}`, { hint, cause });
  }
  return new CordonError('store', `the store ${file} failed: ${said.split('\n', 1)[0]}`, { cause });
}

/** What was named is something else. */
export function noStore(file: string, what: string): CordonError {
  return new CordonError('store', `${file} ${what}`, { hint: ANOTHER });
}

/** What was read back is nothing that a store holds. */
export function damaged(file: string, what: string): CordonError {
  return new CordonError('store', `the store ${file} is damaged: ${what}`, {
    hint: 'Delete it, and read the telemetry again.',
  });
}
