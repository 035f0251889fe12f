import { describe, expect, test } from 'vitest';
import { emitTelemetry, labTruth, TELEMETRY_KINDS, truthOf } from '../index.ts';
import type { LabRun } from '../run.ts';
import { runScenario } from '../run-scenario.ts';
import { type ScenarioDraft, scenarioFile } from '../scenario/file.ts';
import { poisson } from './surfaces.ts';

const DRAFT: ScenarioDraft = {
  version: 1,
  name: 'made',
  description: 'For tests.',
  outbreak: true,
  fleet: { repositories: 2, sessions: 250, days: 4, roles: [{ name: 'builder', agents: 25 }] },
  strains: [{ id: 'rule', kind: 'rule', alterations: { verbatim: 3, partial: 1, reworded: 1 } }],
  introductions: [{ strain: 'rule', at: 0.05, by: 'page' }],
  surfaces: {
    notebook: { copies: 0.5, infects: 0.08, looks: 0.6, lasts: 24 },
    diary: { copies: 0.4, infects: 0.5, looks: 0.8 },
    files: { copies: 0.6, infects: 0.4, looks: 1.5 },
    instructions: { copies: 0.05, infects: 0.02 },
    mail: { copies: 0.8, infects: 0.3, looks: 0.9, lasts: 72 },
    board: { copies: 0.6, infects: 0.2, looks: 0.4 },
    subagents: { copies: 0.3, infects: 0.5 },
  },
};

function play(changes: Partial<ScenarioDraft> = {}, seed = 3): LabRun {
  return runScenario(scenarioFile.parse({ ...DRAFT, ...changes }), { seed });
}

const runs = Array.from({ length: 8 }, (_, seed) => play({}, seed));
const truths = runs.map((run) => truthOf(run, 'claude-code'));

test('the same arguments give the same fleet', () => {
  const told = (run: LabRun) =>
    [...emitTelemetry(run, 'chat')].flatMap((file) => [...file.chunks].map(String)).join('');
  expect(told(play())).toBe(told(play()));
  expect(told(play())).not.toBe(told(play({}, 4)));
});

test.each(TELEMETRY_KINDS)('%s carries every surface, and its truth fits the schema', (kind) => {
  const run = runs.find(({ epidemic }) => epidemic!.infected.length > 10)!;
  expect([...emitTelemetry(run, kind)].flatMap((file) => [...file.chunks]).length).toBeGreaterThan(0);
  expect(labTruth.safeParse(truthOf(run, kind)).error).toBeUndefined();
});

describe('who infected whom', () => {
  test('outbreaks of many sizes come about, through every channel', () => {
    const sizes = truths.map(({ epidemic }) => epidemic!.infections.length);
    expect(Math.max(...sizes)).toBeGreaterThan(20);
    const channels = new Set(truths.flatMap(({ epidemic }) => epidemic!.transmissions.map(({ channel }) => channel)));
    expect(channels).toEqual(new Set(['memory', 'codebase', 'message', 'web', 'context']));
  });

  test('an infector had it before, and the infected read its copy where it says', () => {
    for (const run of runs) {
      const byId = new Map(run.epidemic!.infected.map((one) => [one.session, one]));
      for (const { session, infected, from } of run.epidemic!.infected) {
        if (from === undefined) continue;
        expect(byId.get(from.session)!.infected).toBeLessThan(from.written);
        expect(from.written).toBeLessThan(infected);
        expect(byId.get(from.session)!.onset).toBeLessThanOrEqual(from.written);
        const own = run.sessions[session]!;
        const read =
          own.prompt?.artifact === from.artifact ||
          own.acts.some((act) => act.time === infected && 'artifact' in act && act.artifact === from.artifact);
        expect(read).toBe(true);
      }
    }
  });

  test('offspring, generations and channel means add up', () => {
    for (const { epidemic } of truths) {
      const { infections, transmissions, introductions, realised } = epidemic!;
      expect(infections.length).toBe(transmissions.length + introductions.length);
      const offspring = infections.flatMap((one) => Object.values(one.offspring)).reduce((sum, n) => sum + n, 0);
      expect(offspring).toBe(transmissions.length);
      for (const { channel, offspring: count, mean } of realised) {
        expect(transmissions.filter((one) => one.channel === channel).length).toBe(count);
        expect(mean).toBeCloseTo(infections.length === 0 ? 0 : count / infections.length);
      }
      const generation = new Map(infections.map((one) => [one.session, one.generation]));
      for (const { from, to } of transmissions) expect(generation.get(to)).toBe(generation.get(from)! + 1);
    }
  });

  test('a copy takes as often as the file says', () => {
    let reads = 0;
    let taken = 0;
    for (let seed = 0; seed < 8; seed++) {
      const surfaces = { mail: { copies: 3, infects: 0.4, looks: 1, lasts: 96 } };
      const run = play({ surfaces, introductions: [{ strain: 'rule', at: 0.05, by: 'session', times: 8 }] }, 50 + seed);
      const infected = new Map(run.epidemic!.infected.map((one) => [one.session, one]));
      for (const session of run.sessions) {
        for (const act of session.acts) {
          if (act.kind !== 'read' || act.artifact.kind !== 'message') continue;
          if (!act.pieces.some(({ passage }) => passage.kind === 'seed' && !passage.quoted)) continue;
          const at = infected.get(session.index)?.infected ?? Number.POSITIVE_INFINITY;
          if (at < act.time) continue;
          reads++;
          if (at === act.time) taken++;
        }
      }
    }
    expect(reads).toBeGreaterThan(200);
    expect(Math.abs(taken / reads - 0.4)).toBeLessThan(4 * Math.sqrt((0.4 * 0.6) / reads));
  });
});

