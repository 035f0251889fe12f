/** Columns that grow: rows of numbers without an object each (1e6 rows of objects would not fit where these do). */

type Typed = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** A table of numbers, column by column. `push` takes the values in the order of the columns. */
export class Columns<Name extends string> {
  length = 0;
  readonly column: Record<Name, Typed>;
  private readonly names: Name[];
  private capacity = 1024;

  constructor(kinds: Record<Name, 'u8' | 'u32' | 'i32' | 'f64'>) {
    this.names = Object.keys(kinds) as Name[];
    this.column = {} as Record<Name, Typed>;
    for (const name of this.names) this.column[name] = make(kinds[name], this.capacity);
  }

  push(...values: number[]): number {
    if (this.length === this.capacity) this.grow();
    const row = this.length++;
    for (let i = 0; i < this.names.length; i++) this.column[this.names[i]!][row] = values[i]!;
    return row;
  }

  get(name: Name, row: number): number {
    return this.column[name][row]!;
  }

  private grow(): void {
    this.capacity *= 2;
    for (const name of this.names) {
      const old = this.column[name];
      const larger = new (old.constructor as new (n: number) => Typed)(this.capacity);
      larger.set(old as never);
      this.column[name] = larger;
    }
  }
}

function make(kind: 'u8' | 'u32' | 'i32' | 'f64', size: number): Typed {
  if (kind === 'u8') return new Uint8Array(size);
  if (kind === 'u32') return new Uint32Array(size);
  return kind === 'i32' ? new Int32Array(size) : new Float64Array(size);
}

/** A set of pairs of whole numbers (the first below 2^32, the second below 2^21), open addressing. */
export class PairSet {
  size = 0;
  private cells = new Float64Array(1024).fill(-1);
  private mask = 1023;

  /** Add the pair; false when it was there. */
  add(a: number, b: number): boolean {
    if (this.size * 2 > this.mask) this.grow();
    const key = a * 0x200000 + b;
    let i = this.slot(key);
    while (this.cells[i] !== -1) {
      if (this.cells[i] === key) return false;
      i = (i + 1) & this.mask;
    }
    this.cells[i] = key;
    this.size++;
    return true;
  }

  /** Every pair, in no useful order. */
  each(visit: (a: number, b: number) => void): void {
    for (const key of this.cells) if (key !== -1) visit(Math.floor(key / 0x200000), key % 0x200000);
  }

  private slot(key: number): number {
    return (
      (Math.imul((key % 0x100000000) | 0, 0x9e3779b1) ^ Math.imul((key / 0x100000000) | 0, 0x85ebca6b)) & this.mask
    );
  }

  private grow(): void {
    const old = this.cells;
    this.cells = new Float64Array(old.length * 2).fill(-1);
    this.mask = this.cells.length - 1;
    for (const key of old) {
      if (key === -1) continue;
      let i = this.slot(key);
      while (this.cells[i] !== -1) i = (i + 1) & this.mask;
      this.cells[i] = key;
    }
  }
}
