import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { file, OTHER, PLAIN, record, type Step } from '../../cases/test-fleet.ts';
import { fleetFile } from '../../fleet/index.ts';
import { fleetYaml } from './fleet.ts';
import { DAWN, documentOf, traced } from './test-document.ts';

const notes = record('notes');
const DAY = 86_400_000;
const STEPS: Step[] = [
  { s: 'a1', at: DAWN, write: notes, text: PLAIN },
  { s: 'a2', at: DAWN + DAY / 2, write: notes, text: OTHER, mode: 'append' },
  { s: 'a2', at: DAWN + DAY / 2 + 1, write: file('CLAUDE.md'), text: OTHER },
  { s: 'b1', at: DAWN + DAY, read: notes, text: PLAIN },
  { s: 'b1', at: DAWN + 2 * DAY, read: file('CLAUDE.md'), how: 'rule' },
  { s: 'b1', at: DAWN + 2 * DAY, read: file('own.md'), text: OTHER },
];
const INFO = { a1: { agent: 'writer one' }, a2: { agent: 'writer one' }, b1: { agent: 'reader' } };
const fleetOf = (steps: Step[], info = {}, agentKey?: string) =>
  fleetFile.parse(
    parse(fleetYaml(traced(steps, { info }).engine, { toolVersion: '0', ...(agentKey !== undefined && { agentKey }) })),
  );

test('agents, shared artifacts and rates with the counts they rest on', () => {
  const fleet = fleetOf(STEPS, INFO);
  expect(fleet.period.days).toBe(2);
  expect(fleet.coverage).toEqual({ sessions: 3, withContent: 1 });
  expect(fleet.agents.map(({ id, sessions }) => [id, sessions])).toEqual([
    ['writer one', 2],
    ['reader', 1],
  ]);
  // What nobody wrote, or nobody read, carries nothing.
  expect(fleet.artifacts.map(({ id }) => id)).toEqual(['memory:team:notes', 'codebase:shop:CLAUDE.md']);
  const access = fleet.access.map(({ agent, artifact, reads, writes, loadsByRule }) => [
    agent,
    artifact,
    reads?.count,
    writes?.count,
    loadsByRule,
  ]);
  expect(access).toEqual([
    ['reader', 'memory:team:notes', 1, undefined, undefined],
    ['writer one', 'memory:team:notes', undefined, 2, undefined],
    ['reader', 'codebase:shop:CLAUDE.md', 1, undefined, true],
    ['writer one', 'codebase:shop:CLAUDE.md', undefined, 1, undefined],
  ]);
  const rate = fleet.access[1]!.writes!;
  expect(rate).toMatchObject({ estimate: 1, unit: 'per-session', origin: 'observed', exposure: 2 });
  expect(rate.lower).toBeLessThan(1);
  expect(rate.upper).toBeGreaterThan(1);
});

test('an agent key makes the agents', () => {
  expect(fleetOf(STEPS, INFO, 'host').agents).toMatchObject([{ id: 'unknown', sessions: 3 }]);
});

test('no events and no times are a fleet too', () => {
  expect(fleetOf([]).period).toEqual({ from: null, to: null, days: 0 });
  expect(fleetOf(STEPS.map((step) => ({ ...step, at: undefined }))).agents[0]).not.toHaveProperty('sessionsPerDay');
});

test('fitted rates of an outbreak, with their ranges and where they come from', () => {
  const seed = `text:${OTHER}`;
  const steps: Step[] = ['c0', 'c1', 'c2', 'c3'].flatMap((s, i): Step[] => {
    const at = DAWN + i * 3_600_000;
    const read: Step[] = i === 0 ? [] : [{ s, at, read: record(`notes ${i - 1}`), text: OTHER }];
    return [...read, { s, at: at + 60_000, write: record(`notes ${i}`), text: OTHER }];
  });
  const { outbreaks } = documentOf(steps, { seeds: [seed] });
  const { engine } = traced(steps, { seeds: [seed] });
  const fleet = fleetFile.parse(parse(fleetYaml(engine, { toolVersion: '0', outbreaks: outbreaks! })));
  const [fitted] = fleet.outbreaks!;
  const told = outbreaks![0]!.reproduction;
  expect(fitted).toMatchObject({ behaviour: 'relay', seed: 0, cases: outbreaks![0]!.cases });
  expect(fitted!.reproduction).toEqual({ ...told.R, origin: 'observed' });
  expect(fitted!.channels.map(({ channel }) => channel)).toEqual(['memory']);
  expect(fitted!.channels[0]!.reproduction).toEqual({ ...told.channels[0]!.R, origin: 'observed' });
  expect(fitted!.detection).toEqual({ ...told.detection, origin: 'observed' });
  if ('notEstimable' in told.generationTime) expect(fitted!.generationHours).toEqual(told.generationTime);
  else expect(fitted!.generationHours).toMatchObject({ estimate: told.generationTime.mean.estimate / 3_600_000 });
});

test('hostile names stay names', () => {
  const evil = 'x: [1]\n- "a" #\u001b[2J\u202e{{!!js/function}}';
  const engine = traced(STEPS, { info: { ...INFO, a1: { agent: evil } } }).engine;
  const text = fleetYaml(engine, { toolVersion: '0' });
  expect(text).not.toMatch(/[\u001b\u202e]/);
  expect(fleetFile.parse(parse(text)).agents[0]!.id).toBe(evil);
});
