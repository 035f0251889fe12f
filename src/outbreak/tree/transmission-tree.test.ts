import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASES, CHANNELS } from '../../fleet/index.ts';
import {
  INTRODUCTION,
  type LineList,
  type ListedCase,
  type PossibleTransmission,
  UNOBSERVED,
} from '../line-list/line-list.ts';
import { randomOf } from './test-epidemic.ts';
import { transmissionTree } from './transmission-tree.ts';
import type { TransmissionTree } from './types.ts';

const MINUTE = 60_000;

function listOf(
  onsets: (number | undefined)[],
  links: Partial<PossibleTransmission>[] = [],
  more: Partial<LineList> = {},
): LineList {
  return {
    behaviour: 'made',
    cases: onsets.map((onset, i) => ({ session: i, agent: i, onset: onset && onset * MINUTE, probability: 1 })),
    transmissions: links.map((link) => row(link)),
    from: 0,
    until: 10_000 * MINUTE,
    assessed: 1,
    ...more,
  };
}

/** Times in minutes. */
function row({ written, read, ...rest }: Partial<PossibleTransmission>): PossibleTransmission {
  return {
    from: -1,
    to: 0,
    channel: 'memory',
    artifact: 7,
    basis: 'content',
    survives: 1,
    contact: -1,
    ...rest,
    written: written && written * MINUTE,
    read: read && read * MINUTE,
  };
}

