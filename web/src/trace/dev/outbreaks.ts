import type { TraceCase } from '../../../../src/fleet/trace-cases.ts';
import type { TraceOutbreak, TraceTreeCase } from '../../../../src/fleet/trace-outbreak.ts';

const HOUR = 3_600_000;
const between = (estimate: number, lower: number, upper: number) => ({ estimate, lower, upper });

/** An outbreak of the made cases: each infected by the writer of what it had read. */
export function outbreakOf(behaviour: string, cases: readonly TraceCase[]): TraceOutbreak {
  const timed = cases.filter((one) => one.behaviour === behaviour && one.onset !== null);
  const known = new Set(timed.map(({ session }) => session));
  const tree = timed.map((one): TraceTreeCase => {
    const link = one.chain[0];
    const infector =
      link?.from && known.has(link.from)
        ? { kind: 'case' as const, session: link.from, probability: 0.8, channel: link.channel, basis: link.basis }
        : { kind: 'introduction' as const, session: null, probability: 0.7 };
    const unseen = { kind: 'unobserved' as const, session: null, probability: 1 - infector.probability };
    return { session: one.session, agent: 'docs-writer', onset: one.onset, outbreak: 0, infectors: [infector, unseen] };
  });
  const channels = [...new Set(tree.flatMap(({ infectors }) => infectors[0]?.channel ?? []))];
  const R = between(1.4, 0.9, 2.1);
  const start = Date.parse(timed[0]?.onset ?? '2026-03-02T06:00:00Z');
  const points = Array.from({ length: 12 }, (_, i) => ({
    start: new Date(start + i * HOUR).toISOString(),
    end: new Date(start + (i + 3) * HOUR).toISOString(),
    mean: i < 3 ? null : 1.5 - i / 20,
    lower: i < 3 ? null : 0.8 - i / 30,
    upper: i < 3 ? null : 2.5 - i / 20,
    cases: 2,
    truncated: i > 9,
  }));
  const cut = {
    kind: 'purge' as const,
    target: 'memory:team-notes:on-call',
    prevents: between(6, 2, 9),
    remaining: between(3, 1, 5),
    disruption: 0,
  };
  return {
    behaviour,
    cases: tree.length,
    transmission: 'yes',
    rival: {
      explanation: 'no transmission: a shared model, a shared task or coincidence',
      evidence: 12.4,
      for: ['1 case had read nothing that another case is known to have written'],
      against: ['most cases had read what another case wrote before its onset'],
    },
    introductions: between(1.2, 1, 3),
    unobserved: between(0.5, 0, 2),
    clusters: [
      {
        cases: tree.length,
        first: tree[0]?.session ?? '',
        sources: [
          { session: tree[0]?.session ?? null, probability: 0.9 },
          { session: null, probability: 0.1 },
        ],
        introduced: 1,
        joins: [],
      },
    ],
    tree,
    reproduction: {
      R,
      realised: R,
      method: 'tree',
      channels: [
        ...channels.map((channel) => ({ channel, R, realised: R, transmissions: 4, fromListed: 3.5 })),
        {
          channel: 'web' as const,
          R: { notEstimable: 'nobody was exposed through it' },
          realised: { notEstimable: 'nobody was exposed through it' },
          transmissions: 0,
          fromListed: 0,
        },
      ],
      detection: between(0.9, 0.6, 1),
      offspring: { cases: [8, 5, 2, 1], dispersion: between(0.8, 0.3, 4), shareOfCasesFor80: 0.3 },
      generationTime: {
        mean: between(HOUR, HOUR / 2, 2 * HOUR),
        sd: between(HOUR, HOUR / 2, HOUR * 2),
        pairs: 9,
        disordered: 0,
      },
      truncation: { corrected: true, unusableFrom: null, elapsed: 0.9 },
      curve: {
        bin: HOUR,
        window: 3,
        from: new Date(start).toISOString(),
        incidence: [2, 1, 3, 4, 2, 0, 1, 2, 3, 1, 1, 0, 1, 0, 0],
        cori: points,
        wallingaTeunis: points,
        tree: points,
      },
      nextGeneration: { notEstimable: 'made for a page' },
      extinction: between(0.4, 0.2, 0.8),
      notes: [],
    },
    cuts: {
      baseline: between(9, 3, 14),
      generations: 3,
      horizon: 43_200,
      untold: null,
      ranked: [cut],
      plan: [cut],
      chokes: [],
      examined: 1,
      possible: 3,
    },
    mayBeInfected: [],
    mayBeInfectedInAll: 0,
  };
}
