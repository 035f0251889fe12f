import { compileGraph } from '../graph/compile.ts';
import type { GraphProblem } from '../graph/problems.ts';
import { ancestors } from '../graph/relations.ts';
import { operate } from '../operations.ts';
import { votesOf } from '../patterns/votes.ts';
import { makeWorld, type World } from '../world.ts';
import type { Model, Operation } from './types.ts';

/** A problem of a model, with the way to its place in the file. */
export interface Finding {
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
  readonly weight: 'error' | 'warning';
}

/** A model with more cells than this would not run in reasonable time: settings * actions * nodes. */
const MOST_CELLS = 5e6;

/** Everything that is wrong with what a model means. Later checks need the earlier ones to have passed. */
export function checkModel(model: Model): Finding[] {
  const names = missingNames(model);
  if (names.length > 0) return names;
  const settings = wrongSettings(model);
  if (settings.length > 0) return settings;
  const cells = model.contexts.length * model.situations.length * model.actions.length * model.graph.nodes.length;
  if (cells > MOST_CELLS) {
    return [error(['contexts'], 'contexts, situations, actions and nodes are too many together', 'Leave some out.')];
  }
  const graph = checkGraph(model);
  return 'world' in graph ? checkVotes(graph.world) : graph.findings;
}

function error(path: readonly string[], message: string, hint: string): Finding {
  return { path, message, hint, weight: 'error' };
}

/** Names that nothing in the model has. */
function missingNames(model: Model): Finding[] {
  const found: Finding[] = [];
  const known = {
    node: new Set(model.graph.nodes.map((n) => n.id)),
    action: new Set(model.actions.map((a) => a.id)),
    situation: new Set(model.situations.map((s) => s.id)),
    context: new Set(model.contexts.map((c) => c.id)),
    pattern: new Set(model.patterns.map((p) => p.id)),
    persona: new Set(model.personas.map((p) => p.id)),
  };
  const need = (kind: keyof typeof known, names: Iterable<string>, path: readonly string[]): void => {
    for (const name of names) {
      if (known[kind].has(name)) continue;
      found.push(error([...path, name], `there is no ${kind} ${name}`, `Add it under ${kind}s, or correct the name.`));
    }
  };
  const { graph } = model;
  need('node', [graph.selection], ['graph', 'selection']);
  need('node', [graph.reward], ['graph', 'reward']);
  need('node', graph.intended, ['graph', 'intended']);
  need('node', graph.internal, ['graph', 'internal']);
  need('node', [model.reflection.target], ['reflection', 'target']);
  need('context', Object.keys(model.reflection.rate), ['reflection', 'rate']);
  for (const { id, situation, base, set } of model.contexts) {
    need('situation', [situation], ['contexts', id, 'situation']);
    need('action', Object.keys(base), ['contexts', id, 'base']);
    need('node', Object.keys(set), ['contexts', id, 'set']);
  }
  for (const { id, set } of model.situations) need('node', Object.keys(set), ['situations', id, 'set']);
  for (const { id, properties, without } of model.actions) {
    need('node', Object.keys(properties), ['actions', id]);
    if (without !== undefined) need('action', [without], ['writing', 'like']);
  }
  for (const { id, goal, gate } of model.patterns) {
    for (const name of Object.keys(goal)) {
      if (known.node.has(name)) continue;
      const what = `the goal ${name} of pattern ${id} is not on the graph`;
      found.push(
        error(['patterns', id, 'goal', name], what, 'A goal is a node: add it under nodes, or correct the name.'),
      );
    }
    need('context', Object.keys(gate.contexts), ['patterns', id, 'gate', 'contexts']);
    need('situation', Object.keys(gate.situations), ['patterns', id, 'gate', 'situations']);
  }
  for (const { id, replace, contexts } of model.operations) {
    need('node', Object.keys(replace), ['operations', id, 'replace']);
    need('context', Object.keys(contexts), ['operations', id, 'contexts']);
  }
  for (const [i, stage] of model.selection.stages.entries()) {
    need('context', Object.keys(stage.contexts), ['selection', 'stages', String(i), 'contexts']);
  }
  for (const { id, patterns } of model.personas) need('pattern', Object.keys(patterns), ['personas', id, 'patterns']);
  for (const { id, carries, likelihood } of model.exposures) {
    need('persona', carries, ['exposures', id, 'carries']);
    need('persona', Object.keys(likelihood), ['exposures', id, 'likelihood']);
  }
  for (const [section, things] of [
    ['nodes', model.graph.nodes],
    ['actions', model.actions],
  ] as const) {
    const seen = new Set<string>();
    for (const { id } of things) {
      if (seen.has(id)) found.push(error([section, id], `${id} is what a channel brings in`, 'Choose another name.'));
      seen.add(id);
    }
  }
  if (model.channels.length > 0 && !model.actions.some((action) => action.writes)) {
    found.push(error(['channels'], 'channels without a way to write to them', 'Add writing: {like: ACTION}.'));
  }
  return found;
}

