import { CHANNELS, type TraceCut, type TraceOutbreak } from '../../fleet/index.ts';
import {
  type Agents,
  type Cut,
  type MayBeInfected,
  type OutbreakState,
  type RankedCut,
  rankCuts,
  situationOf,
} from '../../outbreak/index.ts';
import { agentOf } from '../trace/agent-key.ts';
import type { Frame } from '../trace/frame.ts';

const RANKED = 20;

/** What stops it, and who may be infected and does not show it. */
export function cutsOf(
  state: OutbreakState,
  frame: Frame,
): TraceOutbreak['cuts'] & { forward: readonly MayBeInfected[] } {
  const { engine, names } = frame;
  const agents = agentsOf(frame);
  const situation = situationOf(state, engine, agents);
  const ranking = rankCuts(situation);
  const told = ({ kind, target, prevents, remaining, disruption }: RankedCut): TraceCut => ({
    kind,
    target: targetOf({ kind, target }, agents, frame),
    prevents,
    remaining,
    disruption,
  });
  return {
    baseline: ranking.baseline,
    generations: ranking.horizon.generations,
    horizon: ranking.horizon.length === undefined ? null : Math.round(ranking.horizon.length) / 1000,
    untold: ranking.untold ?? null,
    ranked: ranking.cuts.slice(0, RANKED).map(told),
    plan: ranking.chosen.map(told),
    chokes: ranking.chokes.map(({ artifact, drop }) => ({ artifact: names.artifact(artifact), drop })),
    examined: ranking.examined,
    possible: ranking.possible,
    forward: situation.forward,
  };
}

export function targetOf({ kind, target }: Cut, agents: Agents, { names }: Frame): string {
  if (kind === 'close') return CHANNELS[target]!;
  return kind === 'purge' || kind === 'freeze' ? names.artifact(target) : names.other(agents.names[target]!);
}

/** Agents by number, as `--agent-key` makes them. */
export function agentsOf({ engine, options }: Frame): Agents {
  const numbers = new Map<string, number>();
  const of = engine.sessions.list.map((session) => {
    const name = agentOf(session, options.agentKey);
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  });
  return { of, names: [...numbers.keys()] };
}
