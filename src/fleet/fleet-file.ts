import { z } from 'zod';
import { CHANNELS } from './channel.ts';

/**
 * `fleet.yaml`, version 1: a fleet as a contact graph with rates. Written by `scan` (what could happen), by `trace` (what
 * did happen) or by hand (what is assumed); run by `simulate`.
 */
export const FLEET_FILE_VERSION = 1;

/** Where a number comes from. */
const origin = z.enum(['declared', 'observed', 'assumed']);

/**
 * A rate with what is known of it. For an observed count n over an exposure E the estimate is n / E and the range the
 * exact 95 % interval of a Poisson rate (Garwood 1936).
 */
export const rate = z
  .strictObject({
    estimate: z.number().min(0),
    lower: z.number().min(0),
    upper: z.number().min(0).nullable().describe('null: no upper bound is known.'),
    unit: z.enum(['per-session', 'per-day']),
    origin,
    count: z.int().min(0).optional().describe('Events counted.'),
    exposure: z.number().min(0).optional().describe('Sessions or days that they were counted over.'),
  })
  .refine((r) => r.lower <= r.estimate && (r.upper === null || r.estimate <= r.upper), {
    message: 'lower <= estimate <= upper',
  });

export const fleetAgent = z.strictObject({
  id: z.string(),
  sessions: z.int().min(0).describe('Sessions seen or planned.'),
  sessionsPerDay: rate.optional(),
  source: z.string().optional().describe('Kind of telemetry or file that it is known from.'),
});

export const fleetArtifact = z.strictObject({
  id: z.string().describe('channel:scope:key'),
  channel: z.enum(CHANNELS),
  count: z.int().min(1).optional().describe('How many like it this entry stands for. Default 1.'),
});

export const fleetAccess = z.strictObject({
  agent: z.string(),
  artifact: z.string(),
  reads: rate.optional().describe('First reads.'),
  writes: rate.optional(),
  loadsByRule: z.boolean().optional().describe('The client loads it by itself at the start of each session.'),
});

export const fleetMonitor = z.strictObject({
  id: z.string(),
  coverage: z.number().min(0).max(1).describe('Share of sessions it looks at.'),
  recall: z.number().min(0).max(1).optional(),
  latencyHours: z.number().min(0).optional(),
  capacityPerDay: z.number().min(0).optional(),
  origin,
});

export const fleetCut = z.strictObject({
  id: z.string(),
  kind: z.enum(['permission', 'gate', 'reset', 'quarantine']),
  agent: z.string().optional(),
  artifact: z.string().optional(),
  channel: z.enum(CHANNELS).optional(),
  origin,
});

const estimated = z.union([
  z
    .strictObject({ estimate: z.number().min(0), lower: z.number().min(0), upper: z.number().min(0), origin })
    .describe('With its 95 % interval.'),
  z.strictObject({ notEstimable: z.string().describe('Why there is no figure.') }),
]);

export const fleetOutbreak = z.strictObject({
  behaviour: z.string().describe('relay: a case carried the seed on. Else the id of the behaviour.'),
  seed: z.int().min(0).optional().describe('Which of the seeds that were traced, from 0.'),
  cases: z.int().min(0),
  transmission: z
    .enum(['yes', 'cannot-tell', 'no'])
    .describe('Whether the data say that cases infected one another. Unless yes, the figures below are of little use.'),
  reproduction: estimated.describe('Cases that one case infects.'),
  channels: z.array(z.strictObject({ channel: z.enum(CHANNELS), reproduction: estimated })),
  generationHours: estimated.describe('Mean time from the onset of a case to the onsets of those that it infects.'),
  detection: estimated.describe('Share of the cases that was seen.'),
});

export const fleetFile = z.strictObject({
  version: z.literal(FLEET_FILE_VERSION),
  name: z.string(),
  madeBy: z.string().describe('Command and version that wrote it.'),
  period: z.strictObject({ from: z.string().nullable(), to: z.string().nullable(), days: z.number().min(0) }),
  coverage: z
    .strictObject({ sessions: z.int().min(0), withContent: z.int().min(0) })
    .describe('What the rates rest on: sessions that were not seen are not in them.'),
  agents: z.array(fleetAgent),
  artifacts: z.array(fleetArtifact),
  access: z.array(fleetAccess).describe('Who reads and writes what, how often.'),
  outbreaks: z
    .array(fleetOutbreak)
    .optional()
    .describe('How behaviours passed on there; absent where none was looked for.'),
  monitors: z.array(fleetMonitor),
  cuts: z.array(fleetCut),
});

export type FleetFile = z.infer<typeof fleetFile>;
export type FleetOutbreak = z.infer<typeof fleetOutbreak>;
export type Rate = z.infer<typeof rate>;
