/** Rows of numbers without an object each: a million rows of objects would not fit where these do. */

type Kind = 'u8' | 'u16' | 'u32' | 'i32' | 'f64';
type Typed = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const CHUNK_BITS = 13;
const CHUNK = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK - 1;

/**
 * A table of numbers, column by column. It grows by chunks: nothing is copied, and no room is kept for rows that may
 * never come.
 */
export class Columns<Name extends string> {
  length = 0;
  private readonly kinds: Record<Name, Kind>;
  private readonly names: Name[];
  private readonly chunks: Record<Name, Typed[]>;

  constructor(kinds: Record<Name, Kind>) {
    this.kinds = kinds;
    this.names = Object.keys(kinds) as Name[];
    this.chunks = {} as Record<Name, Typed[]>;
    for (const name of this.names) this.chunks[name] = [];
  }

  /** Takes the values in the order of the columns; returns the number of the row. */
  push(...values: number[]): number {
    const row = this.length++;
    const chunk = row >>> CHUNK_BITS;
    for (let i = 0; i < this.names.length; i++) {
      const chunks = this.chunks[this.names[i]!];
      if (chunk === chunks.length) chunks.push(make(this.kinds[this.names[i]!]));
      chunks[chunk]![row & IN_CHUNK] = values[i]!;
    }
    return row;
  }

  /** `row` must be one that `push` returned, here and below. */
  get(name: Name, row: number): number {
    return this.chunks[name][row >>> CHUNK_BITS]![row & IN_CHUNK]!;
  }

  set(name: Name, row: number, value: number): void {
    this.chunks[name][row >>> CHUNK_BITS]![row & IN_CHUNK] = value;
  }
}

function make(kind: Kind): Typed {
  if (kind === 'u8') return new Uint8Array(CHUNK);
  if (kind === 'u16') return new Uint16Array(CHUNK);
  if (kind === 'u32') return new Uint32Array(CHUNK);
  return kind === 'i32' ? new Int32Array(CHUNK) : new Float64Array(CHUNK);
}
