import { CHAIN, type ChainRow, chainGradient, chainRow } from '../../src/cases/hijack/spans/chain.ts';
import { CONTEXT, contextOf } from '../../src/cases/hijack/spans/context.ts';
import { Features } from '../../src/cases/hijack/spans/features.ts';
import { SpanFinder } from '../../src/cases/hijack/spans/finder.ts';
import type { SpanModel } from '../../src/cases/hijack/spans/model.ts';
import { Units } from '../../src/cases/hijack/spans/units.ts';
import { Words } from '../../src/lineage/index.ts';
import type { Example } from './grammar/document.ts';

/** Overlap of two spans: characters in both over characters in either. */
export function overlap(a: readonly [number, number], b: readonly [number, number]): number {
  const both = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
  return both <= 0 ? 0 : both / (Math.max(a[1], b[1]) - Math.min(a[0], b[0]));
}

/** How a model does on documents with a payload and on those without. */
export interface Judged {
  located: number;
  attacked: number;
  flagged: number;
  benign: number;
}

export function judge(model: SpanModel, examples: readonly Example[]): Judged {
  const finder = new SpanFinder(model);
  const judged: Judged = { located: 0, attacked: 0, flagged: 0, benign: 0 };
  for (const { text, spans } of examples) {
    const found = finder.find(text).filter((span) => span.firm);
    if (spans.length > 0) {
      judged.attacked++;
      if (spans.every((span) => found.some((f) => overlap([f.start, f.end], span) >= 0.5))) judged.located++;
    } else {
      judged.benign++;
      if (found.length > 0) judged.flagged++;
    }
  }
  return judged;
}

/** The lowest score at which at most `most` of the documents without a payload have a firm span. */
export function tuneThreshold(model: SpanModel, examples: readonly Example[], most: number): number {
  const finder = new SpanFinder({ ...model, threshold: 0, least: 1 });
  const scores = examples
    .filter(({ spans }) => spans.length === 0)
    .map(({ text }) => finder.find(text).reduce((highest, { score }) => Math.max(highest, score), 0))
    .sort((a, b) => b - a);
  return Math.max(LEAST_THRESHOLD, scores[Math.floor(scores.length * most)]!);
}

/** A span that is likelier to be none than this is never firm. */
const LEAST_THRESHOLD = 0.1;

/** Leans that are tried. */
const LEANS = [0, 0.5, 1, 1.5];

/** Lean, calibration and threshold that find most payloads, each lean with the threshold that `most` allows it. */
export function tuneLean(model: SpanModel, examples: readonly Example[], most: number): Partial<SpanModel> {
  let best: { tuned: Partial<SpanModel>; located: number } | undefined;
  for (const lean of LEANS) {
    const leant = { ...model, lean };
    leant.calibration = calibrate(leant, examples);
    leant.threshold = tuneThreshold(leant, examples, most);
    const { located } = judge(leant, examples);
    const { calibration, threshold } = leant;
    if (best === undefined || located > best.located) best = { tuned: { lean, calibration, threshold }, located };
  }
  return best!.tuned;
}

/** Fits the probability of a found span to be a true one: logistic regression on what the finder knows of it. */
export function calibrate(model: SpanModel, examples: readonly Example[]): SpanModel['calibration'] {
  const rows: { x: number[]; y: number }[] = [];
  // A finder that scores by one part of the shape at a time tells what each part is.
  const parts = ([1, 2, 3] as const).map((part) => {
    const calibration: [number, number, number, number] = [0, 0, 0, 0];
    calibration[part] = 0.05;
    return new SpanFinder({ ...model, threshold: 0, least: 1, calibration });
  });
  for (const { text, spans } of examples) {
    const byPart = parts.map((finder) => finder.find(text));
    byPart[0]!.forEach((span, i) => {
      const x = byPart.map((list) => {
        const same = list.find((other) => other.start === span.start && other.end === span.end) ?? span;
        return Math.log(same.score / (1 - same.score)) / 0.05;
      });
      const y = spans.some((truth) => overlap([span.start, span.end], truth) >= 0.5) ? 1 : 0;
      if (i < 16) rows.push({ x: [1, x[0]!, x[1]!, x[2]!], y });
    });
  }
  return descend(rows, 4, 3000) as SpanModel['calibration'];
}

