/**
 * Which rows of a table belong to a pair of numbers that stands in two of its columns. Open addressing over row numbers
 * alone: the pair itself is read from the table.
 */
export class PairRows {
  /** Row plus one; 0 is an empty cell. */
  private cells = new Uint32Array(1024);
  private size = 0;
  private readonly first: (row: number) => number;
  private readonly second: (row: number) => number;

  constructor(first: (row: number) => number, second: (row: number) => number) {
    this.first = first;
    this.second = second;
  }

  add(row: number): void {
    if (++this.size * 4 > this.cells.length * 3) this.grow();
    this.put(row);
  }

  /** The row of the pair that `wanted` takes; -1 when there is none. */
  find(a: number, b: number, wanted: (row: number) => boolean): number {
    const mask = this.cells.length - 1;
    for (let i = slot(a, b) & mask; this.cells[i] !== 0; i = (i + 1) & mask) {
      const row = this.cells[i]! - 1;
      if (this.first(row) === a && this.second(row) === b && wanted(row)) return row;
    }
    return -1;
  }

  private put(row: number): void {
    const mask = this.cells.length - 1;
    let i = slot(this.first(row), this.second(row)) & mask;
    while (this.cells[i] !== 0) i = (i + 1) & mask;
    this.cells[i] = row + 1;
  }

  private grow(): void {
    const old = this.cells;
    this.cells = new Uint32Array(old.length * 2);
    for (const cell of old) if (cell !== 0) this.put(cell - 1);
  }
}

function slot(a: number, b: number): number {
  const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return h ^ (h >>> 15);
}