describe('the course', () => {
  const single = (changes: Partial<ScenarioDraft>) =>
    Array.from({ length: 6 }, (_, seed) => play(changes, 20 + seed).epidemic!);

  test('nothing takes in immune agents, or where copies do not infect', () => {
    const roles = [{ name: 'builder', agents: 25, immune: 1 }];
    for (const { infected } of single({ fleet: { ...DRAFT.fleet, roles } })) expect(infected.length).toBe(1);
    for (const { infected } of single({ surfaces: { mail: { copies: 5, infects: 0 } } })) {
      expect(infected.length).toBe(1);
    }
  });

  test('an agent that is immune afterwards is infected once', () => {
    for (const run of [0, 1, 2, 3].map((seed) => play({ course: { immunity: 1 } }, seed))) {
      const agents = run
        .epidemic!.infected.filter(({ from }) => from !== undefined)
        .map(({ session }) => run.sessions[session]!);
      expect(new Set(agents.map(({ agent }) => agent)).size).toBe(agents.length);
    }
  });

  test('once a person has stopped it, nothing takes', () => {
    const stopped = single({ stop: { after: 20 } }).filter((one) => one.stopped !== undefined);
    expect(stopped.length).toBeGreaterThan(2);
    for (const { infected, stopped: at } of stopped) {
      for (const one of infected) expect(one.infected).toBeLessThan(at!);
    }
  });

  test('a wiped diary infects nobody', () => {
    const surfaces = { diary: { copies: 2, infects: 1, looks: 1 } };
    const sizes = (recovery: number) =>
      single({ surfaces, course: { recovery } }).reduce((sum, { infected }) => sum + infected.length, 0);
    expect(sizes(0)).toBeGreaterThan(20);
    expect(sizes(1)).toBe(6);
  });

  test('strains stay apart', () => {
    const strains: ScenarioDraft['strains'] = [
      { id: 'first', kind: 'rule' },
      { id: 'second', kind: 'refusal', virulence: 1.5 },
    ];
    const introductions: ScenarioDraft['introductions'] = [
      { strain: 'first', at: 0.02, by: 'session', times: 3 },
      { strain: 'second', at: 0.03, by: 'session', times: 3 },
    ];
    const run = play({ strains, introductions });
    const { infections, transmissions } = truthOf(run, 'chat').epidemic!;
    const strainOf = new Map(infections.map(({ session, strain }) => [session, strain]));
    expect(new Set(strainOf.values()).size).toBe(2);
    for (const { from, to, strain } of transmissions) {
      expect(strainOf.get(from)).toBe(strain);
      expect(strainOf.get(to)).toBe(strain);
    }
  });

  test('detection marks a share of the cases', () => {
    const all = single({ observation: { detection: 0.6 } }).flatMap(({ infected }) => infected);
    const share = all.filter(({ detected }) => detected).length / all.length;
    expect(Math.abs(share - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / all.length));
  });
});

test('a Poisson number has its mean and its share of nothing', () => {
  const n = 20_000;
  const numbers = Array.from({ length: n }, (_, i) => poisson((i + 0.5) / n, 1.7));
  expect(numbers.reduce((sum, k) => sum + k, 0) / n).toBeCloseTo(1.7, 2);
  expect(numbers.filter((k) => k === 0).length / n).toBeCloseTo(Math.exp(-1.7), 3);
  expect(poisson(0.999, 0)).toBe(0);
});
