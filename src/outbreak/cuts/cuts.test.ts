import { expect, test } from 'vitest';
import { behaviourState, seedState } from '../forward/state.ts';
import { file, MINUTE, outbreakOf, PLAIN, play, record, SEED, type Step } from '../test-fleet.ts';
import { cutToProtect, planOf, rankCuts, type Situation, seedRelapse, situationOf } from './index.ts';

const NOTE = record('notes');
const BOOK = file('runbook.md');

/** `b` and `c` read the notebook and write on; the runbook is read by `d`. */
const SPREAD: Step[] = [
  { s: 'a', write: NOTE, text: SEED },
  { s: 'b', read: NOTE, text: SEED },
  { s: 'b', write: BOOK, text: SEED },
  { s: 'c', read: NOTE, text: SEED },
  { s: 'c', write: file('log.md'), text: PLAIN },
  { s: 'd', read: BOOK, text: SEED },
  { s: 'e', read: file('log.md'), text: PLAIN },
  { s: 'd', write: file('other.md'), text: SEED },
];

function situation(
  steps: Step[],
): Situation & { nameOf: (no: number) => string; cutName: (c: { kind: string; target: number }) => string } {
  const { engine, outbreak } = outbreakOf(steps, `text:${SEED}`);
  const names = engine.sessions.list.map(({ id }) => id);
  const made = situationOf(seedState(outbreak, engine), engine, { of: names.map((_, i) => i), names });
  const artifact = (no: number) => engine.artifacts.list[no]!.ref.key;
  return {
    ...made,
    nameOf: (no) => names[no]!,
    cutName: ({ kind, target }) =>
      `${kind} ${kind === 'purge' || kind === 'freeze' ? artifact(target) : kind === 'close' ? target : names[target]}`,
  };
}

test('the state: who is a case, who may be one, and what carries it', () => {
  const { state, forward, carriers, nameOf } = situation(SPREAD);
  expect([...state.set.cases.keys()].map(nameOf).sort()).toEqual(['a', 'b', 'd']);
  expect(forward.map(({ session }) => nameOf(session))).toEqual(['c']);
  expect(carriers).toHaveLength(3);
  const { estimate, lower, upper } = forward[0]!.probability;
  expect(lower).toBeLessThanOrEqual(estimate);
  expect(estimate).toBeLessThanOrEqual(upper);
});

test('each cut is judged on the graph without it, and purging costs nothing', () => {
  const made = situation(SPREAD);
  const { baseline, cuts, chosen } = rankCuts(made);
  expect(baseline.estimate).toBeGreaterThan(0);
  for (const { prevents, remaining, disruption } of cuts) {
    expect(prevents.estimate + remaining.estimate).toBeCloseTo(baseline.estimate, 9);
    expect(prevents.lower).toBeLessThanOrEqual(prevents.estimate);
    expect(prevents.upper).toBeGreaterThanOrEqual(prevents.estimate);
    expect(disruption).toBeGreaterThanOrEqual(0);
  }
  expect(cuts.filter(({ kind }) => kind === 'purge').every(({ disruption }) => disruption === 0)).toBe(true);
  expect(made.cutName(cuts[0]!)).toBe('purge notes');
  // Cuts in turn: each leaves less than the one before.
  chosen.slice(1).forEach(({ remaining }, i) => {
    expect(remaining.estimate).toBeLessThan(chosen[i]!.remaining.estimate);
  });
});

