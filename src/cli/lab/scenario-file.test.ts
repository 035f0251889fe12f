import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type LabTruth, runScenario, truthOf } from '../../lab/index.ts';
import { loadScenario, shippedScenarios } from './scenario-file.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/scenario.schema.json', import.meta.url), 'utf8'));
const published = new Ajv2020().compile(schema);

describe.each(shippedScenarios())('%s', (name) => {
  const raw = parse(readFileSync(new URL(`../../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));
  const scenario = loadScenario(name);

  test('is named after its file', () => {
    expect(scenario.name).toBe(name);
  });

  test('has a source or the word "invented" for each of its numbers', () => {
    const { documented } = raw;
    if (documented === undefined) return expect(raw.description).toContain('every number is invented');
    const covered = [...Object.keys(documented.parameters ?? {}), ...documented.invented] as string[];
    const paths = numbersOf(raw).filter((path) => path !== 'version');
    const left = paths.filter((path) => !covered.some((one) => path === one || path.startsWith(`${one}.`)));
    expect(left).toEqual([]);
    for (const one of covered) {
      expect(
        paths.some((path) => path === one || path.startsWith(`${one}.`)),
        one,
      ).toBe(true);
    }
  });

  test('spreads where it says so, and nowhere else', () => {
    const sessions = Math.min(scenario.fleet.sessions, 600);
    const passed = [1, 2, 3, 4].map((seed) => passedOn(truthOf(runScenario(scenario, { seed, sessions }), 'chat')));
    if (scenario.outbreak) expect(passed.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(5);
    else expect(passed).toEqual([0, 0, 0, 0]);
  });

  test('fits the published schema', () => {
    expect(published(raw), JSON.stringify(published.errors)).toBe(true);
  });
});

/** How many sessions have it from another: by infection, or by reading and then doing something about it. */
function passedOn({ epidemic, seed }: LabTruth): number {
  if (epidemic !== undefined) return epidemic.transmissions.length;
  return seed === null ? 0 : new Set([...seed.acted.used, ...seed.acted.relayed]).size;
}

test('a name that nobody has, and a path out of the folder, are refused', () => {
  expect(() => loadScenario('nowhere')).toThrow(/no scenario "nowhere"/);
  expect(() => loadScenario('../package')).toThrow(/no scenario/);
  expect(() => loadScenario('/nowhere/at-all.yaml')).toThrow(/cannot read/);
});

/** Paths of all numbers below a value, with roles by their name: `fleet.roles.builder.agents`. */
function numbersOf(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = (inner as { name?: string; id?: string } | null)?.name ?? (inner as { id?: string } | null)?.id ?? key;
    return numbersOf(inner, path === '' ? own : `${path}.${own}`);
  });
}
