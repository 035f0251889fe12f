import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runScenario, truthOf } from '../../lab/index.ts';
import { loadScenario, shippedScenarios } from './scenario-file.ts';

describe.each(shippedScenarios())('%s', (name) => {
  const raw = parse(readFileSync(new URL(`../../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));
  const scenario = loadScenario(name);

  test('is named after its file', () => {
    expect(scenario.name).toBe(name);
  });

  test('has a source or the word "invented" for each of its numbers', () => {
    const { documented } = raw;
    if (documented === undefined) return expect(name).toBe('null-fleet');
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
    const infections = [1, 2, 3, 4].map((seed) => {
      const run = runScenario(scenario, { seed, sessions: Math.min(scenario.fleet.sessions, 600) });
      return truthOf(run, 'chat').epidemic!;
    });
    const transmissions = infections.reduce((sum, { transmissions: all }) => sum + all.length, 0);
    if (scenario.outbreak) expect(transmissions).toBeGreaterThan(5);
    else expect(infections.every(({ infections: all }) => all.length === 0)).toBe(true);
  });
});

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