test('the plan takes out what persists before anything that revokes access, and leaves nothing', () => {
  const made = situation(SPREAD);
  const { cuts, remaining } = planOf(made, rankCuts(made).chosen);
  const kinds = cuts.map(({ kind }) => kind);
  expect(made.cutName(cuts[0]!)).toBe('purge notes');
  expect(kinds.filter((kind) => kind === 'purge')).toHaveLength(3);
  const order = ['purge', 'reset', 'freeze', 'close', 'quarantine'];
  expect(kinds).toEqual(kinds.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(remaining.estimate).toBeLessThan(0.2);
});

test('to protect an agent: the cheapest cut, nothing where no way leads, and no promise when it is there', () => {
  const made = situation([
    ...SPREAD,
    { s: 'f', write: file('other.md'), text: PLAIN },
    { s: 'g', read: file('x.md'), text: PLAIN },
  ]);
  const protect = (name: string) => {
    const agent = [...Array(7).keys()].find((no) => made.nameOf(no) === name)!;
    return cutToProtect(made, { agents: new Set([agent]), artifacts: new Set() });
  };
  // By way of c, which read the notebook: a, who wrote there, might do so again.
  const answer = protect('e');
  expect(answer).toMatchObject({ kind: 'cut', disruption: 0 });
  expect(answer.kind === 'cut' && answer.cuts.map(made.cutName).sort()).toEqual(['purge notes', 'quarantine a']);
  expect(protect('g')).toEqual({ kind: 'apart' });
  expect(protect('d')).toEqual({ kind: 'reached' });
});

test('a reader of two carriers needs both purged', () => {
  const made = situation([...SPREAD, { s: 'h', read: NOTE, text: SEED }, { s: 'h', read: BOOK, text: SEED }]);
  const h = [...Array(8).keys()].find((no) => made.nameOf(no) === 'h')!;
  const answer = cutToProtect(made, { agents: new Set([h]), artifacts: new Set() });
  expect(answer.kind).toBe('cut');
  const kinds = answer.kind === 'cut' ? answer.cuts.map(made.cutName).sort() : [];
  // Cases that wrote there could write there again: purging is not enough, they are kept apart at the least cost.
  expect(kinds).toContain('purge notes');
  expect(kinds).toContain('purge runbook.md');
  expect(kinds.length).toBeGreaterThan(2);
});

test.each<[string, Step[]]>([
  ['a single case', [{ s: 'a', write: NOTE, text: SEED }]],
  ['everything at one instant', SPREAD.map((step) => ({ ...step, at: 0 }))],
  ['no times', SPREAD.map((step) => ({ ...step, at: undefined }))],
  ['an agent that reads its own memory', [...SPREAD.slice(0, 1), { s: 'a', read: NOTE, text: SEED }]],
  ['reads before writes', SPREAD.map((step, i) => ({ ...step, at: -i * MINUTE }))],
])('%s: no NaN anywhere', (_, steps) => {
  const made = situation(steps);
  const ranking = rankCuts(made);
  const plan = planOf(made, ranking.chosen);
  expect(JSON.stringify([ranking, plan, made.forward, [...made.model.infects.values()]])).not.toMatch(/null|NaN/);
});

test('a behaviour without cases gives nothing to cut', () => {
  const { engine } = play(SPREAD, `text:${SEED}`);
  const state = behaviourState({ cases: new Map(), assessed: () => true }, engine);
  const names = engine.sessions.list.map(({ id }) => id);
  const ranking = rankCuts(situationOf(state, engine, { of: names.map((_, i) => i), names }));
  expect(ranking).toMatchObject({ baseline: { estimate: 0 }, cuts: [], chosen: [], chokes: [] });
});

const relapse = (steps: Step[]) => {
  const { engine, outbreak } = outbreakOf(steps, `text:${SEED}`);
  const agentOf = engine.sessions.list.map(({ id }) => id.codePointAt(0)! - 97);
  const report = seedRelapse(outbreak, seedState(outbreak, engine), engine, agentOf, 100 * MINUTE);
  const name = (no: number) => engine.sessions.list[no]!.id;
  return { ...report, told: report.relapses.map(({ kind, session }) => `${kind} ${name(session)}`) };
};

const cured: Step[] = [
  ...SPREAD.slice(0, 2),
  { s: 'z', at: 90 * MINUTE, write: NOTE, text: PLAIN },
  { s: 'x', at: 110 * MINUTE, call: 'memory_read', id: '1', text: '{"key":"notes"}' },
  { s: 'x', at: 110 * MINUTE, read: NOTE, text: PLAIN, call: 'memory_read', id: '1' },
];

test('it held: the carrier was read without it, and all was seen', () => {
  const { outcome, told } = relapse(cured);
  expect(told).toEqual([]);
  expect(outcome).toBe('held');
});

test('nobody looked: cannot tell', () => {
  expect(relapse(cured.slice(0, 3))).toMatchObject({ outcome: 'cannot-tell', sessions: 0 });
});

test('back after re-indexing, a copy in a diary, and a reset agent that meets it again', () => {
  const back = relapse([
    ...cured,
    { s: 'y', at: 120 * MINUTE, read: NOTE, text: SEED },
    { s: 'y', at: 130 * MINUTE, write: record('diary'), text: SEED },
    { s: 'a2', at: 140 * MINUTE, read: record('diary'), text: SEED },
  ]);
  expect(back.outcome).toBe('relapse');
  expect(back.told).toContain('read-again y');
  expect(back.told).toContain('new-copy y');
  expect(back.told).toContain('re-exposed a2');
  expect(back.told).not.toContain('came-in a2');
  expect(back.carriers.find(({ now }) => now === 'back')).toBeDefined();
});
