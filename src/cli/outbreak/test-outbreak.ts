import { record, SEED, type Step } from '../../cases/test-fleet.ts';
import type { TraceDocument, TraceOutbreak } from '../../fleet/index.ts';
import { documentOf } from '../trace/test-document.ts';

/** A rule that is written to a memory, read there, and written on to the next one. */
export function seedFixture(sessions = 3): TraceDocument {
  const names = ['first', 'second', 'third'].slice(0, sessions);
  const steps = names.flatMap((session, i): Step[] => [
    ...(i === 0 ? [] : [{ s: session, read: record(`note-${i}`), text: SEED }]),
    { s: session, write: record(`note-${i + 1}`), text: SEED },
  ]);
  return documentOf(steps, { seeds: [SEED] });
}

const between = (estimate: number, lower: number, upper: number) => ({ estimate, lower, upper });

/** A document with one outbreak of twelve cases. */
export function outbreakFixture(transmission: TraceOutbreak['transmission']): TraceDocument {
  const doc = seedFixture();
  const [outbreak] = doc.outbreaks!;
  const R = between(1.4, 0.9, 2.1);
  const cut = {
    kind: 'purge' as const,
    target: 'memory::notes',
    prevents: between(6, 2, 9),
    remaining: between(3, 1, 5),
    disruption: 0,
  };
  const { seed: _seed, ...rest } = outbreak!;
  doc.outbreaks = [
    {
      ...rest,
      behaviour: 'refusal',
      cases: 12,
      transmission,
      clusters: [
        { cases: 12, first: 'run-1', sources: [{ session: 'run-1', probability: 0.93 }], introduced: 1, joins: [] },
      ],
      reproduction: {
        ...rest.reproduction,
        R,
        method: 'tree',
        channels: [{ channel: 'memory', R: between(1.2, 0.7, 1.9), realised: R, transmissions: 9, fromListed: 9 }],
      },
      cuts: {
        ...rest.cuts,
        baseline: between(9, 3, 14),
        generations: 3,
        horizon: 43_200,
        untold: null,
        ranked: [cut],
        plan: [cut],
      },
    },
  ];
  return doc;
}