/** Fits what a unit's neighbours say to documents that the weights were not fitted to. */
export function fitContext(model: SpanModel, examples: readonly Example[]): number[] {
  const rows: { x: number[]; y: number }[] = [];
  const around = new Float64Array(CONTEXT);
  for (const { logits, units, labels } of unitsOf(model, examples)) {
    for (let u = 0; u < units.count; u++) {
      contextOf(logits, units, u, around);
      rows.push({ x: [...around], y: labels[u]! });
    }
  }
  return descend(rows, CONTEXT, 300);
}

const CHAIN_PASSES = 250;
const CHAIN_RIDGE = 1e-3;

/** Fits what boundaries say about where spans begin and end, to the likelihood of whole documents. */
export function fitChain(model: SpanModel, examples: readonly Example[]): number[] {
  const around = new Float64Array(CONTEXT);
  const rows: ChainRow[] = [];
  for (const { logits, units, labels } of unitsOf(model, examples)) {
    const inContext = Float64Array.from({ length: units.count }, (_, u) => {
      contextOf(logits, units, u, around);
      return model.context.reduce((sum, weight, i) => sum + weight * around[i]!, 0);
    });
    rows.push(chainRow(inContext, units, labels));
  }
  const chain = Array.from({ length: CHAIN }, (_, i) => (i === 0 ? 1 : 0));
  const squares = chain.map(() => 1e-6);
  for (let pass = 0; pass < CHAIN_PASSES; pass++) {
    const gradient = chain.map(() => 0);
    for (const row of rows) chainGradient(row, chain, gradient);
    for (let i = 0; i < CHAIN; i++) {
      const g = gradient[i]! / rows.length + CHAIN_RIDGE * (chain[i]! - (i === 0 ? 1 : 0));
      squares[i]! += g * g;
      chain[i]! -= (0.1 * g) / Math.sqrt(squares[i]!);
    }
  }
  return chain;
}

/** The units of each document, with their own logits and truth; the objects are reused. */
function* unitsOf(model: SpanModel, examples: readonly Example[]) {
  const words = new Words();
  const units = new Units();
  const features = new Features();
  for (const { text, spans, encoded } of examples) {
    units.set(text, words.set(text));
    features.set(text, words, units);
    const logits = Float64Array.from({ length: units.count }, (_, u) => {
      if (features.isBlank(u) && features.near(units, u) === 0) return model.blank;
      features.look(text, words, units, u, encoded);
      return features.list.subarray(0, features.count).reduce((sum, feature) => sum + model.weights[feature]!, 0);
    });
    const labels = Uint8Array.from({ length: units.count }, (_, u) =>
      spans.some(([start, end]) => units.start[u]! >= start && units.start[u]! < end) ? 1 : 0,
    );
    yield { logits, units, labels };
  }
}

/**
 * Logistic regression over all rows at once, each weight with a step of its own (AdaGrad). `offset`: what is known of a
 * row's logit beforehand.
 */
export function descend(
  rows: readonly { x: number[]; y: number; offset?: number }[],
  size: number,
  passes: number,
  ridge = 0,
): number[] {
  const weights = Array.from({ length: size }, () => 0);
  const squares = Array.from({ length: size }, () => 1e-6);
  for (let pass = 0; pass < passes; pass++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * weight));
    for (const { x, y, offset = 0 } of rows) {
      let logit = offset;
      for (let i = 0; i < size; i++) logit += x[i]! * weights[i]!;
      const error = (1 / (1 + Math.exp(-logit)) - y) / rows.length;
      for (let i = 0; i < size; i++) gradient[i]! += error * x[i]!;
    }
    for (let i = 0; i < size; i++) {
      squares[i]! += gradient[i]! * gradient[i]!;
      weights[i]! -= (0.05 * gradient[i]!) / Math.sqrt(squares[i]!);
    }
  }
  return weights;
}
