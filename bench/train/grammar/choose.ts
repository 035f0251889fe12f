import type { Rng } from '../../../src/lab/rng.ts';

/**
 * Wordings are split, so that no wording that is judged was ever trained on: of every list each second entry is for
 * judging and the others for training. Of those, in turn, half are to fit weights and half
 * to tune what is no weight. The model that ships is fitted to all.
 */
export type Split = 'all' | 'train' | 'fit' | 'tune' | 'judge';

const STEP = { all: [0, 1], train: [0, 2], fit: [0, 4], tune: [2, 4], judge: [1, 2] } as const;

/** Draws from lists and fills the gaps of templates (`{mail}`, `{url}`, ...). */
export class Chooser {
  readonly rng: Rng;
  readonly split: Split;

  constructor(rng: Rng, split: Split) {
    this.rng = rng;
    this.split = split;
  }

  /** An entry of the split. A list too short to be split again is shared by the parts of the training. */
  pick<T>(list: readonly T[]): T {
    const [first, step] =
      list.length < 4 && (this.split === 'fit' || this.split === 'tune') ? STEP.train : STEP[this.split];
    if (first >= list.length) return list[list.length - 1]!;
    return list[first + step * this.int(Math.ceil((list.length - first) / step))]!;
  }

  /** Any entry, for what is no wording: names, hosts, forms. */
  any<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!;
  }

  int(below: number): number {
    return Math.min(below - 1, Math.floor(this.rng.unit() * below));
  }

  chance(p: number): boolean {
    return this.rng.unit() < p;
  }
}
