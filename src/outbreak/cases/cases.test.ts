import { describe, expect, test } from 'vitest';
import { play, record, type Step } from '../../cases/test-fleet.ts';
import { attackRates, type CaseSet, caseExposures, chainTo, leadingExposures, riskRatio } from './index.ts';

const NOTE =
  'We stop here: the batch of yesterday names people who did not agree to be in it, see the thread of Tuesday.';
const MORE = 'Agreed and signed by the night shift, who looked at the same list and found their own neighbours in it.';

/** A notebook that passes a note from one session to the next, and another page that nobody of the cases touched. */
const STEPS: Step[] = [
  { s: 'first', write: record('notes'), text: NOTE },
  { s: 'second', read: record('notes'), text: NOTE },
  { s: 'second', write: record('notes'), text: MORE, mode: 'append' },
  { s: 'third', read: record('notes'), text: `${NOTE}\n${MORE}` },
  { s: 'calm', read: record('notes'), text: `${NOTE}\n${MORE}` },
  {
    s: 'other',
    write: record('plan'),
    text: 'The lorry comes at ten and leaves by the northern gate, as it did all year.',
  },
];

function fleet(onsets: Record<string, number>, unassessed: string[] = []) {
  const { engine, nameOf } = play(STEPS);
  const no = (name: string) => engine.sessions.find(name)!.no;
  const set: CaseSet = {
    cases: new Map(Object.entries(onsets).map(([name, step]) => [no(name), { order: step, time: step * 60_000 }])),
    assessed: (session) => !unassessed.includes(nameOf(session)),
  };
  const exposures = caseExposures(set, engine);
  return { set, exposures, engine, nameOf, no };
}

describe('exposures to what cases wrote', () => {
  const { exposures, nameOf } = fleet({ first: 0, second: 2, third: 5 });

  test('each reader of a case, by channel, in order', () => {
    const told = exposures.map(({ from, session, channel }) => `${nameOf(from)}>${nameOf(session)} ${channel}`);
    expect(new Set(told)).toEqual(
      new Set([
        'first>second memory',
        'first>third memory',
        'second>third memory',
        'first>calm memory',
        'second>calm memory',
      ]),
    );
  });

  test('what is read after the onset did not bring it about', () => {
    const late = fleet({ first: 0, second: 0 });
    expect(late.exposures.some(({ session }) => late.nameOf(session) === 'second')).toBe(false);
  });
});

test('attack rates have their denominator, assessed sessions only', () => {
  const { set, exposures, engine } = fleet({ first: 0, second: 2, third: 5 });
  const [memory] = attackRates(set, exposures, engine.sessions.list.length);
  expect(memory).toMatchObject({ channel: 'memory', exposed: 3, cases: 2, unexposed: 2, unexposedCases: 1 });
  expect(memory!.attackRate!.estimate).toBeCloseTo(2 / 3);
  expect(memory!.attackRate!.lower).toBeCloseTo(0.0943, 4);
  const without = fleet({ first: 0, second: 2, third: 5 }, ['calm']);
  expect(attackRates(without.set, without.exposures, 5)[0]).toMatchObject({ exposed: 2, cases: 2 });
});

test('the chain leads from a case to the first of them', () => {
  const { set, exposures, nameOf, no } = fleet({ first: 0, second: 2, third: 5 });
  const chain = chainTo(no('third'), leadingExposures(set, exposures));
  expect(chain.map(({ from, session }) => `${nameOf(from)}>${nameOf(session)}`)).toEqual([
    'second>third',
    'first>second',
  ]);
});

test('a chain that bites its tail ends', () => {
  const loop = (session: number, from: number) =>
    [
      session,
      { session, from, channel: 'memory', artifact: 0, time: 0, written: 0, contact: 0, basis: 'content' },
    ] as const;
  expect(chainTo(1, new Map([loop(1, 2), loop(2, 1)]))).toHaveLength(2);
});

test('the risk ratio and its interval', () => {
  // 30 of 100 against 10 of 100: 3 exp(±1.96 √0.11333).
  const ratio = riskRatio(30, 100, 10, 100)!;
  expect(ratio.estimate).toBeCloseTo(3);
  expect(ratio.lower).toBeCloseTo(1.5508, 3);
  expect(ratio.upper).toBeCloseTo(5.8034, 3);
  expect(riskRatio(0, 10, 1, 10)).toBeUndefined();
});
