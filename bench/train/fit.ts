import { classesOfFeatures, FEATURES, Features, LAYOUT } from '../../src/cases/hijack/spans/features.ts';
import { Units } from '../../src/cases/hijack/spans/units.ts';
import type { Rng } from '../../src/lab/rng.ts';
import { Words } from '../../src/lineage/index.ts';
import type { Example } from './grammar/document.ts';

/** The units of many documents, with their features and labels, end to end. */
export interface Rows {
  features: Int32Array;
  /** Where each row begins, and where its hashed words do; one more entry than rows. */
  from: Uint32Array;
  grams: Uint32Array;
  label: Uint8Array;
  count: number;
}

/** A unit belongs to a payload when more than half of it does. */
export function rowsOf(examples: Iterable<Example>): Rows {
  const words = new Words();
  const units = new Units();
  const features = new Features();
  let list = new Int32Array(1 << 20);
  const from: number[] = [];
  const grams: number[] = [];
  const label: number[] = [];
  let used = 0;
  for (const { text, spans, encoded } of examples) {
    words.set(text);
    units.set(text, words);
    features.set(text, words, units);
    for (let u = 0; u < units.count; u++) {
      if (features.isBlank(u) && features.near(units, u) === 0) continue;
      features.look(text, words, units, u, encoded);
      if (used + features.count > list.length) {
        const larger = new Int32Array(list.length * 2);
        larger.set(list);
        list = larger;
      }
      from.push(used);
      grams.push(used + features.gramsFrom);
      list.set(features.list.subarray(0, features.count), used);
      used += features.count;
      const start = units.start[u]!;
      const end = units.end[u]!;
      const inside = spans.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, end) - Math.max(a, start)), 0);
      label.push(inside * 2 > end - start ? 1 : 0);
    }
  }
  from.push(used);
  return {
    features: list.subarray(0, used),
    from: Uint32Array.from(from),
    grams: Uint32Array.from(grams),
    label: Uint8Array.from(label),
    count: label.length,
  };
}

export interface FitOptions {
  epochs: number;
  rate: number;
  /** Pull towards zero of a weight at each of its updates; hashed words, which know their wording, are pulled harder. */
  decay: number;
  gramDecay: number;
  /** Share of rows that are learned without any hashed word, so that the classes have to do the work. */
  withoutGrams: number;
  /** Share of features that are left out of a row. */
  dropout: number;
  /** Share of word classes that are left out of a row with all that rests on them: a wording may lack any of them. */
  withoutClass: number;
}

/** Logistic regression by AdaGrad (Duchi et al. 2011), one row after another in an order drawn anew each epoch. */
export function fitUnits(rows: Rows, rng: Rng, options: FitOptions): Float32Array {
  const weights = new Float32Array(FEATURES);
  const squares = new Float32Array(FEATURES).fill(1e-3);
  const order = Uint32Array.from({ length: rows.count }, (_, i) => i);
  const kept = new Int32Array(8192);
  const classes = classesOfFeatures();
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, rng);
    for (const row of order) {
      const end = rng.unit() < options.withoutGrams ? rows.grams[row]! : rows.from[row + 1]!;
      let without = 0;
      for (let bit = 0; bit < 32; bit++) if (rng.unit() < options.withoutClass) without |= 1 << bit;
      let n = 0;
      let logit = 0;
      for (let i = rows.from[row]!; i < end; i++) {
        if (rng.unit() < options.dropout) continue;
        const feature = rows.features[i]!;
        if (feature < LAYOUT.grams && (classes[feature]! & without) !== 0) continue;
        kept[n++] = feature;
        logit += weights[feature]!;
      }
      const error = 1 / (1 + Math.exp(-logit)) - rows.label[row]!;
      for (let i = 0; i < n; i++) {
        const feature = kept[i]!;
        const decay = feature < LAYOUT.grams ? options.decay : options.gramDecay;
        const gradient = error + decay * weights[feature]!;
        squares[feature]! += gradient * gradient;
        weights[feature]! -= (options.rate * gradient) / Math.sqrt(squares[feature]!);
      }
    }
  }
  return weights;
}

function shuffle(order: Uint32Array, rng: Rng): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(rng.unit() * (i + 1));
    const swap = order[i]!;
    order[i] = order[j]!;
    order[j] = swap;
  }
}
