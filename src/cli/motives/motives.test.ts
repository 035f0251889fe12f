import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_MODEL, grid, motivesDocument, readModel, testsOf } from '../../motives/index.ts';
import { styler } from '../output/style.ts';
import { decimals, figure, percent, range } from './numbers.ts';
import { modelOfFile } from './read-model.ts';
import { axesOf, settingsOf } from './settings.ts';
import { runSweep, sweepJson, sweepText } from './sweep.ts';
import { readTests } from './tests-file.ts';
import { motivesText } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-motives-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const model = readModel(DEFAULT_MODEL, 'default.yaml').model!;
const asked = { file: null, warnings: [], model, settings: { draws: 2 }, tests: testsOf(model), observed: [] };

describe('text', () => {
  const text = motivesText(motivesDocument(asked, '1.2.3'), styler(false));

  test('the answer is in the first ten lines', () => {
    const first = text.split('\n').slice(0, 10).join('\n');
    for (const part of ['rater_pleaser', 'Fittest in training', 'schemers have', 'Would spread', 'Best next test']) {
      expect(first).toContain(part);
    }
    expect(first).toContain('None is a forecast');
  });

  test('has every pattern in every table, and says whose step kappa is', () => {
    for (const { id } of model.patterns) expect(text.split(id).length).toBeGreaterThanOrEqual(4);
    expect(text).toContain("this project's own step, not the authors'");
  });

  test('control characters of a model file do not reach the terminal', () => {
    const evil = DEFAULT_MODEL.replace('name: behavioural selection model', 'name: "a\\e[31mb\\u202e"');
    const bad = readModel(evil, 'x').model!;
    expect(motivesText(motivesDocument({ ...asked, model: bad }, '1'), styler(false))).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('a model file', () => {
  test('that is wrong is named with its line and what to do', () => {
    const text = DEFAULT_MODEL.replace('goal: {power: 1}', 'goal: {glory: 1}');
    const line = text.split('\n').findIndex((one) => one.includes('glory')) + 1;
    const path = file('goal.yaml', text);
    expect(() => modelOfFile(path)).toThrow(new RegExp(`goal.yaml:${line}: the goal glory`));
  });

  test('that is a folder or is not there is said to be so', () => {
    expect(() => modelOfFile(folder)).toThrow(/is no file/);
    expect(() => modelOfFile(join(folder, 'none.yaml'))).toThrow(/cannot read .*ENOENT/);
  });
});

describe('settings', () => {
  test('are set by name, and --train keeps the pace of learning', () => {
    expect(settingsOf(model, ['operations.white_box=0.5', 'priors.speed=0'], '80')).toEqual({
      operations: { white_box: 0.5 },
      priors: { speed: 0 },
      steps: 80,
      learning: 80,
    });
  });

  test.each([
    ['speed', /is not NAME=VALUE/],
    ['operations.magic=1', /has no operations.magic/],
    ['priors.magic=1', /has no priors.magic/],
    ['steps=many', /is no number/],
    ['steps=1,2', /more than one value/],
    ['magic=1', /no setting magic/],
  ])('%s is wrong use', (text, message) => {
    expect(() => settingsOf(model, [text], undefined)).toThrow(message);
  });

  test('a sweep has lists and ranges', () => {
    expect(axesOf(model, ['steps=0:10:3', 'capability=5,20'])).toEqual({ steps: [0, 5, 10], capability: [5, 20] });
    expect(() => axesOf(model, ['steps=0:10'])).toThrow(/LOW:HIGH:COUNT/);
    expect(() => axesOf(model, ['steps=0:10:1e9'])).toThrow(/LOW:HIGH:COUNT/);
  });
});

test('a sweep tells every point as JSON and where shares lie as text', () => {
  const points = grid(axesOf(model, ['steps=0,40']), { draws: 1 });
  const found = runSweep(model, points, process.stderr);
  const json = JSON.parse([...sweepJson(found, points)].join(''));
  expect(json.points).toHaveLength(2);
  expect(json.points[0].settings).toMatchObject({ steps: 0 });
  for (const { shares } of json.points) {
    expect(shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 9);
  }
  expect(sweepText(found)).toContain('2 points.');
});

describe('a file of tests', () => {
  test('replaces those that the model gives', () => {
    const path = file('tests.yaml', 'tests:\n  honest: {contexts: [honest_test], cost: 2}\n');
    const { tests, observed } = readTests(path, model);
    expect(tests).toEqual([
      {
        id: 'honest',
        label: 'honest',
        contexts: { honest_test: 1 },
        observe: 'actions',
        episodes: 1,
        cost: 2,
        strength: 1,
      },
    ]);
    expect(observed).toEqual([]);
  });

  test('that is wrong is named with its line', () => {
    const path = file('bad.yaml', 'tests:\n  honest:\n    contexts: [honest_test]\n    cost: -1\n');
    expect(() => readTests(path, model)).toThrow(/bad\.yaml:4:/);
  });

  test.each([
    [
      'tests:\n  t: {contexts: [honest_test]}\n  u:\n    contexts: {nowhere: 1}\n',
      /:4: there is no context nowhere; there are train_/,
    ],
    ['tests:\n  t:\n    contexts: [honest_test]\n    observe: [glory]\n', /:4: there is no node glory/],
    ['observed:\n  - {test: t, context: honest_test, outcome: grab}\n', /:2: there is no test t; there are train_/],
    [
      'observed:\n  - {test: honest_test, context: honest_test,\n     outcome: dance}\n',
      /:3: there is no action dance/,
    ],
    [
      'observed:\n  - {test: look_inside, context: train_easy,\n     outcome: grab}\n',
      /:3: there is no outcome grab; there are flagged/,
    ],
  ])('that names what the model does not have is told where and what there is: %s', (text, message) => {
    expect(() => readTests(file('names.yaml', text), model)).toThrow(message);
  });
});

test('numbers', () => {
  expect([percent(0.2857), percent(0.02), percent(1e-9), percent(0)]).toEqual(['29 %', '2.0 %', '<0.1 %', '0.0 %']);
  expect([figure(0), figure(1e-16), figure(4.917), figure(Number.POSITIVE_INFINITY)]).toEqual([
    '0',
    '0',
    '4.92',
    'no bound',
  ]);
  expect([decimals(-1e-9), decimals(0.213)]).toEqual(['0.00', '0.21']);
  expect(range({ estimate: 2, lower: 1, upper: 3 })).toBe('2 (1 to 3)');
});
