import { z } from 'zod';
import { BASES, CHANNELS } from './channel.ts';

/** The part of the trace document that tells of outbreaks: who infected whom, reproduction numbers, what stops it. */

const time = z.iso.datetime({ offset: true }).nullable();
const channel = z.enum(CHANNELS);

const interval = z
  .object({ estimate: z.number(), lower: z.number(), upper: z.number() })
  .describe('With its 95 % interval.');

const notEstimable = z.object({ notEstimable: z.string().describe('Why there is no figure.') });
const estimate = z.union([interval, notEstimable]);

export const traceInfector = z.object({
  kind: z
    .enum(['case', 'unobserved', 'introduction'])
    .describe('unobserved: a case that was not seen. introduction: from outside, or by itself.'),
  session: z.string().nullable().describe('The case; null for the other kinds.'),
  probability: z.number().min(0).max(1),
  channel: channel.optional(),
  artifact: z.string().optional(),
  time: time.optional().describe('When it was read.'),
  basis: z.enum(BASES).or(z.literal('none')).optional(),
});

export const traceTreeCase = z.object({
  session: z.string(),
  agent: z.string(),
  onset: time,
  outbreak: z.int().min(0).describe('Place in `clusters`.'),
  infectors: z
    .array(traceInfector)
    .describe('The first is the one in the most likely tree, which has no cycle; then by probability, at most five.'),
});

export const traceCluster = z.object({
  cases: z.int().min(1),
  first: z.string().describe('The case with the earliest onset.'),
  sources: z
    .array(z.object({ session: z.string().nullable(), probability: z.number().min(0).max(1) }))
    .describe('Where it began, the likeliest first; null: with a case that is not in the telemetry.'),
  introduced: z.number().min(0).max(1).describe('Probability that it came from outside and not from another cluster.'),
  joins: z.array(z.object({ cluster: z.int().min(0), probability: z.number().min(0).max(1) })),
});

const reproductionNumber = z.object({
  R: estimate.describe('What one case infects on average: of the process, so wide when few cases were seen.'),
  realised: estimate.describe('What the cases of this outbreak, seen or not, infected by the end of the telemetry.'),
});

const curvePoint = z.object({
  start: time,
  end: time,
  mean: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  cases: z.number().min(0),
  truncated: z.boolean().describe('Too little time is left before the end of the telemetry for the figure to be used.'),
});

const matrix = z.array(z.array(z.number().min(0)));

export const traceReproduction = reproductionNumber.extend({
  method: z.enum(['tree', 'renewal']).describe('tree: from who infected whom. renewal: from the onsets alone.'),
  channels: z.array(
    reproductionNumber.extend({
      channel,
      transmissions: z.number().min(0).describe('Expected number of listed cases infected through it.'),
      fromListed: z.number().min(0).describe('Of those, by a listed case.'),
    }),
  ),
  detection: interval.describe('Share of the cases that was seen.'),
  offspring: z.object({
    cases: z.array(z.number().min(0)).describe('Expected number of cases that infected 0, 1, 2, … listed cases.'),
    dispersion: estimate.describe('k of the negative binomial distribution; small: few cases infect most.'),
    shareOfCasesFor80: z.number().min(0).max(1).nullable(),
  }),
  generationTime: z.union([
    z.object({ mean: interval, sd: interval, pairs: z.number().min(0), disordered: z.number().min(0) }),
    notEstimable,
  ]),
  truncation: z.object({ corrected: z.boolean(), unusableFrom: time, elapsed: z.number().min(0).max(1) }),
  curve: z.union([
    z.object({
      bin: z.number().positive().describe('Milliseconds.'),
      window: z.int().min(1).describe('In bins.'),
      from: time,
      incidence: z.array(z.number().min(0)),
      cori: z.array(curvePoint),
      wallingaTeunis: z.array(curvePoint),
      tree: z.array(curvePoint),
    }),
    notEstimable,
  ]),
  nextGeneration: z.union([
    z.object({
      roles: z.array(z.string()),
      matrix: matrix.describe('matrix[to][from].'),
      R: interval.describe('Dominant eigenvalue.'),
      share: z.array(z.number().min(0)),
      value: z.array(z.number().min(0)),
      channels: z.array(
        z.object({
          channel,
          matrix,
          alone: interval.describe('Dominant eigenvalue of this channel alone.'),
          elasticity: interval.describe('They sum to 1.'),
        }),
      ),
    }),
    notEstimable,
  ]),
  extinction: estimate.describe('Probability that the descendants of one new case die out by themselves.'),
  notes: z.array(z.string()),
});

const ranged = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });

export const traceCut = z.object({
  kind: z.enum(['purge', 'freeze', 'reset', 'close', 'quarantine']),
  target: z.string().describe('Artifact (purge, freeze), agent (reset, quarantine) or channel (close).'),
  prevents: ranged.describe('Cases prevented within the horizon of the forecast.'),
  remaining: ranged.describe('Cases still expected.'),
  disruption: z.number().min(0).describe('Reads lost within it that no case brought about.'),
});

export const traceOutbreak = z.object({
  behaviour: z.string().describe('relay: a case carried the seed on. Else the id of the behaviour.'),
  seed: z.int().min(0).optional().describe('Place in `seeds`, when it is the outbreak of a seed.'),
  cases: z.int().min(0),
  transmission: z
    .enum(['yes', 'cannot-tell', 'no'])
    .describe('Whether the data say that cases infected one another, rather than each falling ill by itself.'),
  rival: z.object({
    explanation: z.string(),
    evidence: z
      .number()
      .describe('Natural logarithm of how much likelier the data are with transmission than without.'),
    for: z.array(z.string()),
    against: z.array(z.string()),
  }),
  introductions: interval.describe('Cases that came from outside or by themselves.'),
  unobserved: interval.describe('Cases whose infector is not among the listed cases.'),
  clusters: z.array(traceCluster),
  tree: z.array(traceTreeCase).describe('In order of onset.'),
  reproduction: traceReproduction,
  cuts: z.object({
    baseline: ranged.describe('Further cases within the horizon, if nothing is done: a 95 % prediction interval.'),
    generations: z.int().min(1).max(3).describe('Generations of the outbreak that the forecast covers.'),
    horizon: z.number().min(0).nullable().describe('Seconds that it covers; null: unknown.'),
    untold: z.string().nullable().describe('Why no number of further or prevented cases can be told; null: it can.'),
    ranked: z.array(traceCut).describe('Each by itself, the most cases prevented per disruption first; at most 20.'),
    plan: z.array(traceCut).describe('One after the other, each the best when those before it are done.'),
    chokes: z.array(z.object({ artifact: z.string(), drop: z.number().min(0) })),
    examined: z.int().min(0),
    possible: z.int().min(0),
  }),
  mayBeInfected: z
    .array(
      z.object({
        session: z.string(),
        probability: ranged,
        running: z.boolean(),
        artifact: z.string().nullable().describe('What it read last that a case had written.'),
      }),
    )
    .describe('Sessions that met it and do not show it; the likeliest 200.'),
  mayBeInfectedInAll: z.int().min(0),
});

export type TraceOutbreak = z.infer<typeof traceOutbreak>;
export type TraceReproduction = z.infer<typeof traceReproduction>;
export type TraceTreeCase = z.infer<typeof traceTreeCase>;
export type TraceCut = z.infer<typeof traceCut>;