/** Settings of nodes that cannot be set so, and contexts in which nothing can be done. */
function wrongSettings(model: Model): Finding[] {
  const found: Finding[] = [];
  const kinds = new Map(model.graph.nodes.map((node) => [node.id, node.mechanism.kind]));
  const settable = (names: Iterable<string>, kind: 'given' | 'property', path: readonly string[]): void => {
    for (const name of names) {
      const is = kinds.get(name);
      if (is === undefined || is === kind) continue;
      const what = kind === 'given' ? 'a context or situation sets' : 'an action sets';
      found.push(
        error(
          [...path, name],
          `${name} follows from other nodes, and ${what} it`,
          `Only ${kind} nodes can be set here.`,
        ),
      );
    }
  };
  for (const { id, set } of model.situations) settable(Object.keys(set), 'given', ['situations', id, 'set']);
  for (const { id, properties } of model.actions) settable(Object.keys(properties), 'property', ['actions', id]);
  for (const { id, set, base } of model.contexts) {
    settable(Object.keys(set), 'given', ['contexts', id, 'set']);
    if (model.actions.every((action) => base[action.id] === 0)) {
      found.push(error(['contexts', id, 'base'], `no action is available in ${id}`, 'Leave one above 0.'));
    }
  }
  for (const operation of model.operations) {
    for (const [node, mechanism] of Object.entries(operation.replace)) {
      const root = (kind: string | undefined): boolean => kind === 'given' || kind === 'property';
      if (root(kinds.get(node)) || root(mechanism.kind)) {
        const path = ['operations', operation.id, 'replace', node];
        found.push(
          error(
            path,
            `${node} is set from outside, and cannot be replaced`,
            'Replace a node that follows from others.',
          ),
        );
      }
    }
  }
  if (model.actions.length === 0) found.push(error(['actions'], 'there are no actions', 'Add at least two.'));
  if (model.patterns.length === 0) found.push(error(['patterns'], 'there are no patterns', 'Add at least one.'));
  const selects = (phase: string | undefined): boolean => phase === 'training' || phase === 'held-out';
  const phaseOf = new Map(model.situations.map((situation) => [situation.id, situation.phase]));
  if (!model.contexts.some((context) => context.weight > 0 && selects(phaseOf.get(context.situation)))) {
    found.push(error(['contexts'], 'no context of training or testing has a weight above 0', 'Selection needs one.'));
  }
  return found;
}

/** The graph as it stands, and with every operation carried out in part, which takes in the old and the new. */
function checkGraph(model: Model): { findings: Finding[] } | { world: World } {
  const wrong = wrongGraph(model);
  if (wrong.length > 0) return { findings: wrong };
  const made = makeWorld(model);
  if ('problems' in made) return { findings: made.problems.map((problem) => findingOf(problem, ['operations'])) };
  const S = model.graph.selection;
  const causes = ancestors(made.world.arrows, S);
  const reached = model.graph.nodes.some(({ id, mechanism }) => mechanism.kind === 'property' && causes.has(id));
  if (reached) return made;
  const what = `nothing that an action does leads to ${S}, the selection node`;
  const hint = 'Let its formula name a consequence of actions, or choose another node under graph.selection.';
  return { findings: [error(['nodes', S], what, hint)] };
}

/** One compilation for all where nothing is wrong; else what is wrong with the graph alone, or with which operation. */
function wrongGraph(model: Model): Finding[] {
  const problemsOf = (operations: readonly Operation[]): readonly GraphProblem[] => {
    const inPart = operations.map((operation) => ({ ...operation, strength: 0.5 }));
    const compiled = compileGraph(operate({ ...model, operations: inPart }).sources);
    return 'problems' in compiled ? compiled.problems : [];
  };
  const together = problemsOf(model.operations);
  if (together.length === 0) return [];
  const plain = problemsOf([]);
  if (plain.length > 0) return plain.map((problem) => findingOf(problem, pathOf(model, problem.node)));
  for (const operation of model.operations) {
    const path = ['operations', operation.id, 'replace'];
    const problems = problemsOf([operation]);
    if (problems.length > 0) return problems.map((problem) => findingOf(problem, [...path, problem.node]));
  }
  return together.map((problem) => findingOf(problem, ['operations']));
}

function findingOf({ message, hint }: GraphProblem, path: readonly string[]): Finding {
  return error(path, message, hint);
}

/** Nodes that a channel brings in stand with the channel. */
function pathOf(model: Model, node: string): readonly string[] {
  const channel = model.channels.find((one) => node === `via_${one.channel}` || node === `writes_${one.channel}`);
  return channel ? ['channels', channel.channel, 'reach'] : ['nodes', node.split('#')[0]!];
}

/** Patterns that make no difference: to every action alike, or never active. */
function checkVotes(world: World): Finding[] {
  const { model } = world;
  const scaled: Model = { ...model, selection: { ...model.selection, votes: 'unit' } };
  const { gates, scales } = votesOf({ ...world, model: scaled }, world.truth, 1);
  return model.patterns.flatMap((pattern, k): Finding[] => {
    if (scales[k] === 0) {
      const what = `pattern ${pattern.id} votes for everything: each action is as good for its goal in every context`;
      return [
        error(
          ['patterns', pattern.id, 'goal'],
          what,
          'Choose a goal that some action changes, or leave the pattern out.',
        ),
      ];
    }
    if (gates.subarray(k * model.contexts.length, (k + 1) * model.contexts.length).some((gate) => gate > 0)) return [];
    const what = `the gate of pattern ${pattern.id} is shut in every context`;
    return [
      {
        path: ['patterns', pattern.id, 'gate'],
        message: what,
        hint: 'Open it in one, or leave the pattern out.',
        weight: 'warning',
      },
    ];
  });
}
