import { z } from 'zod';
import { CHANNELS } from '../fleet/index.ts';
import { ALTERATIONS } from './alter.ts';
import { TELEMETRY_KINDS } from './observation.ts';
import { STRAIN_KINDS } from './strains/strain.ts';

/**
 * What really happened in a made fleet, in the names of one kind of telemetry. Version 1.
 *
 * **Pair.** One write, and one session's first read of it: the write's text is (in part or whole) still in the version
 * that the session then read, and in the part of it that was shown. A full replacement supersedes all earlier writes,
 * even where it repeats their words; edits and appends leave other text standing. A session's reads of its own writes
 * are no pairs. `readTime` is that of the first read that the telemetry supports, or of the first of all where it
 * supports none. Times are true times; clocks in the telemetry may be off by the knob `clockSkew`.
 *
 * **Support.** Which bases the *emitted* evidence of this telemetry supports for a pair. Empty: the pair happened, but
 * nothing emitted shows it.
 * - `id`: both sides name the same artifact, and either the read shows exactly the full text of a version that this one
 *   write made whole, or the artifact can be written only once (a message, a sub-agent's prompt or answer). Across
 *   repositories this holds for messages alone: the id of a mail is unique worldwide.
 * - `content`: at least 40 characters in a row of the written text, boilerplate not counted, stand in the text that was
 *   read. Where the read does not name its artifact (an instruction file inside a system prompt), no other write may
 *   have carried them by then.
 * - `hash`: no content, but both sides carry the same hash.
 * - `rule`: the client loaded the file by itself and left no trace of it.
 * - `structure`: both sides name the same artifact; of the text nothing is known.
 * A pair lists every basis that holds, so `id` usually comes with `content` and `structure`.
 *
 * **Seed.** `exposed` are the sessions in whose context a copy came to stand, without its first writer. `reachable` are
 * those that read (even another part), wrote, edited, deleted or by their client's rule loaded an artifact while a copy
 * stood in it; it contains the exposed. `used`: a call carries the option or the link of the seed. `relayed`: wrote a
 * copy. `quoted`: wrote it as a quotation in a review, report or reply. A session can be in several.
 */
export const LAB_TRUTH_VERSION = 1;

const ms = z.number().describe('Milliseconds since the epoch, true time.');
const alteration = z.enum(ALTERATIONS);
const artifact = {
  artifact: z.string().describe('Path, memory key, message id, URL, or sub-agent, inside its scope.'),
  scope: z.string().describe("The repository's name; '' for pages of the outside world."),
  channel: z.enum(CHANNELS),
};

export const truthPair = z.object({
  from: z.string(),
  to: z.string(),
  ...artifact,
  writeTime: ms,
  readTime: ms,
  support: z.array(z.enum(['id', 'content', 'hash', 'rule', 'structure'])),
});

export const truthExposure = z.object({
  session: z.string(),
  generation: z.int().min(1),
  via: z.string().nullable().describe('The session whose write it read; null: a page from outside.'),
  ...artifact,
  time: ms,
  how: z.enum(['observed', 'rule']),
  observed: z.boolean().describe('A copy stands in what this telemetry shows the session reading.'),
});

export const truthCopy = z.object({
  session: z.string(),
  ...artifact,
  alteration: alteration.describe('The hardest of `alterations`.'),
  alterations: z.array(alteration).describe('Against the seed, inherited ones first.'),
  quoted: z.boolean(),
  original: z.boolean().describe('The first writer wrote it.'),
  time: ms,
  text: z.string(),
  observed: z.boolean().describe('This telemetry shows the write with its text.'),
});

export const truthCase = z.object({
  session: z.string(),
  behaviour: z.enum(['hijack', 'refusal']),
  onset: ms.describe('When it first did something of it: carried it out, said it, or wrote it on.'),
  carriedOut: z.boolean().describe('hijack: it did what it was told. refusal: it said so to whoever it works for.'),
  passedOn: z.enum(['no', 'copied', 'retold']).describe('retold: in other words than those that it had read.'),
  exposedBy: z.string().nullable().describe('The session whose write it read first; null: none, or a page.'),
});

