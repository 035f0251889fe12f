import { HashSet, type Sketch, type SketchPool } from '../lineage/index.ts';

/**
 * The part of a read that is accounted for already: by writes of the same artifact, or by an earlier read of it that no
 * write explained. What is left of the text may be somebody else's.
 */
export class KnownText {
  private readonly set = new HashSet();
  private sketches: Sketch[] = [];
  private bound = 0;
  private ready = false;
  private readonly pool: SketchPool;

  constructor(pool: SketchPool) {
    this.pool = pool;
  }

  clear(): void {
    this.sketches.length = 0;
    this.ready = false;
  }

  add(sketch: Sketch): void {
    this.sketches.push(sketch);
    this.ready = false;
  }

  /** The fingerprint is of that part; or nobody can say, since a long text keeps only its lowest hashes. */
  covers(print: number): boolean {
    if (this.sketches.length === 0) return false;
    if (!this.ready) this.fill();
    return print >= this.bound || this.set.has(print);
  }

  private fill(): void {
    let size = 0;
    for (const sketch of this.sketches) size += this.pool.lengthOf(sketch);
    this.set.reset(size);
    this.bound = 0x100000000;
    for (const sketch of this.sketches) {
      const bound = this.pool.addTo(this.set, sketch);
      if (bound > 0) this.bound = Math.min(this.bound, bound);
    }
    this.ready = true;
  }
}