/** What has to hold for every list. */
function check(list: LineList, tree: TransmissionTree): void {
  const n = list.cases.length;
  expect(tree.infectors).toHaveLength(n);
  for (const [place, posterior] of tree.infectors.entries()) {
    expect(posterior.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(new Set(posterior.map(({ from }) => from)).size).toBe(posterior.length);
    for (const [k, { from, probability, transmission }] of posterior.entries()) {
      expect(probability).toBeGreaterThan(0);
      if (k > 0) expect(probability).toBeLessThanOrEqual(posterior[k - 1]!.probability);
      if (from >= 0) expect(list.transmissions[transmission]).toMatchObject({ from, to: place });
      else expect(transmission).toBe(-1);
    }
  }
  for (const place of list.cases.keys()) {
    let at = place;
    for (let steps = 0; at >= 0; steps++) {
      expect(steps).toBeLessThan(n);
      at = tree.likeliest[at]!.from;
    }
  }
  expect(tree.outbreaks.flatMap(({ cases }) => cases).sort((a, b) => a - b)).toEqual([...list.cases.keys()]);
  for (const { sources, cases, introduced, joins } of tree.outbreaks) {
    expect(sources.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    for (const { case: place } of sources) if (place >= 0) expect(cases).toContain(place);
    for (const probability of [introduced, ...joins.map((join) => join.probability)])
      expect(isShare(probability)).toBe(true);
  }
  expect(tree.probabilities.every((p) => p >= 0 && p <= 1 + 1e-9)).toBe(true);
  const { lag, detection, introductions, unobserved, evidence, channels } = tree.fit;
  for (const { lower, estimate, upper } of [detection, introductions, unobserved]) {
    expect(lower <= estimate && estimate <= upper).toBe(true);
  }
  const figures = [lag.median, lag.logSd, evidence, ...channels.flatMap((c) => [c.contacts, c.infections, c.ratio])];
  for (const figure of figures) expect(Number.isFinite(figure)).toBe(true);
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function treeOf(list: LineList): TransmissionTree {
  const tree = transmissionTree(list);
  check(list, tree);
  return tree;
}

const top = (tree: TransmissionTree) => tree.infectors.map(([first]) => first!.from);

describe('small outbreaks', () => {
  test('nobody', () => {
    expect(treeOf(listOf([])).outbreaks).toEqual([]);
  });

  test('a single case came from outside, as far as anybody can say', () => {
    const { outbreaks, likeliest } = treeOf(listOf([5]));
    expect(likeliest[0]!.from).toBe(INTRODUCTION);
    expect(outbreaks).toMatchObject([{ cases: [0], roots: [0], sources: [{ case: 0 }, { case: UNOBSERVED }] }]);
  });

  test('a chain', () => {
    const tree = treeOf(
      listOf(
        [10, 30, 60],
        [
          { from: 0, to: 1, written: 11, read: 25 },
          { from: 1, to: 2, written: 31, read: 55 },
        ],
      ),
    );
    expect(tree.likeliest.map(({ from }) => from)).toEqual([INTRODUCTION, 0, 1]);
    expect(tree.outbreaks).toMatchObject([{ cases: [0, 1, 2], roots: [0] }]);
    expect(tree.outbreaks[0]!.sources[0]).toMatchObject({ case: 0, probability: expect.closeTo(0.85, 1) });
  });

  test('the writer that was a case when it wrote, above one that was not yet', () => {
    const tree = treeOf(
      listOf(
        [10, 40, 60],
        [
          { from: 0, to: 2, written: 20, read: 50 },
          { from: 1, to: 2, written: 20, read: 50 },
        ],
      ),
    );
    expect(top(tree)[2]).toBe(0);
  });

  test('the copy that is nearest to what the case wrote on', () => {
    const tree = treeOf(
      listOf(
        [10, 11, 60],
        [
          { from: 0, to: 2, written: 20, read: 50, distance: 0.3 },
          { from: 1, to: 2, written: 20, read: 50, distance: 0 },
        ],
      ),
    );
    expect(top(tree)[2]).toBe(1);
  });

  test('many writes of one writer, read at once, are one contact', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ from: 0, to: 2, written: 20, read: 50, contact: i }));
    const tree = treeOf(listOf([10, 11, 60], [...many, { from: 1, to: 2, written: 20, read: 50 }]));
    const [first, second] = tree.infectors[2]!;
    expect(first!.probability).toBeCloseTo(second!.probability, 6);
  });

  test('of two strains nobody infects the other', () => {
    const list = listOf([10, 30], [{ from: 0, to: 1, written: 11, read: 25 }]);
    const cases = list.cases.map((one, strain) => ({ ...one, strain }));
    const tree = treeOf({ ...list, cases });
    expect(top(tree)).toEqual([INTRODUCTION, INTRODUCTION]);
    expect(tree.outbreaks).toHaveLength(2);
  });

  test('what nobody was seen to write is from one outside for all of its readers', () => {
    const onsets = Array.from({ length: 8 }, (_, i) => 10 * (i + 1));
    const links = onsets.map((onset, to) => ({ to, channel: 'web' as const, basis: 'none' as const, read: onset - 3 }));
    const tree = treeOf(listOf(onsets, links));
    expect(top(tree)).toEqual(onsets.map(() => INTRODUCTION));
  });

  test('a writer that is no case was one that was missed', () => {
    const links = [{ from: -1, to: 1, writer: 99, written: 20, read: 28 }];
    const tree = treeOf(listOf([10, 30], links));
    const of = (from: number) => tree.infectors[1]!.find((answer) => answer.from === from)?.probability ?? 0;
    const without = transmissionTree(listOf([10, 30])).infectors[1]!;
    expect(of(UNOBSERVED)).toBeGreaterThan(without.find(({ from }) => from === UNOBSERVED)!.probability);
    expect(of(UNOBSERVED)).toBeGreaterThan(of(INTRODUCTION));
  });
});

