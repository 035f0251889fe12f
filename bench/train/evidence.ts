import {
  EVIDENCE,
  type Evidence,
  HijackWatch,
  SpanFinder,
  type SpanModel,
  type Weights,
} from '../../src/cases/hijack/index.ts';
import { textOf } from '../../src/cases/index.ts';
import { TextLens } from '../../src/contacts/index.ts';
import type { Chooser } from './grammar/choose.ts';
import { type Conduct, session } from './sessions.ts';
import { descend } from './tune.ts';

/** Where the fit begins, and what chooses the act of a session that its row is about. */
const START: Weights = {
  bias: -3,
  span: 0.6,
  strongValue: 6,
  weakValue: 4,
  tool: 3,
  words: 4,
  deed: 2,
  passedOn: 5,
  again: 1,
  delegated: -1,
  usual: -0.5,
};

/** Pull of a weight towards zero, so that what was never seen to fail is not taken for certain. */
const RIDGE = 2e-4;
const PASSES = 4000;

/** How often each conduct is made: what a fleet of sessions does in which few meet a payload and fewer act on it. */
const MIX: Record<Conduct, number> = {
  benign: 16_000,
  ignores: 2000,
  reports: 300,
  obeys: 3000,
  starts: 500,
  spreads: 500,
};

export const ACTED: readonly Conduct[] = ['obeys', 'starts', 'spreads'];

/**
 * Fits the weights of evidence to made sessions. Sessions without an act that carries a span cannot be cases, and count in
 * the bias: a likelihood ratio compares how often evidence is met among all that acted and among all that did not.
 */
export function fitEvidence(model: SpanModel, c: Chooser, say: (text: string) => void): Weights {
  const finder = new SpanFinder(model);
  const rows: { x: number[]; y: number }[] = [];
  const made = { acted: 0, others: 0 };
  const lens = new TextLens();
  for (const [conduct, count] of Object.entries(MIX) as [Conduct, number][]) {
    const y = ACTED.includes(conduct) ? 1 : 0;
    let withAct = 0;
    for (let i = 0; i < count; i++) {
      const seen: Evidence[] = [];
      const watch = new HijackWatch({}, { finder, weights: START, onEvidence: (evidence) => seen.push(evidence) });
      for (const event of session(c, `${conduct}-${i}`, conduct).events) {
        const text = textOf(event);
        if (text !== undefined) lens.look(text);
        watch.observe(event, lens);
      }
      if (y === 1) made.acted++;
      else made.others++;
      if (seen.length === 0) continue;
      withAct++;
      const value = (e: Evidence) => EVIDENCE.reduce((sum, name) => sum + START[name] * e[name], 0);
      const best = seen.reduce((a, b) => (value(b) > value(a) ? b : a));
      const known = { ...best, again: Number(seen.length > 1) };
      rows.push({ x: EVIDENCE.map((name) => known[name]), y });
    }
    say(`${conduct}: ${withAct} of ${count} sessions have an act that carries a span`);
  }
  const weights = descend(rows, EVIDENCE.length, PASSES, RIDGE);
  weights[0]! += Math.log(made.others / made.acted);
  return Object.fromEntries(EVIDENCE.map((name, i) => [name, Number(weights[i]!.toFixed(3))])) as unknown as Weights;
}
