import type { Seed } from '../cases/index.ts';
import { play, type Step } from '../cases/test-fleet.ts';
import { seedOutbreak } from './seed-outbreak.ts';

export * from '../cases/test-fleet.ts';

/** The outbreak of one seed in a scripted fleet, told with the names of its sessions and artifacts. */
export function outbreakOf(steps: Step[], ...seeds: (string | Seed)[]) {
  return outbreaksOf(steps, ...seeds)[0]!;
}

export function outbreaksOf(steps: Step[], ...seeds: (string | Seed)[]) {
  const { engine, traces, nameOf } = play(steps, ...seeds);
  return traces.map((trace) => {
    const outbreak = seedOutbreak(trace, engine);
    const exposures = [...outbreak.exposures.values()];
    return {
      engine,
      outbreak,
      found: outbreak.found,
      firstWriter: outbreak.firstWriter === undefined ? undefined : nameOf(outbreak.firstWriter),
      reachable: [...outbreak.reachable].map(nameOf).sort(),
      exposed: exposures.map((e) => nameOf(e.session)).sort(),
      /** `b<a 1 id`: b read it from a, generation 1, by id; `outside` where no session wrote it. */
      chain: exposures.map(
        (e) =>
          `${nameOf(e.session)}<${e.via === undefined ? 'outside' : nameOf(e.via)} ${e.generation} ${e.basis}${
            e.hit === undefined ? ' inferred' : ''
          }`,
      ),
      acted: Object.fromEntries([...outbreak.deeds].map(([no, deeds]) => [nameOf(no), deeds.acted])),
      deeds: new Map([...outbreak.deeds].map(([no, deeds]) => [nameOf(no), deeds])),
      live: [...outbreak.live].map((no) => engine.artifacts.list[no]!.ref.key).sort(),
      copies: outbreak.copies.map(({ hit, original, live }) => ({ by: nameOf(hit.session), original, live, hit })),
    };
  });
}
