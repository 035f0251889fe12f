import { BASES, CHANNELS } from '../../fleet/index.ts';
import type { PossibleTransmission } from '../line-list/line-list.ts';

/** Channels, and one for what is none of them. */
export const CHANNEL_SLOTS = CHANNELS.length + 1;

/** Cell of a feature that is not known: it says nothing. */
export const NOT_KNOWN = 255;

/**
 * One thing that tells an infecting contact from others, in a few cells.
 *
 * `ratio`: how many times likelier an infecting contact is to be in the cell than another, before any data. `strength`: how
 * many contacts that belief is worth. The cells of a feature start equally common among other contacts.
 */
interface Feature {
  ratio: readonly number[];
  strength: number;
}

const AFTER_ONSET = 0;
const BEFORE_ONSET = 1;

const LIST: readonly Feature[] = [
  // The infector wrote it once it was a case; before, the behaviour may have been there unseen.
  { ratio: [1.9, 0.1], strength: 10 },
  // By basis, strongest first: a contact that is less certain is less likely to be one at all.
  { ratio: [1.2, 1.2, 1.2, 1.1, 0.8, 0.5], strength: 6 },
  // Share of the payload that survives, by SURVIVES.
  { ratio: [0.2, 0.6, 1, 1.4, 1.8], strength: 6 },
  // Distance between what was read and what the reader wrote on, by DISTANCE: copies pass their mutations on.
  { ratio: [2.6, 1.4, 0.6, 0.3, 0.1], strength: 4 },
];
export const FEATURES = LIST.length;

const SURVIVES = [0.2, 0.5, 0.8, 0.95];
const DISTANCE = [0.01, 0.05, 0.15, 0.4];

/** The cells of a row. `writerOnset` is NaN where the writer is no listed case or its onset is not known. */
export function cellsOf(t: PossibleTransmission, writerOnset: number, skew: number): number[] {
  const basis = BASES.indexOf(t.basis as never);
  return [
    orderCell(t, writerOnset, skew),
    basis < 0 ? NOT_KNOWN : basis,
    // Both are of the same words: where the distance is known, what survives would count them twice.
    t.distance === undefined ? binOf(t.survives, SURVIVES) : NOT_KNOWN,
    binOf(t.distance, DISTANCE),
  ];
}

/** Write and onset of one session are of one clock; read and onset are of two. */
function orderCell({ written, read }: PossibleTransmission, writerOnset: number, skew: number): number {
  const at = written ?? (read === undefined ? Number.NaN : read + skew);
  if (!Number.isFinite(at) || !Number.isFinite(writerOnset)) return NOT_KNOWN;
  return at >= writerOnset ? AFTER_ONSET : BEFORE_ONSET;
}

function binOf(value: number | undefined, ends: readonly number[]): number {
  if (value === undefined || !Number.isFinite(value)) return NOT_KNOWN;
  const bin = ends.findIndex((end) => value < end);
  return bin < 0 ? ends.length : bin;
}

/**
 * How common each cell is among infecting contacts and among others, learned from weighted contacts; for each channel by
 * itself, since what is usual through one is rare through another: a cell must not stand for the channel. Where a channel has
 * few contacts, its cells are as common as in all of them.
 */
export class FeatureTable {
  /** By channel; for each feature, cell by cell. */
  private readonly ratios: Float64Array[][] = byChannel();
  private readonly infecting: Float64Array[][] = byChannel();
  private readonly others: Float64Array[][] = byChannel();
  private readonly used = new Set<number>();

  /** Count a contact: `infecting` is the probability that it infected, `weight` what it counts. */
  count(channel: number, cells: Uint8Array, at: number, infecting: number, weight: number): void {
    this.used.add(channel);
    const [mine, theirs] = [this.infecting[channel]!, this.others[channel]!];
    for (let f = 0; f < FEATURES; f++) {
      const cell = cells[at + f]!;
      if (cell === NOT_KNOWN) continue;
      mine[f]![cell]! += infecting;
      theirs[f]![cell]! += Math.max(0, weight - infecting);
    }
  }

  /** Take over what was counted, and forget the counts. */
  learn(): void {
    this.learned = 0;
    LIST.forEach(({ ratio, strength }, f) => {
      const all = shares(
        summed(
          [...this.used].map((c) => this.others[c]![f]!),
          ratio.length,
        ),
        EQUALLY,
        strength,
      );
      for (const c of this.used) {
        const others = shares(this.others[c]![f]!, all, strength);
        // The belief tilts what is usual of contacts: where all are alike, the cell says nothing.
        const tilted = others.map((share, cell) => share * ratio[cell]!);
        const total = sum(tilted);
        const infecting = shares(
          this.infecting[c]![f]!,
          tilted.map((share) => share / total),
          strength,
        );
        let there = 0;
        for (let cell = 0; cell < ratio.length; cell++) {
          this.ratios[c]![f]![cell] = infecting[cell]! / others[cell]!;
          if (this.infecting[c]![f]![cell]! + this.others[c]![f]![cell]! > 0) there++;
        }
        this.learned += Math.max(0, there - 1);
        this.infecting[c]![f]!.fill(0);
        this.others[c]![f]!.fill(0);
      }
    });
  }

  /** Shares of cells that are learned of infecting contacts, of cells that are there: they could fit chance. */
  learned = 0;

  /** How many times likelier the row's features are for an infecting contact than for another. */
  ratioOf(channel: number, cells: Uint8Array, at: number): number {
    const ratios = this.ratios[channel]!;
    let ratio = 1;
    for (let f = 0; f < FEATURES; f++) {
      const cell = cells[at + f]!;
      if (cell !== NOT_KNOWN) ratio *= ratios[f]![cell]!;
    }
    return ratio;
  }
}

function byChannel(): Float64Array[][] {
  return Array.from({ length: CHANNEL_SLOTS }, () => LIST.map(({ ratio }) => new Float64Array(ratio.length).fill(0)));
}

const EQUALLY = undefined;

/** Shares of the counts, with `strength` more that are shared out as expected. */
function shares(counts: Float64Array, expected: Float64Array | undefined, strength: number): Float64Array {
  const total = sum(counts) + strength;
  return counts.map((count, cell) => (count + strength * (expected?.[cell] ?? 1 / counts.length)) / total);
}

function summed(all: readonly Float64Array[], length: number): Float64Array {
  const total = new Float64Array(length);
  for (const counts of all) for (let cell = 0; cell < length; cell++) total[cell]! += counts[cell]!;
  return total;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
