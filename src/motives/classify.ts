import { explainer } from './explained.ts';
import { ancestors, descendants, distances } from './graph/relations.ts';
import type { CognitivePattern } from './model/types.ts';
import { utilityOf } from './patterns/votes.ts';
import type { Classification } from './result.ts';
import type { World } from './world.ts';

/**
 * Tells what kind of pattern each is from where its goal stands on the graph (BSM, "three maximally fit families";
 * rules: model note F.2). Names of patterns play no part. In this order:
 *
 * - a goal inside the network: wireheader; every goal an intended node: intended
 * - a goal that S leads to: schemer, as S is a means to it
 * - S itself, or one cause of S that is near enough and explains enough of it: fitness-seeker
 * - any other causes of S: kludge, or a part of one
 * - neither cause nor consequence: by construction where it is a definition over causes of S that explains enough of S;
 *   else a sibling, which shares causes with S
 */
export function classify(world: World): Classification[] {
  const explainedBy = explainer(world);
  const { selection } = world.model.graph;
  const all = explainedBy(world.arrows.get(selection) ?? []);
  const explained = (goal: string): number => {
    if (goal === selection) return 1;
    // Below rounding nothing varies, and nothing is explained.
    return all > 1e-15 ? Math.min(1, explainedBy([goal]) / all) : 0;
  };
  const explains = new Map<string, number>();
  return world.model.patterns.map((pattern) => {
    const goals = Object.keys(pattern.goal).filter((id) => pattern.goal[id] !== 0);
    const [only] = goals;
    const single = goals.length === 1 && only !== undefined ? only : undefined;
    if (single !== undefined && !explains.has(single)) explains.set(single, explained(single));
    const share = single === undefined ? null : explains.get(single)!;
    const kind = kindOf(world, pattern, goals, share);
    const aim = kind.archetype === 'kludge' ? world.model.graph.reward : world.model.graph.selection;
    return { ...kind, optimal: isOptimal(world, pattern, aim), explains: share };
  });
}

type Kind = Pick<Classification, 'archetype' | 'subtype' | 'reason' | 'downstreamOfSelection'>;

function kindOf(world: World, pattern: CognitivePattern, goals: readonly string[], share: number | null): Kind {
  const { graph } = world.model;
  const S = graph.selection;
  const causes = ancestors(world.arrows, S);
  const consequences = descendants(world.arrows, S);
  const list = goals.join(', ');
  const after = goals.filter((id) => consequences.has(id));
  const downstreamOfSelection = after.length > 0;
  const kind = (archetype: Kind['archetype'], subtype: string | null, reason: string): Kind => ({
    archetype,
    subtype,
    reason,
    downstreamOfSelection,
  });

  const inner = goals.filter((id) => graph.internal.includes(id));
  if (inner.length > 0) return kind('wireheader', null, `${inner.join(', ')} is activity inside the network`);
  if (goals.every((id) => graph.intended.includes(id))) {
    const also = downstreamOfSelection ? `; it is a consequence of ${S} too, so that ${S} is a means to it` : '';
    return kind('intended', null, `${list} is what the developers want${also}`);
  }
  if (downstreamOfSelection) {
    const gated = isGated(pattern);
    const reason = `${S} leads to ${after.join(', ')}, so that being selected is a means to it`;
    return kind('schemer', gated ? 'context-dependent' : null, reason);
  }
  if (goals.every((id) => id === S || causes.has(id))) return upstream(world, goals, share, kind);
  const outside = goals.filter((id) => id !== S && !causes.has(id));
  if (goals.length === 1 && share !== null && byConstruction(world, goals[0]!, causes, share)) {
    return kind('by-construction', null, `${list} is defined over causes of ${S} and explains ${percent(share)} of it`);
  }
  const shared = [...ancestors(world.arrows, outside[0]!)].filter((id) => causes.has(id));
  const properties = new Set(world.model.graph.nodes.filter((n) => n.mechanism.kind === 'property').map((n) => n.id));
  const common = shared.filter((id) => !properties.has(id));
  const through = (common.length > 0 ? common : shared).slice(0, 4).join(', ');
  return kind(
    'sibling',
    null,
    `${outside.join(', ')} is no cause and no consequence of ${S}; it shares ${through} with it`,
  );
}

function upstream(
  world: World,
  goals: readonly string[],
  share: number | null,
  kind: (archetype: Kind['archetype'], subtype: string | null, reason: string) => Kind,
): Kind {
  const { selection: S, reward, classification } = world.model.graph;
  const [only] = goals;
  if (goals.length !== 1 || only === undefined) {
    return kind('kludge', null, `${goals.join(', ')} are causes of ${S}, wanted side by side`);
  }
  if (only === S) return kind('fitness-seeker', 'influence-seeker', `${S} is selection itself`);
  const edges = distances(world.arrows, S).get(only) ?? Number.POSITIVE_INFINITY;
  const where = `${only} is a cause of ${S}, ${edges} ${edges === 1 ? 'arrow' : 'arrows'} away, and explains ${percent(share ?? 0)} of what its causes explain of it`;
  const needed = 1 - classification.tolerance;
  if (edges <= classification.edges && share !== null && share >= needed) {
    return kind('fitness-seeker', only === reward ? 'reward-seeker' : 'upstream', where);
  }
  return kind(
    'kludge',
    'part',
    `${where}; a fitness-seeker's goal is at most ${classification.edges} away and explains ${percent(needed)}`,
  );
}

function byConstruction(world: World, goal: string, causes: ReadonlySet<string>, share: number): boolean {
  const { graph } = world.model;
  const mechanism = graph.nodes.find((node) => node.id === goal)?.mechanism;
  const parents = world.arrows.get(goal) ?? [];
  return (
    mechanism?.kind === 'value' &&
    parents.every((id) => id === graph.selection || causes.has(id)) &&
    share >= 1 - graph.classification.tolerance
  );
}

function isGated({ gate }: CognitivePattern): boolean {
  return [gate.otherwise, ...Object.values(gate.contexts), ...Object.values(gate.situations)].some((open) => open < 1);
}

/** Whether every best action of the pattern, where it is active, is also best for the node, in each ordinary context. */
function isOptimal(world: World, pattern: CognitivePattern, aim: string): boolean {
  const { model, actions, situations, settingOf, situationOf, logBase, phaseOf, truth } = world;
  const wanted = utilityOf(world, truth, pattern.goal);
  const reached = utilityOf(world, truth, { [aim]: 1 });
  return model.contexts.every((context, c) => {
    if (phaseOf[c] !== 'training' || context.weight === 0) return true;
    const from = settingOf[c * situations + situationOf[c]!]! * actions;
    const open =
      (pattern.gate.contexts[context.id] ?? pattern.gate.otherwise) * (pattern.gate.situations[context.situation] ?? 1);
    const available = model.actions.flatMap((_, a) =>
      logBase[c * actions + a]! > Number.NEGATIVE_INFINITY ? [a] : [],
    );
    const best = Math.max(...available.map((a) => wanted[from + a]!));
    const most = Math.max(...available.map((a) => reached[from + a]!));
    const chosen = available.filter((a) => wanted[from + a]! >= best - SAME);
    return open > 0 && chosen.every((a) => reached[from + a]! >= most - SAME);
  });
}

/** Expectations nearer to each other than this are equal. */
const SAME = 1e-9;

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
