import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runScenario, type TruthEpidemic, truthOf } from '../../lab/index.ts';
import { loadScenario, shippedScenarios } from './scenario-file.ts';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/lab.md', root), 'utf8');
const files = readdirSync(new URL('examples/lab/', root)).sort();

function epidemicOf(file: string, seed: number): TruthEpidemic {
  const scenario = loadScenario(fileURLToPath(new URL(`examples/lab/${file}`, root)));
  return truthOf(runScenario(scenario, { seed }), 'chat').epidemic!;
}

test.each(files)('%s stands on the page as it is', (file) => {
  expect(page).toContain(`\`\`\`yaml\n${readFileSync(new URL(`examples/lab/${file}`, root), 'utf8')}\`\`\``);
});

test('the truth of the example is what the page says', () => {
  const { infections, transmissions } = epidemicOf('handover-2.yaml', 5);
  expect(infections.length).toBe(12);
  expect(transmissions.filter(({ channel }) => channel === 'memory').length).toBe(10);
  expect(transmissions.filter(({ channel }) => channel === 'message').length).toBe(1);
  const thinned = epidemicOf('handover-3.yaml', 5);
  expect(thinned.transmissions).toEqual(transmissions);
  expect(thinned.infections.filter(({ emitted }) => !emitted).length).toBe(1);
});

test('the page has a row for every scenario that comes with Cordon', () => {
  const table = page.slice(page.indexOf('## Scenarios'), page.indexOf('## A scenario of your own'));
  const rows = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name!);
  expect(rows.sort()).toEqual(shippedScenarios());
});
