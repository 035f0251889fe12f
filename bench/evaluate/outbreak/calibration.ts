/** Probabilities that were stated and whether what they were about was so, in ten bins. */
export class Calibration {
  private readonly bins = Array.from({ length: 10 }, () => ({ stated: 0, right: 0, count: 0 }));

  add(probability: number, right: boolean): void {
    const bin = this.bins[Math.min(9, Math.floor(probability * 10))]!;
    bin.stated += probability;
    bin.count++;
    if (right) bin.right++;
  }

  get count(): number {
    return this.bins.reduce((sum, bin) => sum + bin.count, 0);
  }

  /** Expected calibration error: mean distance of stated and found share, weighted by how often each bin is used. */
  get error(): number {
    const gap = this.bins.reduce((sum, { stated, right }) => sum + Math.abs(stated - right), 0);
    return gap / Math.max(1, this.count);
  }

  /** `0.72 stated, 0.70 right (of 120)` for each bin that was used. */
  get rows(): { stated: number; right: number; count: number }[] {
    return this.bins.flatMap(({ stated, right, count }) =>
      count === 0 ? [] : [{ stated: stated / count, right: right / count, count }],
    );
  }
}
