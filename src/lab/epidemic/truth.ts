import type { Channel } from '../../fleet/index.ts';
import { channelOf, nameOf } from '../happening.ts';
import type { Observation } from '../observation.ts';
import type { LabSession } from '../run.ts';
import { SURFACES, type SurfaceName } from '../scenario/parts.ts';
import type { TruthEpidemic, TruthInfection } from '../truth.ts';
import type { EpidemicRecord, InfectedSession } from './record.ts';

const SURFACE_CHANNEL: Readonly<Record<SurfaceName, Channel>> = {
  notebook: 'memory',
  diary: 'memory',
  files: 'codebase',
  instructions: 'codebase',
  mail: 'message',
  board: 'web',
  subagents: 'context',
};

/** Who infected whom, in the names of one kind of telemetry. */
export function epidemicTruth(observation: Observation, record: EpidemicRecord): TruthEpidemic {
  const { sessions } = observation.run;
  const { scenario, strains, infected, carriers, stopped } = record;
  const id = (session: number) => observation.id(sessions[session]!);
  const offspring = new Map<number, Partial<Record<Channel, number>>>();
  const total = new Map<Channel, number>();
  for (const surface of SURFACES) if (scenario.surfaces[surface] !== undefined) total.set(SURFACE_CHANNEL[surface], 0);
  for (const { from } of infected) {
    if (from === undefined) continue;
    const channel = channelOf(from.artifact);
    const own = offspring.get(from.session) ?? {};
    own[channel] = (own[channel] ?? 0) + 1;
    offspring.set(from.session, own);
    total.set(channel, (total.get(channel) ?? 0) + 1);
  }
  const generations = new Map<number, number>();
  const infections = infected.map((one): TruthInfection => {
    const generation = one.from === undefined ? 0 : generations.get(one.from.session)! + 1;
    generations.set(one.session, generation);
    const session = sessions[one.session]!;
    return {
      session: id(one.session),
      strain: strains[one.strain]!.id,
      infected: one.infected,
      onset: onsetOf(one, session) ?? null,
      from: one.from === undefined ? null : id(one.from.session),
      by: one.by ?? null,
      generation,
      offspring: offspring.get(one.session) ?? {},
      emitted: observation.session(session),
      detected: one.detected,
    };
  });
  return {
    strains: strains.map((strain) => ({ ...strain, values: [...strain.values] })),
    infections,
    transmissions: infected.flatMap(({ session, strain, infected: read, from }) => {
      if (from === undefined) return [];
      const where = nameOf(observation, from.artifact);
      return [
        { from: id(from.session), to: id(session), strain: strains[strain]!.id, ...where, written: from.written, read },
      ];
    }),
    introductions: infected.flatMap(({ session, strain, infected: time, by, source }) => {
      if (by === undefined) return [];
      const artifact = source === undefined ? null : nameOf(observation, source).artifact;
      return [{ session: id(session), strain: strains[strain]!.id, by, artifact, time }];
    }),
    carriers: [...carriers].map(id),
    realised: [...total].map(([channel, count]) => ({
      channel,
      offspring: count,
      mean: infected.length === 0 ? 0 : count / infected.length,
    })),
    stopped: stopped ?? null,
    invented: scenario.documented?.invented ?? [],
  };
}

/** Who declines without a word to others does so in its last words. */
function onsetOf({ onset }: InfectedSession, session: LabSession): number | undefined {
  if (onset !== undefined) return onset;
  const last = session.acts.at(-1);
  if (last?.kind !== 'say') return undefined;
  return last.pieces.some(({ passage }) => passage.kind === 'fixed' && passage.refuses) ? last.time : undefined;
}
