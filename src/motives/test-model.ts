import type { CognitivePattern, Model } from './model/types.ts';
import { uniforms } from './random.ts';

/** A random model for tests: a few given nodes, properties and chance nodes, up to 6 patterns and 5 contexts. */
export function randomModel(seed: number): Model {
  const u = uniforms(seed, 'model');
  const int = (n: number): number => Math.floor(u() * n);
  const chance = Array.from({ length: 3 + int(4) }, (_, i) => `n${i}`);
  const roots = ['trained', 'hard', 'p0', 'p1', 'p2'];
  const formula = (i: number): string => {
    const parents = [...roots, ...chance.slice(0, i)].filter(() => u() < 0.5);
    const share = 0.9 / Math.max(1, parents.length);
    return parents.reduce((text, id) => `${text} + ${(share * u()).toFixed(6)} * ${id}`, '0.05');
  };
  const S = 'selected';
  const nodes: Model['graph']['nodes'][number][] = [
    { id: 'trained', label: '', mechanism: { kind: 'given', value: 0 } },
    { id: 'hard', label: '', mechanism: { kind: 'given', value: 0 } },
    ...['p0', 'p1', 'p2'].map((id) => ({ id, label: '', mechanism: { kind: 'property' as const } })),
    ...chance.map((id, i) => ({ id, label: '', mechanism: { kind: 'chance' as const, formula: formula(i) } })),
    { id: S, label: '', mechanism: { kind: 'chance', formula: `${formula(chance.length)} + 0.05 * p0` } },
  ];
  const pattern = (i: number): CognitivePattern => ({
    id: `k${i}`,
    label: '',
    goal: { [i === 0 ? S : chance[int(chance.length)]!]: 1, p1: u() - 0.5 },
    gate: { contexts: i === 1 ? { c0: 0 } : {}, situations: { training: u() }, otherwise: i === 2 ? 0 : 1 },
    weight: u(),
    traits: { bits: 1 + int(9), members: 1 + int(9), cost: u() / 20, human: u(), salience: u(), detectable: u() },
  });
  const range = { estimate: 1, lower: 0.5, upper: 2 };
  return {
    name: 'random',
    about: '',
    graph: {
      nodes,
      selection: S,
      reward: chance[0]!,
      intended: [],
      internal: [],
      spread: {},
      classification: { edges: 2, tolerance: 0.5 },
    },
    actions: Array.from({ length: 3 + int(4) }, (_, i) => ({
      id: `a${i}`,
      label: '',
      properties: { p0: i === 0 ? 1 : int(2), p1: int(2), p2: int(2) },
    })),
    situations: [
      { id: 'training', label: '', phase: 'training', watched: true, set: { trained: 1 }, weight: 1 },
      { id: 'use', label: '', phase: 'deployment', watched: false, set: {}, weight: 1 },
      { id: 'use_watched', label: '', phase: 'deployment', watched: true, set: {}, weight: 1 },
    ],
    contexts: [
      { id: 'c0', label: '', situation: 'training', weight: 1, set: {}, base: {} },
      { id: 'c1', label: '', situation: 'training', weight: u(), set: { hard: 1 }, base: { a0: u() } },
      { id: 'c2', label: '', situation: 'use', weight: 1, set: { hard: 1 }, base: {} },
    ],
    patterns: Array.from({ length: 3 + int(4) }, (_, i) => pattern(i)),
    beliefs: { capability: 1 + 10 * u(), recognition: u(), draws: 2, seed },
    selection: { decisiveness: 4, votes: 'unit', steps: 20, learning: 10, mutation: 0, atrophy: 0.02, stages: [] },
    priors: {
      simplicity: 1,
      counting: 1,
      speed: 1,
      imitation: 1,
      salience: 1,
      instrumental_becomes_terminal: 0,
      personas: 0,
    },
    operations: [],
    channels: [],
    instances: { sessions: range, turnover: range, detection: range },
    reflection: { strength: 0, target: S, rate: {}, deliberation: 1 },
    personas: [],
    exposures: [],
  };
}
