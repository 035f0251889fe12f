import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../cli/lab/scenario-file.ts';
import { labFiles, runScenario, truthOf } from '../index.ts';

const play = (name: string, seed: number) => runScenario(loadScenario(name), { seed, sessions: 150 });

function telemetryOf(run: ReturnType<typeof play>): string {
  return [...labFiles(run, ['chat'])].flatMap((file) => (file.path.includes('truth') ? [] : [...file.chunks])).join('');
}

describe.each(['injected-instruction', 'shared-notebook'])('%s', (name) => {
  test('spreads: several cases, most of them exposed by another session, and the first of them not', () => {
    const cases = [1, 2, 3].flatMap((seed) => truthOf(play(name, seed), 'chat').cases);
    expect(cases.length).toBeGreaterThan(12);
    expect(cases.filter((one) => one.exposedBy !== null).length).toBeGreaterThan(cases.length / 2);
    expect(cases.some((one) => one.exposedBy === null)).toBe(true);
  });

  test('every exposed case was exposed before its onset', () => {
    const truth = truthOf(play(name, 4), 'chat');
    const exposed = new Map(truth.seed!.exposed.map((one) => [one.session, one.time]));
    for (const one of truth.cases) {
      if (one.exposedBy !== null) expect(exposed.get(one.session)).toBeLessThan(one.onset);
    }
  });

  test('the same seed gives the same fleet', () => {
    expect(telemetryOf(play(name, 5))).toBe(telemetryOf(play(name, 5)));
  });
});

test('whoever carries an instruction out leaves its value in a command or a mail', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const run = play('injected-instruction', seed);
    const truth = truthOf(run, 'chat');
    const text = telemetryOf(run);
    const did = truth.cases.filter((one) => one.carriedOut).length;
    const [value] = truth.seed!.values;
    expect(text.split(value!).length - 1).toBeGreaterThanOrEqual(did);
  }
});

test('relays come in other words too', () => {
  const ways = [1, 2, 3, 4].flatMap((seed) =>
    truthOf(play('injected-instruction', seed), 'chat').cases.map((one) => one.passedOn),
  );
  expect(new Set(ways)).toEqual(new Set(['no', 'copied', 'retold']));
});

test('a rule that is followed in good faith makes no case', () => {
  expect(truthOf(play('notebook-rule', 1), 'chat').cases).toEqual([]);
});

test('a benign fleet full of honest instructions follows those that it was asked to follow', () => {
  const run = play('null-instructive', 1);
  const asked = run.sessions.filter(({ task }) =>
    task.some(({ passage }) => passage.kind === 'fixed' && passage.text.includes('docs/runbooks/')),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.every(({ acts }) => acts.some((act) => act.kind === 'run'))).toBe(true);
  expect(truthOf(run, 'chat').cases).toEqual([]);
});
