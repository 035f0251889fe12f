/** A set of pairs of whole numbers (the first below 2^32, the second below 2^21), open addressing. */
export class PairSet {
  size = 0;
  private cells = new Float64Array(1024).fill(-1);
  private mask = 1023;

  /** Add the pair; false when it was there. */
  add(a: number, b: number): boolean {
    if (this.size * 4 > this.mask * 3) this.grow();
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
