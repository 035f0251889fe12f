import { z } from 'zod';
import { CHANNELS } from './channel.ts';
import { traceCoverage } from './trace-document.ts';
import { traceCut } from './trace-outbreak.ts';

/**
 * The JSON that `cordon cut --format json` writes: who may be infected, what still carries it, what would stop it, and the
 * plan. Nothing of it has been done.
 *
 * Version 1. Times are ISO 8601 in UTC, `null` where the telemetry has none. New optional fields may be added within a
 * version; nothing is renamed or removed.
 */
export const CUT_DOCUMENT_VERSION = 1;

const time = z.iso.datetime({ offset: true }).nullable();
const channel = z.enum(CHANNELS);
const ranged = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });
const risk = z.object({
  channel,
  reads: z.int().min(0),
  credited: z.number().min(0).describe('Cases credited to the channel.'),
  estimate: z.number().min(0).max(1),
  lower: z.number().min(0).max(1).describe('95 % interval; wider where credit cannot be told.'),
  upper: z.number().min(0).max(1),
});

export const cutStep = z.object({
  step: z.int().min(1),
  kind: z.enum(['keep', 'purge', 'reset', 'freeze', 'close', 'quarantine', 'verify', 'lift']),
  target: z.string().nullable().describe('Artifact, agent or channel; null where the step has none.'),
  do: z.string(),
  undo: z.string(),
  why: z.string(),
  prevents: ranged.nullable().describe('Cases prevented when the steps before are done; null where not worked out.'),
  disruption: z.number().min(0).describe('Reads lost that no case brought about.'),
});

export const cutForward = z.object({
  session: z.string(),
  agent: z.string(),
  probability: ranged.describe('Of being infected without showing it yet.'),
  running: z.boolean().describe('False: it has ended, and matters when somebody resumes it.'),
  assessed: z.boolean().describe('False: whether it shows it cannot be said.'),
  reads: z.int().min(1).describe('Reads that may have infected it.'),
  from: z.string().nullable().describe('The case that wrote what it read last; null where it is not known to be one.'),
  artifact: z.string().nullable(),
  channel,
  time: time.describe('When it read it last.'),
});

export const cutCarrier = z.object({
  artifact: z.string(),
  channel,
  persistent: z.boolean().describe('It is memory, or loaded by clients by themselves: it outlives a reset.'),
  sessions: z.int().min(0).describe('Sessions that were seen to read it.'),
  readers: z.array(z.object({ agent: z.string(), sessions: z.int().min(1) })).describe('The first twenty.'),
  agents: z.int().min(0).describe('Agents that were seen to read it.'),
});

export const cutBackward = z.object({
  session: z.string(),
  infectors: z.array(
    z.object({
      kind: z.enum(['case', 'payload', 'unobserved', 'introduction']),
      session: z.string().nullable(),
      artifact: z.string().nullable(),
      probability: z.number().min(0).max(1),
    }),
  ),
});

export const cutProtection = z.object({
  asked: z.array(z.string()),
  answer: z
    .enum(['apart', 'reached', 'cut', 'unknown'])
    .describe('apart: no way leads there. reached: it is there. cut: `cuts` leave none. unknown: search given up.'),
  cuts: z
    .array(z.object({ kind: z.enum(['purge', 'freeze', 'quarantine']), target: z.string() }))
    .describe('A minimum cut: no set disrupts less.'),
  disruption: z.number().min(0),
});

export const cutRelapse = z.object({
  since: z.iso.datetime({ offset: true }),
  outcome: z
    .enum(['relapse', 'held', 'cannot-tell'])
    .describe('held: every former carrier was looked at since, and every session since was fully seen.'),
  sessions: z.int().min(0).describe('Active since.'),
  seen: z.int().min(0).describe('Of those, fully seen.'),
  found: z.array(
    z.object({
      kind: z.enum(['read-again', 'written-again', 'new-copy', 'came-in', 're-exposed', 'new-case']),
      session: z.string(),
      agent: z.string(),
      artifact: z.string().nullable(),
      time,
      altered: z.boolean(),
      passage: z.string().optional(),
      at: z.object({ file: z.string(), line: z.int().min(0) }),
    }),
  ),
  carriers: z.array(z.object({ artifact: z.string(), now: z.enum(['clean', 'back', 'not-seen']) })),
});

export const cutOutbreak = z.object({
  of: z.enum(['seed', 'behaviour']),
  name: z.string(),
  cases: z.int().min(0),
  exposed: z.int().min(0).describe('Sessions that met it before any onset of their own.'),
  risks: z.array(risk).describe('Probability that one read infects, by channel.'),
  delay: z
    .object({ observed: z.int().min(0), median: ranged })
    .describe('Seconds from read to onset; without observed delays, what was assumed before any was seen.'),
  generations: z.int().min(1).max(3).describe('Generations of the outbreak that the forecast covers.'),
  horizon: z.number().min(0).nullable().describe('Seconds that it covers; null: unknown.'),
  untold: z.string().nullable().describe('Why no number of further or prevented cases can be told; null: it can.'),
  eigenvalue: ranged.describe('Dominant eigenvalue of the next-generation matrix over agents.'),
  expected: ranged.describe('Further cases within the horizon, if nothing is done: a 95 % prediction interval.'),
  remaining: ranged.describe('The same when the plan is carried out.'),
  forward: z.array(cutForward).describe('The running first, then by probability; at most 1,000.'),
  forwardInAll: z.int().min(0),
  carriers: z.array(cutCarrier),
  backward: z.array(cutBackward).describe('At most 1,000 cases, each with its five likeliest infectors.'),
  cuts: z.array(traceCut),
  chokes: z.array(z.object({ artifact: z.string(), drop: z.number().min(0) })),
  examined: z.int().min(0),
  possible: z.int().min(0),
  protect: cutProtection.optional(),
  plan: z.array(cutStep),
  relapse: cutRelapse.optional(),
  notes: z.array(z.string()),
});

export const cutDocument = z.object({
  version: z.literal(CUT_DOCUMENT_VERSION),
  tool: z.object({ name: z.literal('cordon'), version: z.string() }),
  dryRun: z.literal(true).describe('Cordon changes nothing.'),
  quotes: z.enum(['none', 'short', 'full']),
  coverage: traceCoverage,
  outbreaks: z.array(cutOutbreak),
  skipped: z.array(
    z.object({ file: z.string(), line: z.int().min(0), reason: z.string(), count: z.int().min(1).optional() }),
  ),
});

export type CutDocument = z.infer<typeof cutDocument>;
export type CutOutbreak = z.infer<typeof cutOutbreak>;
export type CutStep = z.infer<typeof cutStep>;
export type CutRelapse = z.infer<typeof cutRelapse>;
