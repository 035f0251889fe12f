import { z } from 'zod';
import { BASES, CHANNELS } from './channel.ts';

/** The part of the trace document that tells of cases: who met which case definition, and how it got there. */

const time = z.iso.datetime({ offset: true }).nullable();
const channel = z.enum(CHANNELS);

const share = z.object({
  estimate: z.number().min(0),
  lower: z.number().min(0).describe('95 % interval.'),
  upper: z.number().min(0),
});

const place = z.object({ file: z.string(), line: z.int().min(0) });

export const caseEvidence = z.object({
  role: z
    .enum(['payload', 'act', 'sighting'])
    .describe('payload: what told it to. act: what it did after. sighting: what met a declared condition.'),
  kind: z.enum(['read', 'write', 'call', 'say']),
  what: z.string().describe('Tool or kind, in a word or two.'),
  artifact: z.string().optional(),
  channel: channel.optional(),
  time,
  passage: z.string().optional().describe('Shortened and masked as --quotes says. Absent with --quotes none.'),
  mark: z
    .object({ start: z.int().min(0), end: z.int().min(0) })
    .optional()
    .describe('What matters within the passage, in UTF-16 units.'),
  at: place.optional(),
});

export const caseLink = z.object({
  from: z.string().nullable().describe('The case that wrote it; null: nobody that is known to be a case.'),
  to: z.string(),
  artifact: z.string().nullable(),
  channel,
  time,
  basis: z.enum(BASES).or(z.literal('none')),
});

export const caseVerdict = z.object({
  verdict: z.enum(['confirmed', 'dismissed']),
  reason: z.string(),
  time: z.iso.datetime({ offset: true }),
});

export const traceCase = z.object({
  session: z.string(),
  behaviour: z.string(),
  definition: z.string().describe('Version of the case definition.'),
  status: z.enum(['suspected', 'probable', 'confirmed']),
  score: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Probability that it acted on a payload, at the prevalence of `summary`. Hijack alone has one.'),
  onset: time.describe('When the definition was met.'),
  reason: z.string().describe('One sentence.'),
  evidence: z.array(caseEvidence),
  chain: z.array(caseLink).describe('Back from the case to what it had read, and to what its writer had read.'),
  verdict: caseVerdict.optional().describe('What a person said of it.'),
});

export const traceBehaviour = z.object({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  suspected: z.int().min(0),
  probable: z.int().min(0),
  confirmed: z.int().min(0),
  assessed: z.int().min(0).describe('Sessions of which it can be said whether they are a case.'),
  unassessed: z.int().min(0),
  introductions: z.int().min(0).describe('Cases that met it through no contact that is known.'),
  notes: z.array(z.string()).describe('Tests and their false-alarm rates, what judges cost, what was not looked at.'),
});

export const traceChannelRate = z.object({
  channel,
  behaviour: z.string(),
  exposed: z.int().min(0).describe('Assessed sessions that met it through this channel before any onset.'),
  cases: z.int().min(0).describe('Of the exposed.'),
  attackRate: share.nullable().describe('cases / exposed with its exact 95 % interval; null when nobody was exposed.'),
  unexposed: z.int().min(0).describe('Assessed sessions that met it through no channel.'),
  unexposedCases: z.int().min(0),
  riskRatio: share
    .nullable()
    .describe('Attack rate of the exposed over that of the unexposed; null where either has no case.'),
});

export const traceDismissal = z.object({
  session: z.string(),
  behaviour: z.string(),
  reason: z.string(),
  time: z.iso.datetime({ offset: true }),
});

export const traceJudge = z.object({
  judge: z.string(),
  asked: z.int().min(0),
  yes: z.int().min(0),
  failed: z.int().min(0),
  unasked: z.int().min(0),
  cost: z.number().min(0).optional(),
  seconds: z.number().min(0),
  failures: z.array(z.string()),
});

export const traceCaseSummary = z.object({
  reported: z.int().min(0).describe('Cases that are suspected or more, over all behaviours.'),
  called: z.int().min(0).describe('Cases that are probable or confirmed.'),
  prevalence: z.number().min(0).max(1).describe('Share of sessions assumed to be hijacked before any is looked at.'),
  trueShare: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Share of the called hijack cases that would be true at that prevalence; null without a called case.'),
});

export type TraceCase = z.infer<typeof traceCase>;
export type TraceBehaviour = z.infer<typeof traceBehaviour>;
export type TraceChannelRate = z.infer<typeof traceChannelRate>;
export type TraceCaseSummary = z.infer<typeof traceCaseSummary>;
export type TraceJudge = z.infer<typeof traceJudge>;
export type TraceDismissal = z.infer<typeof traceDismissal>;
export type CaseEvidence = z.infer<typeof caseEvidence>;
export type CaseLink = z.infer<typeof caseLink>;
