/** A set of whole numbers from 0 to 2^53 - 1: half a million take 8 MiB, a third of what a `Set` takes, and no garbage. */
export class KeySet {
  size = 0;
  /** The key plus one; 0 is an empty cell. */
  private cells = new Float64Array(1024);

  has(key: number): boolean {
    return this.cells[this.cellOf(key)] !== 0;
  }

  add(key: number): void {
    const cell = this.cellOf(key);
    if (this.cells[cell] !== 0) return;
    this.cells[cell] = key + 1;
    if (++this.size * 2 > this.cells.length) this.grow();
  }

  /** Where it is, or would be. */
  private cellOf(key: number): number {
    const mask = this.cells.length - 1;
    const hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 0x100000000) | 0, 0x85ebca6b);
    let i = (hash ^ (hash >>> 15)) & mask;
    while (this.cells[i] !== 0 && this.cells[i] !== key + 1) i = (i + 1) & mask;
    return i;
  }

  private grow(): void {
    const old = this.cells;
    this.cells = new Float64Array(old.length * 2);
    for (const cell of old) if (cell !== 0) this.cells[this.cellOf(cell - 1)] = cell;
  }
}
