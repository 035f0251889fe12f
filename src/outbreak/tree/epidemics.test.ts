import { expect, test } from 'vitest';
import { INTRODUCTION, UNOBSERVED } from '../line-list/line-list.ts';
import { type Epidemic, epidemicOf, type Setting } from './test-epidemic.ts';
import { transmissionTree } from './transmission-tree.ts';

/** Each case infects one or two others; about twenty cases. */
const SETTING: Setting = {
  seed: 0,
  sessions: 300,
  artifacts: 200,
  days: 12,
  infects: { memory: 0.2, codebase: 0.15, message: 0.1 },
  lag: { median: 0.5, logSd: 0.8 },
  introductions: 1,
  seen: 1,
  reads: 1,
};
const NOBODY = { memory: 0, codebase: 0, message: 0 };

/** The first epidemics of the setting that have so many cases. */
function epidemics(over: Partial<Setting>, runs = 25, cases = 6): Epidemic[] {
  const found: Epidemic[] = [];
  for (let seed = 1; found.length < runs; seed++) {
    const epidemic = epidemicOf({ ...SETTING, ...over, seed });
    if (epidemic.list.cases.length >= cases) found.push(epidemic);
  }
  return found;
}

/** What came out, against what was: a contact that was not seen is an infector that was not. */
function judge(made: Epidemic[]) {
  const right = { listed: 0, unobserved: 0, source: 0 };
  const of = { listed: 0, unobserved: 0, source: 0 };
  const bins = Array.from({ length: 10 }, () => ({ said: 0, was: 0 }));
  let answers = 0;
  const evidence: number[] = [];
  const outbreaks: number[] = [];
  for (const { list, truth } of made) {
    const tree = transmissionTree(list);
    evidence.push(tree.fit.evidence);
    outbreaks.push(tree.outbreaks.length);
    const links = new Set(list.transmissions.map(({ from, to }) => `${from} ${to}`));
    const infector = truth.map(({ infector }, i) =>
      infector >= 0 && !links.has(`${infector} ${i}`)
        ? UNOBSERVED
        : infector === -1
          ? INTRODUCTION
          : Math.max(infector, UNOBSERVED),
    );
    tree.infectors.forEach((posterior, i) => {
      const kind = infector[i]! >= 0 ? 'listed' : infector[i] === UNOBSERVED ? 'unobserved' : undefined;
      if (kind !== undefined) {
        of[kind]++;
        if (posterior[0]!.from === infector[i]) right[kind]++;
      }
      for (const { from, probability } of posterior) {
        const bin = bins[Math.min(9, Math.floor(probability * 10))]!;
        bin.said += probability;
        bin.was += from === infector[i] ? 1 : 0;
        answers++;
      }
    });
    const source = infector.indexOf(INTRODUCTION);
    if (source < 0) continue;
    of.source++;
    const its = tree.outbreaks.find(({ cases }) => cases.includes(source))!;
    if (its.sources[0]!.case === source) right.source++;
  }
  return {
    listed: right.listed / of.listed,
    unobserved: right.unobserved / of.unobserved,
    source: right.source / of.source,
    calibrationError: bins.reduce((sum, { said, was }) => sum + Math.abs(said - was), 0) / answers,
    evidence,
    outbreaks,
  };
}

test('everything seen: the infector, the source, one outbreak', () => {
  const { listed, source, calibrationError, evidence, outbreaks } = judge(epidemics({}));
  expect(listed).toBeGreaterThan(0.88);
  expect(source).toBe(1);
  expect(calibrationError).toBeLessThan(0.05);
  expect(Math.min(...evidence)).toBeGreaterThan(3);
  expect(new Set(outbreaks)).toEqual(new Set([1]));
});

test('three sessions in ten not seen: "unobserved" where the infector is missing', () => {
  const { listed, unobserved, source, calibrationError } = judge(epidemics({ seen: 0.7 }, 40));
  expect(listed).toBeGreaterThan(0.85);
  expect(unobserved).toBeGreaterThan(0.5);
  expect(source).toBeGreaterThan(0.85);
  expect(calibrationError).toBeLessThan(0.06);
});

test('where payloads can be told from other texts, a read that no case explains speaks for an infector not seen', () => {
  const { unobserved, calibrationError } = judge(epidemics({ seen: 0.7, payloads: true }, 40));
  expect(unobserved).toBeGreaterThan(0.7);
  expect(calibrationError).toBeLessThan(0.06);
});

test('much contact, much infected: who of many it was is not said with certainty', () => {
  const dense = { artifacts: 40, infects: { memory: 0.6, codebase: 0.4, message: 0.25 }, seen: 0.8 };
  expect(judge(epidemics(dense, 6)).calibrationError).toBeLessThan(0.05);
});

test('two introductions with texts of their own are two outbreaks, and have two sources', () => {
  const made = epidemics({ introductions: 2, seen: 0.85, strains: true }, 30, 10);
  for (const { list } of made) {
    const { outbreaks } = transmissionTree(list);
    for (const { cases } of outbreaks) expect(new Set(cases.map((place) => list.cases[place]!.strain)).size).toBe(1);
  }
  expect(judge(made).source).toBeGreaterThan(0.9);
});

test('without transmission there is no outbreak', () => {
  const settings = [
    { introductions: 10 },
    { introductions: 20 },
    { introductions: 40, artifacts: 20 },
    { introductions: 40, artifacts: 10 },
  ];
  const evidence = settings.flatMap((setting) => judge(epidemics({ ...setting, infects: NOBODY }, 25)).evidence);
  expect(evidence.filter((gain) => gain > 3).length / evidence.length).toBeLessThanOrEqual(0.02);
  expect(evidence.filter((gain) => gain < 0).length / evidence.length).toBeGreaterThan(0.9);
});
