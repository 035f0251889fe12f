// npm run train: fits the span model to the payload grammar and the weights of evidence to made sessions; writes both.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURES, LAYOUT } from '../../src/cases/hijack/spans/features.ts';
import type { ModelFile, SpanModel } from '../../src/cases/hijack/spans/model.ts';
import { Rng } from '../../src/lab/rng.ts';
import { fitEvidence } from './evidence.ts';
import { type FitOptions, fitUnits, rowsOf } from './fit.ts';
import { Chooser, type Split } from './grammar/choose.ts';
import { type Example, example } from './grammar/document.ts';
import { readmes } from './readmes.ts';
import { fitChain, fitContext, judge, tuneLean } from './tune.ts';

const SEED = 20_261;
const VERSION = 'spans-2';
const OPTIONS: FitOptions = {
  epochs: 4,
  rate: 0.08,
  decay: 2e-5,
  gramDecay: 2e-4,
  withoutGrams: 0.6,
  dropout: 0.2,
  withoutClass: 0.12,
};

/** Share of documents without a payload that may have a span; nearly all of them ask their reader for something. */
const FLAGGED = 0.06;
/** A weaker span is kept, for an act to carry it, from this probability on. */
const LEAST = 0.02;

const say = (text: string) => process.stderr.write(`${text}\n`);
const rng = Rng.of(SEED, 'train');
const root = process.cwd();

function examples(split: Split, attacked: number, benign: number): Example[] {
  const c = new Chooser(rng.stream(split), split);
  const made = [
    ...Array.from({ length: attacked }, () => example(c, true)),
    ...Array.from({ length: benign }, () => example(c, false)),
  ];
  const real = readmes(root, split).map((text) => ({
    text,
    spans: [],
    host: 'readme',
    language: 'en',
    encoded: false,
  }));
  return [...made, ...real];
}

function model(split: Split, attacked: number, benign: number): SpanModel {
  const rows = rowsOf(examples(split, attacked, benign));
  say(`${split}: ${rows.count} units`);
  const weights = fitUnits(rows, rng.stream(`fit ${split}`), OPTIONS);
  return {
    version: VERSION,
    weights,
    blank: -6,
    context: [],
    chain: [],
    lean: 0,
    threshold: 0.5,
    least: LEAST,
    calibration: [0, 1, 0, 0],
  };
}

// What is no weight is tuned on wordings that the weights have not seen.
const first = model('fit', 5000, 7000);
const tuning = examples('tune', 2000, 3000);
first.context = fitContext(first, tuning);
first.chain = fitChain(first, tuning);
Object.assign(first, tuneLean(first, tuning, FLAGGED));
const { context, chain, calibration, lean } = first;
const threshold = Number(first.threshold.toFixed(3));
const rounded = (weights: number[]) => weights.map((weight) => Number(weight.toPrecision(4)));
const tuned = {
  context: rounded(context),
  chain: rounded(chain),
  lean,
  threshold,
  calibration: rounded(calibration) as typeof calibration,
};
say(`tuned: ${JSON.stringify(tuned)}`);
say(`wordings tuned on: ${JSON.stringify(judge({ ...first, ...tuned }, tuning))}`);
const half = { ...model('train', 6000, 9000), ...tuned };
say(`wordings never seen: ${JSON.stringify(judge(half, examples('judge', 2000, 4000)))}`);

const file = pack({ ...model('all', 9000, 13000), ...tuned });
writeFileSync(join(root, 'src/cases/hijack/spans/model.json'), `${JSON.stringify(file, undefined, 2)}\n`);

// The evidence is weighed with a model that has not seen the wordings of its sessions, as it will be in the field.
const weights = fitEvidence(half, new Chooser(rng.stream('sessions'), 'judge'), say);
writeFileSync(join(root, 'src/cases/hijack/weights.json'), `${JSON.stringify(weights, undefined, 2)}\n`);
say(JSON.stringify(weights));

/** Weights as signed bytes. */
function pack({ weights, ...rest }: SpanModel): ModelFile {
  const step = stepOf(weights.subarray(0, LAYOUT.grams));
  const gramStep = stepOf(weights.subarray(LAYOUT.grams));
  const bytes = Buffer.alloc(FEATURES);
  for (let i = 0; i < FEATURES; i++) bytes.writeInt8(Math.round(weights[i]! / (i < LAYOUT.grams ? step : gramStep)), i);
  return { ...rest, step, gramStep, weights: bytes.toString('base64') };
}

function stepOf(weights: Float32Array): number {
  return weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127;
}