describe('bad input', () => {
  test('everything at one instant: defined, without cycles', () => {
    const links = [0, 1, 2, 3].flatMap((from) => [0, 1, 2, 3].map((to) => ({ from, to, written: 5, read: 5 })));
    const tree = treeOf(listOf([5, 5, 5, 5], links));
    expect(tree.outbreaks.length).toBeGreaterThan(0);
  });

  test('a read before its write, within what clocks differ by and beyond', () => {
    const within = treeOf(listOf([10, 30], [{ from: 0, to: 1, written: 25, read: 24 }]));
    expect(top(within)[1]).toBe(0);
    const beyond = treeOf(listOf([10, 30], [{ from: 0, to: 1, written: 29, read: 24 }]));
    expect(beyond.infectors[1]!.some(({ from }) => from === 0)).toBe(false);
  });

  test('a read after the onset infected nobody; nor did a case that came later', () => {
    const tree = treeOf(
      listOf(
        [10, 30, 90],
        [
          { from: 0, to: 1, written: 11, read: 31 },
          { from: 2, to: 1, written: 20, read: 25 },
        ],
      ),
    );
    expect(top(tree)[1]).toBeLessThan(0);
  });

  test('a case without a time may have been infected by any, and cycles are broken', () => {
    const tree = treeOf(
      listOf(
        [undefined, undefined],
        [
          { from: 0, to: 1 },
          { from: 1, to: 0 },
        ],
      ),
    );
    expect(tree.likeliest.filter(({ from }) => from >= 0)).toHaveLength(1);
  });

  test('an agent that infects itself through its own memory: a link between its sessions', () => {
    const list = listOf([10, 30], [{ from: 0, to: 1, written: 11, read: 25 }]);
    const cases = list.cases.map((one) => ({ ...one, agent: 0 }));
    expect(top(treeOf({ ...list, cases }))).toEqual([INTRODUCTION, 0]);
  });

  test('rows of nobody, to nobody, and to oneself say nothing', () => {
    const links = [
      { from: 5, to: 0 },
      { from: 0, to: 5 },
      { from: -7, to: 0 },
      { from: 0, to: 0 },
      { from: 0.5, to: 0 },
    ];
    expect(transmissionTree(listOf([10], links)).infectors).toEqual(transmissionTree(listOf([10])).infectors);
  });
});

// Properties

const time = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 20 }).map((minutes) => minutes * MINUTE) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY, -1e300, 8.64e15) },
);
const share = fc.constantFrom(undefined, 0, 0.3, 0.9, 1, Number.NaN, -1, 7);
const cases = fc
  .array(
    fc.record(
      {
        agent: fc.nat(3),
        onset: time,
        probability: fc.constantFrom(1, 0.5, 0, Number.NaN, 9),
        strain: fc.constantFrom(0, 1),
      },
      { requiredKeys: ['agent', 'onset', 'probability'] },
    ),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, session): ListedCase => ({ ...one, session })));
const transmissions = fc.array(
  fc.record(
    {
      from: fc.integer({ min: -2, max: 13 }),
      to: fc.integer({ min: -1, max: 13 }),
      channel: fc.constantFrom(...CHANNELS),
      artifact: fc.integer({ min: -1, max: 3 }),
      written: time,
      read: time,
      basis: fc.constantFrom(...BASES, 'none' as const),
      survives: share,
      contact: fc.constant(-1),
      writer: fc.integer({ min: -1, max: 3 }),
      distance: fc.constantFrom(0, 0.2, 1, Number.NaN),
    },
    {
      requiredKeys: ['from', 'to', 'channel', 'artifact', 'written', 'read', 'basis', 'survives', 'contact'],
    },
  ),
  { maxLength: 60 },
);
const lists = fc.record({
  behaviour: fc.constant('made'),
  cases,
  transmissions,
  from: time,
  until: time,
  assessed: fc.constantFrom(1, 0.4, 0, Number.NaN, -3),
  controls: fc.constantFrom(
    { sessions: 20, contacts: 3 },
    { sessions: 0, contacts: 0 },
    { sessions: Number.NaN, contacts: -1 },
  ),
});

test('many met at one look, and one message as everybody gets them: no transmission', () => {
  const random = randomOf(3);
  const links: Partial<PossibleTransmission>[] = [];
  for (let to = 6; to < 60; to++) {
    const at = to * 10 + 9;
    // A notebook that shows the last five, and for one in three a message of some case: so it is of the others as well.
    if (random() < 0.5)
      for (let k = 1; k <= 5; k++) links.push({ from: to - k, to, written: (to - k) * 10 + 11, read: at });
    if (random() < 0.33) {
      const from = Math.floor(random() * (to - 1));
      links.push({ from, to, written: from * 10 + 11, read: at, channel: 'message', basis: 'id' });
    }
  }
  const onsets = Array.from({ length: 60 }, (_, i) => (i + 1) * 10);
  const evidenceOf = (message: number) => {
    const controls = { sessions: 120, contacts: 300 + message, byChannel: { memory: 300, message } };
    return treeOf(listOf(onsets, links, { controls })).fit.evidence;
  };
  expect(evidenceOf(40)).toBeLessThan(0);
  // Messages that only cases had are another matter.
  expect(evidenceOf(0)).toBeGreaterThan(evidenceOf(40) + 10);
});

