import { Columns } from '../fleet/index.ts';
import type { Sketch, SketchPool } from '../lineage/index.ts';
import type { Artifact } from './artifacts.ts';

/** Reads of one artifact that are remembered; then the earliest gives way. */
const READS = 4;
const EMPTY = -1;

/**
 * Reads whose text no write of their artifact explained, to recognise a write that comes late and text from outside. A few
 * rows for each artifact that has any.
 */
export class UnexplainedReads {
  private readonly rows = new Columns({ session: 'u32', time: 'f64', sketch: 'i32' });
  private readonly sketches: SketchPool;

  constructor(sketches: SketchPool) {
    this.sketches = sketches;
  }

  remember(artifact: Artifact, session: number, time: number, sketch: Sketch): void {
    if (artifact.unexplained < 0) {
      artifact.unexplained = this.rows.length;
      for (let i = 0; i < READS; i++) this.rows.push(0, Number.NEGATIVE_INFINITY, EMPTY);
    }
    let earliest = artifact.unexplained;
    for (let row = earliest + 1; row < artifact.unexplained + READS; row++) {
      if (this.rows.get('time', row) < this.rows.get('time', earliest)) earliest = row;
    }
    const old = this.rows.get('sketch', earliest);
    if (old !== EMPTY) this.sketches.release(old);
    this.rows.set('session', earliest, session);
    this.rows.set('time', earliest, time);
    this.rows.set('sketch', earliest, sketch);
  }

  each(artifact: Artifact, visit: (sketch: Sketch, session: number, time: number) => void): void {
    if (artifact.unexplained < 0) return;
    for (let row = artifact.unexplained; row < artifact.unexplained + READS; row++) {
      const sketch = this.rows.get('sketch', row);
      if (sketch !== EMPTY) visit(sketch, this.rows.get('session', row), this.rows.get('time', row));
    }
  }
}
