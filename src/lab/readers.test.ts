import { expect, test } from 'vitest';
import { labTruth, runScenario, type ScenarioDraft, scenarioFile, truthOf } from './index.ts';

const DRAFT: ScenarioDraft = {
  version: 1,
  name: 'made',
  description: 'For tests.',
  outbreak: true,
  fleet: {
    repositories: 2,
    sessions: 150,
    sessionsPerDay: 80,
    sessionsPerAgent: 10,
    moves: { median: 6, weights: { readFile: 5, readMemory: 4, readMail: 4, writeFile: 2, run: 3 } },
  },
  strains: [{ id: 'rule', kind: 'rule', alterations: { verbatim: 3, reworded: 1 } }],
  introductions: [{ strain: 'rule', at: 0.05, by: 'page' }],
  readers: { do: { ignore: 3, use: 2, useAndRelay: 3, quote: 1 }, passOnBy: { notebook: 3, mail: 2, files: 2 } },
  benign: { opensNotebook: 0.6 },
};

const SEEDS = [1, 2, 3, 4, 5, 6];

function seeds(changes: Partial<ScenarioDraft>) {
  return SEEDS.map((seed) => {
    const truth = truthOf(runScenario(scenarioFile.parse({ ...DRAFT, ...changes }), { seed }), 'chat');
    expect(labTruth.safeParse(truth).error).toBeUndefined();
    expect(truth.epidemic).toBeUndefined();
    return truth.seed!;
  });
}

const sum = (all: ReturnType<typeof seeds>, of: 'used' | 'relayed' | 'quoted') =>
  all.reduce((total, { acted }) => total + acted[of].length, 0);

test('readers follow it, pass it on and quote it, as often as the weights say', () => {
  const all = seeds({});
  const exposed = all.reduce((total, seed) => total + seed.exposed.length, 0);
  expect(exposed).toBeGreaterThan(100);
  // Use has 5 of 9 weights; the one who brought it in is no reader, and some end before they act.
  expect(sum(all, 'used') / exposed).toBeGreaterThan(0.3);
  expect(sum(all, 'used') / exposed).toBeLessThan(0.6);
  expect(sum(all, 'relayed')).toBeGreaterThan(sum(all, 'quoted'));
  expect(sum(all, 'quoted')).toBeGreaterThan(0);
});

test.each([
  ['page', 'outside'],
  ['message', 'outside'],
  ['session', 'session'],
] as const)('comes in by %s', (by, from) => {
  for (const { firstWriter, exposed } of seeds({ introductions: [{ strain: 'rule', at: 0.05, by }] })) {
    expect(firstWriter === 'outside').toBe(from === 'outside');
    const first = exposed.filter(({ via }) => via === null);
    if (from === 'session') expect(first).toEqual([]);
    else expect(first[0]!.channel).toBe(by === 'page' ? 'web' : 'message');
  }
});

test('of several ways in, one is drawn by its weight', () => {
  const by = { page: 1, session: 1 };
  const outside = seeds({ introductions: [{ strain: 'rule', at: 0.05, by }] }).filter(
    ({ firstWriter }) => firstWriter === 'outside',
  );
  expect(outside.length).toBeGreaterThan(0);
  expect(outside.length).toBeLessThan(SEEDS.length);
});

test('agents in whom nothing takes read and quote it and do no more', () => {
  const { sessionsPerAgent: _, ...fleet } = DRAFT.fleet;
  for (const role of [{ immune: 1 }, { susceptibility: 0 }]) {
    const all = seeds({ fleet: { ...fleet, roles: [{ name: 'builder', agents: 15, ...role }] } });
    expect(all.reduce((total, { exposed }) => total + exposed.length, 0)).toBeGreaterThan(10);
    // The one session that brings it in from a page reads it, follows it and puts it where others read.
    expect(sum(all, 'used')).toBeLessThanOrEqual(SEEDS.length);
    expect(sum(all, 'relayed')).toBeLessThanOrEqual(SEEDS.length);
    expect(sum(all, 'quoted')).toBeGreaterThan(0);
  }
});

test('is cleaned and comes back, where the file says so', () => {
  const times = (readers: Partial<NonNullable<ScenarioDraft['readers']>>) =>
    seeds({ readers: { ...DRAFT.readers!, ...readers } }).filter(({ cleaners }) => cleaners.length > 0).length;
  expect(times({})).toBe(0);
  expect(times({ cleanedAt: 0.4, comesBackAt: 0.5 })).toBeGreaterThan(3);
});
