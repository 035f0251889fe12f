import { EPISODE, overEpisodes } from '../inference/episodes.ts';
import { posterior } from '../inference/posterior.ts';
import type { Run } from '../run.ts';
import type { World } from '../world.ts';
import type { CandidateTest } from './tests.ts';

/** What one episode of a test can show, and how likely each hypothesis makes it. */
export interface Sight {
  /** Names of the outcomes: `context: outcome`. */
  readonly outcomes: readonly string[];
  /** P(outcome | hypothesis), for an episode that is seen: hypothesis * outcomes + outcome. */
  readonly likelihood: Float64Array;
}

/** More outcomes than this would be a test that nobody could read. */
const MOST_OUTCOMES = 4_096;

/**
 * The outcomes of a test. Hypotheses are pairs of a belief draw and a pattern alone in charge, draw * patterns +
 * pattern: an AI keeps its beliefs from one episode to the next. Actions are seen as they are done; nodes come about on
 * the true graph; a look inside reads a pattern as bad with chance `detectable`.
 */
export function sightOf(run: Run, test: CandidateTest): Sight {
  const { world, minds } = run;
  const { model } = world;
  const patterns = model.patterns.length;
  const hypotheses = minds.length * patterns;
  const total = Object.values(test.contexts).reduce((sum, weight) => sum + weight, 0);
  const contexts = model.contexts.flatMap(({ id }, c) => {
    const share = (test.contexts[id] ?? 0) / total;
    return share > 0 ? [{ id, c, share }] : [];
  });
  const parts = contexts.map(({ id, c, share }) => {
    const { names, given } = eachAction(world, test, c);
    return { names: names.map((name) => outcomeName(id, name)), given, c, share };
  });
  const outcomes = parts.flatMap(({ names }) => names);
  const likelihood = new Float64Array(hypotheses * outcomes.length);
  for (let h = 0; h < hypotheses; h++) {
    let at = h * outcomes.length;
    for (const { names, given, c, share } of parts) {
      if (test.observe === 'internals') {
        const { detectable } = model.patterns[h % patterns]!.traits;
        likelihood[at] = share * detectable;
        likelihood[at + 1] = share * (1 - detectable);
      } else {
        const policy = minds[Math.floor(h / patterns)]!.deployed[h % patterns]!;
        for (let a = 0; a < world.actions; a++) {
          const p = share * policy[c * world.actions + a]!;
          if (p > 0) for (let o = 0; o < names.length; o++) likelihood[at + o]! += p * given[a * names.length + o]!;
        }
      }
      at += names.length;
    }
  }
  return { outcomes, likelihood };
}

export function outcomeName(context: string, outcome: string): string {
  return `${context}: ${outcome}`;
}

/** Names of what can be seen in context c, and P(each | action): action * names + name. */
function eachAction(world: World, test: CandidateTest, c: number): { names: string[]; given: Float64Array } {
  const { model, graph } = world;
  if (test.observe === 'internals') return { names: ['flagged', 'clean'], given: new Float64Array(0) };
  if (test.observe === 'actions') {
    const n = model.actions.length;
    const same = new Float64Array(n * n);
    for (let a = 0; a < n; a++) same[a * n + a] = 1;
    return { names: model.actions.map(({ id }) => id), given: same };
  }
  const nodes = test.observe;
  const values = nodes.map((id) => [...graph.nodes[graph.index.get(id)!]!.values]);
  const size = values.reduce((product, one) => product * one.length, 1);
  if (size > MOST_OUTCOMES) throw new RangeError(`${nodes.join(', ')} have ${size} values together`);
  const names = Array.from({ length: size }, (_, i) => {
    let rest = i;
    return nodes
      .map((_, n) => nodes.length - 1 - n)
      .map((n) => {
        const value = values[n]![rest % values[n]!.length]!;
        rest = Math.floor(rest / values[n]!.length);
        return `${nodes[n]!}=${value}`;
      })
      .reverse()
      .join(',');
  });
  // Each action alike often, so that what is seen after one is its share of the whole, times the number of actions.
  const from = world.settingOf[c * world.situations + world.situationOf[c]!]! * world.actions;
  const episodes = world.settings.slice(from, from + world.actions).map((setting) => ({ setting, weight: 1 }));
  const { probabilities } = posterior(overEpisodes(graph, episodes), { nodes: [EPISODE, ...nodes] });
  return { names, given: probabilities.map((p) => p * world.actions) };
}
