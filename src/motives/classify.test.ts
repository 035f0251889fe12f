import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import { readModel } from './model/read.ts';
import type { Model } from './model/types.ts';
import { DEFAULT_MODEL } from './models/default.ts';
import { makeWorld } from './world.ts';

const MODEL = readModel(DEFAULT_MODEL, 'default.yaml').model!;

function kinds(model: Model, operations: Record<string, number> = {}) {
  const made = makeWorld(model, operations);
  if ('problems' in made) throw new Error(made.problems[0]!.message);
  return new Map(classify(made.world).map((kind, k) => [model.patterns[k]!.id, kind]));
}

/** The built-in model with one pattern, under a name that says nothing. */
function alone(goal: Record<string, number>) {
  const model = { ...MODEL, patterns: [{ ...MODEL.patterns[0]!, id: 'x', goal }] };
  return kinds(model).get('x')!;
}

describe('classify', () => {
  it.each([
    ['reward', 'fitness-seeker', 'reward-seeker'],
    ['selected', 'fitness-seeker', 'influence-seeker'],
    ['power', 'schemer', null],
    ['long_run', 'schemer', null],
    ['intent', 'intended', null],
    ['logged', 'sibling', null],
    ['praise', 'sibling', null],
    ['credited', 'by-construction', null],
    ['satisfaction', 'wireheader', null],
    ['solves', 'kludge', 'part'],
  ])('tells a pattern that pursues %s from the graph: %s', (goal, archetype, subtype) => {
    const kind = alone({ [goal]: 1 });
    expect(kind).toMatchObject({ archetype, subtype });
    expect(kind.reason).toContain(goal);
  });

  it('calls several causes of S a kludge, optimal where its best action is the best for reward', () => {
    expect(alone({ correct_tests: 1, erroneous_tests: 1, rm_score: 1 })).toMatchObject({
      archetype: 'kludge',
      optimal: true,
      explains: null,
    });
    expect(alone({ correct_tests: 1, rm_score: 0.01 })).toMatchObject({ archetype: 'kludge', optimal: false });
  });

  it('says that an intended goal is downstream of S where it is', () => {
    expect(alone({ useful: 1 })).toMatchObject({ archetype: 'intended', downstreamOfSelection: true });
    expect(alone({ intent: 1 })).toMatchObject({ archetype: 'intended', downstreamOfSelection: false });
  });

  it('calls a schemer with a gate context-dependent', () => {
    expect(kinds(MODEL).get('alignment_faker')).toMatchObject({ archetype: 'schemer', subtype: 'context-dependent' });
  });

  it('follows the graph: without an arrow from reward to S, reward is no cause of it', () => {
    const nodes = MODEL.graph.nodes.map((node) =>
      node.id === 'selected' ? { ...node, mechanism: { kind: 'chance' as const, formula: '0.5 * solves' } } : node,
    );
    const kind = kinds({ ...MODEL, graph: { ...MODEL.graph, nodes } }).get('reward_seeker')!;
    expect(kind.archetype).toBe('sibling');
  });
});
