import { describe, expect, test } from 'vitest';
import { everydayOf, MOVE_NAMES } from './everyday.ts';
import { type ScenarioDraft, scenarioFile } from './file.ts';

const SURFACES: ScenarioDraft = {
  version: 1,
  name: 'made',
  description: 'For tests.',
  outbreak: true,
  fleet: { sessions: 100, days: 4, roles: [{ name: 'builder', agents: 25 }] },
  strains: [{ id: 'rule', kind: 'rule' }],
  introductions: [{ strain: 'rule', at: 0.05, by: 'page' }],
  surfaces: { mail: { copies: 1, infects: 0.5 } },
};

const { surfaces: _, ...rest } = SURFACES;
const READERS: ScenarioDraft = { ...rest, readers: { do: { use: 1, relay: 1 }, passOnBy: { mail: 1 } } };

test('the two ways to spread are read', () => {
  expect(scenarioFile.safeParse(SURFACES).error).toBeUndefined();
  expect(scenarioFile.safeParse(READERS).error).toBeUndefined();
});

const two = [
  { id: 'a', kind: 'rule' as const },
  { id: 'b', kind: 'rule' as const },
];
const entry = { strain: 'rule', at: 0, by: 'page' as const };

describe('a file that is wrong is named', () => {
  test.each<[Partial<ScenarioDraft>, string, RegExp]>([
    [{ introductions: [{ ...entry, strain: 'other' }] }, 'introductions.0.strain', /no strain other/],
    [{ surfaces: {} }, 'outbreak', /needs introductions, and surfaces or readers/],
    [{ strains: [two[0]!, two[0]!] }, 'strains', /one id/],
    [{ strains: [{ ...two[0]!, alterations: {} }] }, 'strains.0.alterations', /no alteration has a weight/],
    [{ fleet: { ...SURFACES.fleet, sessionsPerDay: 5 } }, 'fleet', /one of days and sessionsPerDay/],
    [{ fleet: { sessions: 9, days: 2 } }, 'fleet', /one of roles and sessionsPerAgent/],
    [
      { fleet: { ...SURFACES.fleet, moves: { median: 3, weights: {} } } },
      'fleet.moves.weights',
      /no move has a weight/,
    ],
    [{ introductions: [{ ...entry, by: { page: 0 } }] }, 'introductions.0.by', /no way in has a weight/],
    [{ readers: READERS.readers }, 'readers', /in the place of surfaces/],
    [{ outbreak: false, surfaces: {} }, 'introductions', /nothing spreads without/],
  ])('%j', (changes, path, message) => expectFault({ ...SURFACES, ...changes }, path, message));
});

describe('what belongs to surfaces is refused where there are none', () => {
  test.each<[Partial<ScenarioDraft>, string]>([
    [{ strains: [{ id: 'rule', kind: 'rule', incubation: 1 }] }, 'strains.0.incubation'],
    [{ strains: [{ id: 'rule', kind: 'rule', dispersion: 1 }] }, 'strains.0.dispersion'],
    [{ course: { recovery: 0.5 } }, 'course.recovery'],
    [{ course: { immunity: 0.5 } }, 'course.immunity'],
    [{ stop: { after: 5 } }, 'stop'],
    [{ benign: { quoting: 0 } }, 'benign.quoting'],
    [{ benign: { rivalry: 0.1 } }, 'benign.rivalry'],
    [{ observation: { detection: 0.5 } }, 'observation.detection'],
  ])('%j', (changes, path) => expectFault({ ...READERS, ...changes }, path, /belongs to surfaces/));
});

describe('readers follow one strain that comes in once', () => {
  test.each<[Partial<ScenarioDraft>, string, RegExp]>([
    [{ strains: two, introductions: [{ ...entry, strain: 'a' }] }, 'strains', /one strain/],
    [{ introductions: [entry, entry] }, 'introductions', /comes in once/],
    [{ introductions: [{ ...entry, times: 2 }] }, 'introductions', /comes in once/],
    [{ readers: { do: { relay: 1 } } }, 'readers', /passOnBy says where/],
    [{ readers: { do: {} } }, 'readers.do', /nothing that readers do has a weight/],
    [{ readers: { do: { use: 1 }, passOnBy: {} } }, 'readers.passOnBy', /no place has a weight/],
  ])('%j', (changes, path, message) => expectFault({ ...READERS, ...changes }, path, message));
});

function expectFault(draft: ScenarioDraft, path: string, message: RegExp): void {
  const found = scenarioFile.safeParse(draft).error?.issues ?? [];
  expect(found.filter((one) => one.path.join('.') === path).map((one) => one.message)).toEqual([
    expect.stringMatching(message),
  ]);
}

describe('the fleet of a file', () => {
  const fleet = (changes: Partial<ScenarioDraft['fleet']>) =>
    everydayOf(scenarioFile.parse({ ...SURFACES, fleet: { ...SURFACES.fleet, ...changes } }));

  test('a number is the median of what may be said in full', () => {
    const short = fleet({ moves: 9, pause: 20, text: 300 });
    expect(fleet({ moves: { median: 9 }, pause: { median: 20 }, text: { median: 300 } })).toEqual(short);
    expect(short.moves).toMatchObject({ median: 9, sigma: 0.5, max: 40 });
  });

  test('agents and days come from roles and days, or from how many sessions each has', () => {
    expect(fleet({})).toMatchObject({ sessionsPerAgent: 4, sessionsPerDay: 25 });
    const alike = fleet({ roles: undefined, days: undefined, sessionsPerAgent: 10, sessionsPerDay: 120 });
    expect(alike).toMatchObject({ roles: undefined, sessionsPerAgent: 10, sessionsPerDay: 120 });
  });

  test('weights of moves stand in one order, whatever order they were written in', () => {
    const { moves } = fleet({ moves: { median: 3, weights: { spawn: 1, readFile: 2 } } });
    expect(Object.keys(moves.weights)).toEqual(MOVE_NAMES);
    expect(moves.weights).toMatchObject({ spawn: 1, readFile: 2, writeFile: 0 });
  });
});
