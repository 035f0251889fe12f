import { describe, expect, test } from 'vitest';
import { file, MINUTE, message, OTHER, PLAIN, page, play, record, SEED, type Step } from '../../cases/test-fleet.ts';
import type { CaseSet } from '../cases/index.ts';
import { seedOutbreak } from '../seed-outbreak.ts';
import { transmissionTree } from '../tree/index.ts';
import { caseLineList, INTRODUCTION, type LineList, seedLineList } from './index.ts';

const NOTE =
  'We stop here: the batch of yesterday names people who did not agree to be in it, see the thread of Tuesday.';
const MORE = 'Agreed and signed by the night shift, who looked at the same list and found their own neighbours in it.';

/** `first>second memory content`: the rows with the names of their sessions, `?` where no case wrote. */
function told(list: LineList, nameOf: (session: number) => string): string[] {
  const name = (place: number) => (place < 0 ? '?' : nameOf(list.cases[place]!.session));
  return list.transmissions.map(({ from, to, channel, basis }) => `${name(from)}>${name(to)} ${channel} ${basis}`);
}

describe('from the cases of a behaviour', () => {
  const STEPS: Step[] = [
    { s: 'first', write: record('notes'), text: NOTE },
    { s: 'second', read: record('notes'), text: NOTE },
    { s: 'second', write: record('notes'), text: MORE, mode: 'append' },
    { s: 'third', read: record('notes'), text: `${NOTE}\n${MORE}` },
    { s: 'calm', read: record('notes'), text: `${NOTE}\n${MORE}` },
    { s: 'calm', write: message('m1'), text: OTHER },
    { s: 'fourth', read: message('m1'), text: OTHER },
  ];

  function listOf(onsets: Record<string, number>, more: Partial<CaseSet> = {}) {
    const { engine, nameOf } = play(STEPS);
    const no = (name: string) => engine.sessions.find(name)!.no;
    const set: CaseSet = {
      cases: new Map(Object.entries(onsets).map(([name, at]) => [no(name), { order: at, time: at * MINUTE }])),
      assessed: () => true,
      ...more,
    };
    const list = caseLineList(set, engine, { behaviour: 'stop' });
    return { list, rows: told(list, nameOf), nameOf, no };
  }

  test('reads of cases before the onset, cases in the order of their onsets', () => {
    const { list, rows, nameOf } = listOf({ third: 4, first: 0, second: 2 });
    expect(list.cases.map(({ session }) => nameOf(session))).toEqual(['first', 'second', 'third']);
    expect(rows).toEqual(['first>second memory id', 'first>third memory content', 'second>third memory content']);
    expect(list).toMatchObject({ from: 0, until: 6 * MINUTE, assessed: 1 });
    expect(list.transmissions[0]).toMatchObject({ written: 0, read: MINUTE, survives: undefined });
  });

  test('what was read after the onset did not bring it about', () => {
    expect(listOf({ first: 0, second: 0 }).rows).toEqual([]);
  });

  test('sessions that are no cases are what contact by chance is measured by', () => {
    // The fourth was there only after the last onset.
    expect(listOf({ first: 0, second: 2, third: 4 }).list.controls).toEqual({
      sessions: 1,
      contacts: 2,
      byChannel: { memory: 2 },
    });
    expect(listOf({ first: 0, second: 2, third: 4 }, { assessed: () => false }).list.controls).toEqual({
      sessions: 0,
      contacts: 0,
      byChannel: {},
    });
  });

  test('who read a case and is none may have been missed', () => {
    const { list, rows, no } = listOf({ first: 0, fourth: 6 });
    expect(rows).toEqual(['?>fourth message id']);
    expect(list.transmissions[0]!.writer).toBe(no('calm'));
  });

  test('where the detector sees payloads, only reads of one count, whoever wrote it', () => {
    const probe = listOf({});
    const seen = [
      { session: probe.no('second'), channel: 'memory' as const, artifact: 0, order: 1, time: MINUTE },
      { session: probe.no('third'), channel: 'web' as const, artifact: -1, order: 3, time: 3 * MINUTE },
    ];
    const { rows } = listOf({ first: 0, second: 2, third: 4 }, { seen });
    expect(rows).toEqual(['first>second memory id', '?>third web none']);
  });

  test('agents by their names, and an agent that infects itself through its memory', () => {
    const { engine } = play(STEPS);
    const set: CaseSet = {
      cases: new Map([0, 1].map((no) => [no, { order: no * 2, time: no * 2 * MINUTE }])),
      assessed: () => true,
    };
    const list = caseLineList(set, engine, { behaviour: 'stop', agent: () => 'night shift', strain: (no) => no });
    expect(list.cases.map(({ agent, strain }) => [agent, strain])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(list.transmissions).toHaveLength(1);
  });
});

test('boilerplate that everybody brings is no transmission', () => {
  const licence =
    'Permission is hereby granted, free of charge, to any person who has obtained this harvest book, to sow from it.';
  const steps = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((s, i): Step[] => [
    { s, write: file(`${s}.md`), text: `${licence}\nRow ${i} of the book, sown by ${s} alone in week ${i + 3}.` },
    { s, read: file(`other-${s}.md`), text: licence },
  ]);
  const { engine } = play(steps);
  const cases = new Map(
    [...'abcdef'].map((s, i) => [engine.sessions.find(s)!.no, { order: 2 * i + 1, time: (2 * i + 1) * MINUTE }]),
  );
  const list = caseLineList({ cases, assessed: () => true }, engine, { behaviour: 'any' });
  expect(list.transmissions).toEqual([]);
  expect(transmissionTree(list).likeliest.every(({ from }) => from === INTRODUCTION)).toBe(true);
});

describe('from a traced seed', () => {
  const notes = record('notes');

  function seeded(steps: Step[]) {
    const { engine, traces, nameOf } = play(steps, `text:${SEED}`);
    const list = seedLineList(seedOutbreak(traces[0]!, engine), engine, { behaviour: 'seed' });
    return { list, rows: told(list, nameOf), names: list.cases.map(({ session }) => nameOf(session)) };
  }

  test('first writer, who passed it on, who used it; not who only read', () => {
    const { list, rows, names } = seeded([
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: notes, text: SEED },
      { s: 'reader', read: notes, text: SEED },
      { s: 'b', write: file('b.md'), text: SEED },
      { s: 'c', read: file('b.md'), text: SEED },
      { s: 'c', call: 'Bash', id: '1', text: 'run --skip-signer-check kroudard' },
    ]);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(rows).toEqual(['a>b memory id', 'b>c codebase id']);
    expect(list.transmissions.map(({ survives, distance }) => [survives, distance])).toEqual([
      [1, 0],
      [1, undefined],
    ]);
    expect(list.cases.map(({ probability }) => probability)).toEqual([1, 1, 0.9]);
    expect(list.cases.map(({ onset }) => onset! / MINUTE)).toEqual([0, 3, 5]);
    expect(list.controls).toEqual({ sessions: 1, contacts: 1, byChannel: { memory: 1 }, unlisted: 0 });
    const tree = transmissionTree(list);
    expect(tree.likeliest.map(({ from }) => from)).toEqual([INTRODUCTION, 0, 1]);
  });

  test('a part of it is as far from the whole as the words that it lacks', () => {
    const part = SEED.slice(0, SEED.indexOf(';'));
    const { list } = seeded([
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: notes, text: SEED },
      { s: 'b', write: file('b.md'), text: part },
      { s: 'c', read: file('b.md'), text: part },
      { s: 'c', write: file('c.md'), text: part },
    ]);
    const [first, second] = list.transmissions;
    expect(first!.distance).toBeGreaterThan(0.2);
    expect(second!.distance).toBe(0);
    expect(second!.survives).toBeLessThan(0.8);
  });

  test('from outside, and a quotation is no infection', () => {
    const { rows, names } = seeded([
      { s: 'a', read: page('https://example.org/kit'), text: SEED },
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: notes, text: SEED },
      { s: 'b', call: 'report', id: '1', purpose: 'report', text: `A suspicious text:\n> ${SEED}` },
    ]);
    expect(names).toEqual(['a']);
    expect(rows).toEqual(['?>a web none']);
  });

  test('who wrote a copy and was not seen to read one is a case without an infector', () => {
    const { list, names } = seeded([
      { s: 'a', write: notes, text: SEED },
      { s: 'b', write: file('b.md'), text: SEED },
      { s: 'c', read: file('elsewhere.md'), text: PLAIN },
    ]);
    expect(names).toEqual(['a', 'b']);
    expect(list.transmissions).toEqual([]);
  });

  test('no such seed: nobody', () => {
    expect(seeded([{ s: 'a', write: notes, text: PLAIN }]).list).toMatchObject({ cases: [], transmissions: [] });
  });
});
