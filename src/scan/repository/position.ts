/** A place in a file of the repository. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Span {
  /** Path inside the repository, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A text of a file that keeps where it came from: a YAML scalar, a JSON string, the body of a Markdown file.
 * Offsets are UTF-16 offsets in `value`, whatever indentation, folding or escapes the file had.
 */
export interface SourceText {
  readonly value: string;
  /** The whole scalar in the file, quotes and block header included. */
  readonly span: Span;
  /** Where a part of `value` stands in the file. Offsets outside of `value` are moved to its nearest end. */
  spanOf(start: number, end: number): Span;
}

/** Why a file, or a part of one, is not in the result. `line` is 0 when the whole file is meant. */
export interface Skip {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  /** `error`: nothing of the file could be used. `warning`: the file was read, this part of it was not, or is doubtful. */
  readonly weight: 'error' | 'warning';
}