test('where reads are shown whoever wrote, who read nothing came to it by itself', () => {
  const onsets = [10, 30, 50, 70, 90, 400];
  const links = [1, 2, 3, 4].map((to) => ({ from: to - 1, to, written: to * 20 - 5, read: to * 20 + 5 }));
  const controls = { sessions: 50, contacts: 2, byChannel: { memory: 2 }, unlisted: 0 };
  const outside = (showsReads: boolean) =>
    treeOf(listOf(onsets, links, { controls, showsReads })).infectors[5]!.find(({ from }) => from === INTRODUCTION)!
      .probability;
  expect(outside(true)).toBeGreaterThan(outside(false) + 0.1);
});

test('whatever the list: probabilities sum to 1, nothing is NaN, no case is its own ancestor', () => {
  fc.assert(
    fc.property(lists, (list) => void treeOf(list as LineList)),
    { numRuns: 300 },
  );
});

test('a time that no date can have says nothing', () => {
  // Found by fuzzing: so far back a second is lost in the rounding, and the logarithm of the lag was minus infinity.
  const tree = treeOf(listOf([0, 0, -1e300], [{ from: -1, to: 2, written: undefined, read: -1e300 }]));
  expect(tree.infectors[2]!.length).toBeGreaterThan(0);
});

test('the order in which cases and rows stand plays no part', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (given, seed) => {
      const list = given as LineList;
      const places = shuffled(list.cases.length, seed);
      const order = shuffled(list.transmissions.length, seed + 1);
      const newPlace = new Map(places.map((old, now) => [old, now]));
      const move = (place: number) => newPlace.get(place) ?? (place < 0 ? place : 1000 + place);
      const moved: LineList = {
        ...list,
        cases: places.map((old) => list.cases[old]!),
        transmissions: order.map((old) => {
          const one = list.transmissions[old]!;
          return { ...one, from: move(one.from), to: move(one.to) };
        }),
      };
      const told = (tree: TransmissionTree, name: (place: number) => number, count: number) => ({
        posterior: Array.from({ length: count }, (_, i) => i).map((place) =>
          tree.infectors[place]!.map(({ from, probability }) => [name(from), probability]),
        ),
        fit: tree.fit,
      });
      const before = told(transmissionTree(list), (place) => place, places.length);
      const after = told(transmissionTree(moved), (place) => (place < 0 ? place : places[place]!), places.length);
      expect({ ...after, posterior: places.map((_, old) => after.posterior[newPlace.get(old)!]) }).toEqual(before);
    }),
    { numRuns: 200 },
  );
});

test('ten thousand cases and a hundred thousand links in seconds', () => {
  const random = randomOf(1);
  const onsets = Array.from({ length: 10_000 }, () => 10 + random() * 10_000);
  const links = Array.from({ length: 100_000 }, () => {
    const [a, b] = [Math.floor(random() * onsets.length), Math.floor(random() * onsets.length)];
    const [from, to] = onsets[a]! < onsets[b]! ? [a, b] : [b, a];
    const read = onsets[to]! - random() * Math.min(500, onsets[to]! - onsets[from]!);
    return { from, to, written: onsets[from]!, read };
  });
  const list = listOf(onsets, links);
  // What it computes, not what it waits: the machine may do other things.
  const start = process.cpuUsage();
  transmissionTree(list);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
});

function shuffled(length: number, seed: number): number[] {
  const random = randomOf(seed);
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  return order;
}
