import { type Line, share } from '../report.ts';

/** Hits and chances under a name, summed over fleets. */
export class Tally {
  readonly #counts = new Map<string, { hits: number; of: number }>();

  add(name: string, hits: number, of: number): void {
    const count = this.#counts.get(name) ?? { hits: 0, of: 0 };
    count.hits += hits;
    count.of += of;
    this.#counts.set(name, count);
  }

  line(part: string, where: string, name: string, atLeast?: number): Line {
    const { hits, of } = this.#counts.get(name) ?? { hits: 0, of: 0 };
    return share(part, `${where}: ${name}`, hits, of, atLeast === undefined ? {} : { target: { atLeast } });
  }

  names(): string[] {
    return [...this.#counts.keys()];
  }
}
