import { z } from 'zod';
import { BASES, CHANNELS } from './channel.ts';
import {
  traceBehaviour,
  traceCase,
  traceCaseSummary,
  traceChannelRate,
  traceDismissal,
  traceJudge,
} from './trace-cases.ts';
import { traceOutbreak } from './trace-outbreak.ts';

/**
 * The JSON that `cordon trace --format json` writes, and the data that the report page embeds.
 *
 * Version 1. Times are ISO 8601 in UTC, `null` where the telemetry has none. Rates, counts and shares say their unit in
 * the field's description. New optional fields may be added within a version; nothing is renamed or removed.
 */
export const TRACE_DOCUMENT_VERSION = 1;

const time = z.iso.datetime({ offset: true }).nullable();
const channel = z.enum(CHANNELS);
const basis = z.enum(BASES);

const status = z
  .enum(['unassessed', 'clear', 'exposed', 'suspected', 'probable', 'confirmed'])
  .describe(
    'clear: its content was fully seen and what was asked for was not in it. unassessed: cannot tell. exposed: read ' +
      'a seed, a payload, or what a case wrote. suspected and probable: meets a case definition, or (probable) ' +
      'relayed the seed altered or in part. confirmed: relayed the seed exactly, or a person said so.',
  );

const acted = z
  .enum(['no', 'used', 'relayed', 'quoted', 'unknown'])
  .describe(
    'After its first read. relayed: it wrote the text on. used: a call carries text or values that it had only from ' +
      'the seed. quoted: the text was carried as a quotation, a report or a search. unknown: no content to judge by.',
  );

const passage = z
  .string()
  .describe('The matched text as it stood there, shortened and masked as --quotes says. Absent with --quotes none.');

const place = z.object({
  file: z.string().describe('Input file as given, - for standard input.'),
  line: z.int().min(0).describe('1-based line; 0 when the file as a whole.'),
});

export const traceSession = z.object({
  id: z.string(),
  agent: z.string(),
  source: z.string().describe('Kind of telemetry it was read from.'),
  start: time,
  end: time,
  status,
  generation: z.int().min(0).optional().describe('Steps from the first writer (0) along observed links.'),
  parent: z.string().optional().describe('The session that started this sub-agent.'),
  content: z
    .enum(['full', 'partial', 'none'])
    .describe('How much of what the session read has its text in the telemetry.'),
  events: z.int().min(0),
  tokens: z.int().min(0).optional().describe('Input and output tokens, where the telemetry has them.'),
  score: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Probability of having acted on a payload, at the prevalence of `summary`.'),
  evidence: z.array(z.string()).optional().describe('One sentence for each behaviour that it is a case of.'),
});

export const traceArtifact = z.object({
  id: z.string().describe('channel:scope:key'),
  channel,
  label: z.string().describe('The key, for people.'),
  scope: z.string(),
  readers: z.int().min(0).describe('Sessions that read it.'),
  writers: z.int().min(0).describe('Sessions that wrote it.'),
  carries: z.array(z.int().min(0)).optional().describe('Indices of seeds of which it still carries a copy.'),
});

export const traceContact = z.object({
  from: z.string().describe('Session that wrote.'),
  to: z.string().describe('Session that read it for the first time.'),
  artifact: z.string().describe('Id of the artifact that was read.'),
  channel,
  time: time.describe('When it was read.'),
  written: time.optional().describe('When it was written.'),
  clockSkew: z
    .number()
    .positive()
    .optional()
    .describe(
      'Milliseconds by which the write is stamped later than the read. The two are the same version, so their clocks ' +
        'differ by that at least. Absent where the write comes first.',
    ),
  basis,
  how: z.enum(['observed', 'inferred', 'rule']).optional().describe('How the read is known. Default observed.'),
  passage: passage.optional(),
});

export const traceAfter = z.object({
  kind: z.enum(['call', 'write', 'say']),
  what: z.string().describe('Tool, or what was written.'),
  artifact: z.string().optional(),
  time,
  carries: z.enum(['text', 'value', 'nothing']).describe('What of the seed it carries.'),
  quoted: z.boolean().optional(),
  passage: passage.optional(),
  value: z.string().optional().describe('The value that it had only from the seed, masked.'),
  at: place.optional(),
});

export const traceExposure = z.object({
  session: z.string(),
  generation: z
    .int()
    .min(1)
    .describe('Steps from the first writer, or from outside the telemetry, along observed links.'),
  via: z.string().nullable().describe('The session whose write it read; null: from outside the telemetry.'),
  artifact: z.string().nullable().describe('What it read it in.'),
  channel: channel.nullable(),
  time: time.describe('Of its first read.'),
  basis: basis.or(z.literal('none')).describe('How the link to `via` is known; none when there is no link.'),
  how: z.enum(['observed', 'inferred', 'rule']).describe('observed: the seed stands in what it read.'),
  similarity: z.number().min(0).max(1).describe('Share of the seed (weighted by rarity) in what it read; 0 if unseen.'),
  altered: z.boolean().describe('The text was not a verbatim copy.'),
  acted,
  after: z.array(traceAfter),
  afterLeftOut: z.int().min(0).optional().describe('Further acts after the first read, not listed.'),
  tokensAfter: z.int().min(0).optional().describe('Tokens spent after the first read: an upper bound of the cost.'),
  passage: passage.optional(),
  at: place.optional(),
});