export const truthSeed = z.object({
  text: z.string(),
  values: z.array(z.string()).describe('Strings that only the seed holds.'),
  firstWriter: z.string().describe("Session, or 'outside'."),
  exposed: z.array(truthExposure),
  acted: z.object({ used: z.array(z.string()), relayed: z.array(z.string()), quoted: z.array(z.string()) }),
  cleaners: z.array(z.string()).describe('Sessions that took a copy out of an artifact. Not acted by that.'),
  copies: z.array(truthCopy),
  reachable: z.array(z.string()),
  carrying: z.array(z.object(artifact)).describe('Artifacts in which a copy still stands at the end.'),
});

const channelCounts = z.partialRecord(z.enum(CHANNELS), z.int().min(0));

export const truthInfection = z.object({
  session: z.string(),
  strain: z.string(),
  infected: ms.describe('When it took: when the copy was read.'),
  onset: ms.nullable().describe('When it first carried it out, wrote it on or said it; null: it ended before that.'),
  from: z.string().nullable().describe('The session whose copy it was; null: an introduction.'),
  by: z.enum(['session', 'page', 'message']).nullable().describe('How an introduction came in.'),
  generation: z.int().min(0).describe('0: an introduction.'),
  offspring: channelCounts.describe('Sessions that it infected, by channel.'),
  emitted: z.boolean().describe('It left telemetry.'),
  detected: z.boolean().describe('Somebody recognises it as a case.'),
});

export const truthTransmission = z.object({
  from: z.string(),
  to: z.string(),
  strain: z.string(),
  ...artifact,
  written: ms.describe('When the copy came to stand there.'),
  read: ms,
});

export const truthIntroduction = z.object({
  session: z.string(),
  strain: z.string(),
  by: z.enum(['session', 'page', 'message']),
  artifact: z.string().nullable().describe('The page or message; null: of its own accord.'),
  time: ms,
});

/**
 * Who infected whom in a scenario with surfaces. An infection is no opinion of a detector: the lab drew it when
 * a copy was read. Where a copy stands in a text that another session rewrote, `from` is who wrote the copy.
 */
export const truthEpidemic = z.object({
  strains: z.array(
    z.object({ id: z.string(), kind: z.enum(STRAIN_KINDS), text: z.string(), values: z.array(z.string()) }),
  ),
  infections: z.array(truthInfection).describe('In the order in which it took.'),
  transmissions: z.array(truthTransmission),
  introductions: z.array(truthIntroduction),
  carriers: z.array(z.string()).describe('Sessions that wrote a copy on without having taken it up.'),
  realised: z
    .array(z.object({ channel: z.enum(CHANNELS), offspring: z.int(), mean: z.number() }))
    .describe('Transmissions of each channel that has a surface, and their number by infected session.'),
  stopped: ms.nullable().describe('When a person stopped it.'),
  invented: z.array(z.string()).describe("Numbers of the scenario that no source gives. Its R is no event's R."),
});

export const labTruth = z.object({
  version: z.literal(LAB_TRUTH_VERSION),
  scenario: z.string(),
  rngSeed: z.int(),
  telemetry: z.enum(TELEMETRY_KINDS),
  knobs: z.object({
    missingSessions: z.number(),
    missingReads: z.number(),
    content: z.enum(['full', 'hashes', 'structure']),
    clockSkew: z.number(),
    late: z.number(),
  }),
  sessions: z.array(
    z.object({
      id: z.string(),
      agent: z.string(),
      scope: z.string(),
      parent: z.string().optional(),
      start: ms,
      end: ms,
      emitted: z.boolean().describe('It left telemetry.'),
    }),
  ),
  pairs: z.array(truthPair),
  cases: z.array(truthCase).describe('Sessions that show the behaviour of an instruction or a refusal.'),
  seed: truthSeed.nullable().describe('Also null where several things spread, or one came in several times.'),
  epidemic: truthEpidemic.optional().describe('Scenarios with surfaces.'),
  probe: z
    .string()
    .describe("The seed's text; without a seed, a text of its kind that nobody in the fleet read or wrote."),
});

export type LabTruth = z.infer<typeof labTruth>;
export type TruthPair = z.infer<typeof truthPair>;
export type TruthCase = z.infer<typeof truthCase>;
export type TruthSeed = z.infer<typeof truthSeed>;
export type TruthExposure = z.infer<typeof truthExposure>;
export type TruthCopy = z.infer<typeof truthCopy>;
export type TruthEpidemic = z.infer<typeof truthEpidemic>;
export type TruthInfection = z.infer<typeof truthInfection>;