export const traceCopy = z.object({
  session: z.string().describe('Session that wrote the copy.'),
  artifact: z.string().nullable(),
  channel,
  time,
  similarity: z.number().min(0).max(1),
  altered: z.boolean(),
  quoted: z.boolean(),
  original: z.boolean().describe('This is the first writer.'),
  live: z.boolean().describe('The artifact still carries it at the end of the telemetry, as far as can be seen.'),
  from: z.string().nullable().optional().describe('For a feed: the earliest item that it copies.'),
  passage: passage.optional(),
  at: place.optional(),
});

export const traceOrigin = z.object({
  session: z.string().nullable().describe('null: outside the telemetry.'),
  label: z.string(),
  artifact: z.string().nullable(),
  time,
  weight: z
    .number()
    .min(0)
    .max(1)
    .describe('Relative support; the origins of a seed sum to 1. Not a probability of guilt.'),
  why: z.string(),
});

export const traceSeed = z.object({
  seed: z.string().describe('As given.'),
  text: z
    .string()
    .optional()
    .describe("The text that was looked for, shortened; the user's own, so shown whatever --quotes says."),
  kind: z.enum(['text', 'file', 'url', 'hash', 'session', 'artifact']),
  found: z.enum(['found', 'not-there', 'cannot-tell']),
  explanation: z.string().describe('One sentence on what was found, or why nothing can be said.'),
  reachable: z
    .int()
    .min(0)
    .describe('Sessions that touched, or whose client loads, what carried it. Contains the exposed.'),
  exposedCount: z.int().min(0).describe('Sessions that read it.'),
  exposedObserved: z.int().min(0),
  exposedInferred: z.int().min(0).describe('By the client’s rule or by structure alone; part of exposedCount.'),
  acted: z.int().min(0).describe('Sessions that used or relayed it after reading.'),
  used: z.int().min(0),
  relayed: z.int().min(0),
  quoted: z.int().min(0).describe('Carried it as a quotation only; not part of acted.'),
  leftOut: z.array(z.object({ reason: z.string(), sessions: z.int().min(0) })),
  firstWriter: z.string().nullable().describe('Session; null when it came from outside the telemetry or is unknown.'),
  firstSeen: z.object({ session: z.string(), artifact: z.string().nullable(), time, at: place.optional() }).nullable(),
  origins: z.array(traceOrigin),
  exposed: z.array(traceExposure),
  reachableSessions: z.array(z.string()),
  copies: z.array(traceCopy),
  nearest: z
    .object({ session: z.string(), similarity: z.number(), passage: passage.optional(), at: place.optional() })
    .optional()
    .describe('When it was not found: the nearest passage.'),
  tokensAfter: z.int().min(0).optional().describe('Sum over exposed sessions after their first read: an upper bound.'),
});

export const traceCoverage = z.object({
  sessions: z.int().min(0),
  withContent: z.int().min(0).describe('Sessions all of whose reads have their text.'),
  reads: z.int().min(0),
  prompts: z.int().min(0).describe('Reads of what a person typed or an operator set; they name no artifact.'),
  readsIdentified: z.int().min(0).describe('Reads with a named artifact.'),
  readsWithText: z.int().min(0),
  writes: z.int().min(0),
  writesIdentified: z.int().min(0).describe('Writes with a named artifact.'),
  writesWithText: z.int().min(0),
  eventsWithoutTime: z.int().min(0),
  lateEvents: z.int().min(0).describe('Events that came after later ones had been joined.'),
  interrupted: z.boolean().optional().describe('True: the reading was stopped, and this is what had been read.'),
  sources: z.array(
    z.object({ source: z.string(), files: z.int().min(0), sessions: z.int().min(0), events: z.int().min(0) }),
  ),
  hints: z.array(z.string()).describe('What is missing, and which exporter setting would bring it.'),
});

export const traceDocument = z.object({
  version: z.literal(TRACE_DOCUMENT_VERSION),
  tool: z.object({ name: z.literal('cordon'), version: z.string() }),
  window: z.object({ since: time, until: time }),
  quotes: z.enum(['none', 'short', 'full']),
  coverage: traceCoverage,
  sessions: z.array(traceSession),
  artifacts: z.array(traceArtifact),
  contacts: z.array(traceContact),
  contactsByChannel: z.array(z.object({ channel, basis, contacts: z.int().min(0) })),
  longestChains: z.array(z.array(z.string())).describe('Longest chains of contacts in order of time, as session ids.'),
  seeds: z.array(traceSeed),
  summary: traceCaseSummary.optional().describe('Present when cases were looked for, with all that follows.'),
  behaviours: z.array(traceBehaviour).optional(),
  cases: z.array(traceCase).optional(),
  channels: z.array(traceChannelRate).optional().describe('Attack rates by channel and behaviour.'),
  dismissals: z.array(traceDismissal).optional().describe('What a person looked at and found to be no case.'),
  judges: z.array(traceJudge).optional(),
  outbreaks: z
    .array(traceOutbreak)
    .optional()
    .describe('One for each seed and each behaviour of which there is a case.'),
  skipped: z.array(
    z.object({ file: z.string(), line: z.int().min(0), reason: z.string(), count: z.int().min(1).optional() }),
  ),
});

export type TraceDocument = z.infer<typeof traceDocument>;
export type TraceSeed = z.infer<typeof traceSeed>;
export type TraceSession = z.infer<typeof traceSession>;
export type TraceContact = z.infer<typeof traceContact>;
export type TraceArtifact = z.infer<typeof traceArtifact>;
export type TraceExposure = z.infer<typeof traceExposure>;
export type TraceCopy = z.infer<typeof traceCopy>;
export type TraceAfter = z.infer<typeof traceAfter>;
export type TraceCoverage = z.infer<typeof traceCoverage>;
