import { z } from 'zod';
import { ALTERATIONS } from '../alter.ts';
import type { Rng } from '../rng.ts';
import { STRAIN_KINDS } from '../strains/strain.ts';
import { MOVE_NAMES } from './everyday.ts';

/** Where a case leaves copies. Notebook and diary are of channel `memory`, files and instructions of `codebase`. */
export const SURFACES = ['notebook', 'diary', 'files', 'instructions', 'mail', 'board', 'subagents'] as const;

export type SurfaceName = (typeof SURFACES)[number];

/** What a session does about a copy that it has read. `useAndRelay` does both. */
export const FATES = ['ignore', 'use', 'relay', 'useAndRelay', 'quote'] as const;

export type Fate = (typeof FATES)[number];

/** Where a reader passes a copy on. */
export const TARGETS = ['notebook', 'instructions', 'mail', 'files', 'subagents'] as const;

export type Target = (typeof TARGETS)[number];

/** How something comes in. */
export const ENTRIES = ['page', 'session', 'message'] as const;

export type EntryWay = (typeof ENTRIES)[number];

export const share = z.number().min(0).max(1);
export const name = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
export const line = z.string().min(1).max(2000);

function weights<K extends string>(keys: readonly [K, ...K[]], nothing: string) {
  return z
    .partialRecord(z.enum(keys), z.number().min(0).max(1e6))
    .refine((given) => Object.values<number | undefined>(given).some((weight) => (weight ?? 0) > 0), nothing);
}

export const surface = z.strictObject({
  copies: z.number().min(0).max(50).describe('Copies that a case leaves there: mean of a Poisson number.'),
  infects: share.describe('Probability that a copy takes in a susceptible session that reads it for the first time.'),
  looks: z
    .number()
    .min(0)
    .max(20)
    .default(0.5)
    .describe('files: mean number of files that a session looks at. Others: chance that a session looks there at all.'),
  shows: z.int().min(1).max(50).default(6).describe('files, mail, board: of how many of the latest entries.'),
  lasts: z.number().positive().max(8760).default(48).describe('Hours for which an entry can be found.'),
});

export const role = z.strictObject({
  name,
  agents: z.int().min(1).max(100_000),
  susceptibility: z
    .number()
    .min(0)
    .max(10)
    .default(1)
    .describe('Times the probability that a copy takes; with `readers`, times the weights of use and relay.'),
  immune: share.default(0).describe('Share of the agents in whom nothing ever takes.'),
});

export const strain = z.strictObject({
  id: name,
  kind: z.enum(STRAIN_KINDS).describe('What spreads: a false rule, an instruction by nobody in charge, a refusal.'),
  virulence: z.number().min(0).max(10).default(1).describe('As `susceptibility`, of the strain.'),
  incubation: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe('Mean number of acts between taking it up and showing it; absent: 2. With `surfaces` alone.'),
  dispersion: z
    .number()
    .positive()
    .max(1000)
    .optional()
    .describe(
      'Shape k of the gamma spread of how many copies a case leaves; absent: all alike. With `surfaces` alone.',
    ),
  alterations: weights(ALTERATIONS, 'no alteration has a weight')
    .default({ verbatim: 1 })
    .describe(
      'How copies differ from what their writer read, as weights; `partial` is a summary. A refusal is always retold.',
    ),
});

/** Mean number of acts between taking a strain up and showing it, where the file does not say. */
export const INCUBATION = 2;

export const introduction = z.strictObject({
  strain: name,
  at: share.describe('When, as a share of the window.'),
  by: z
    .union([z.enum(ENTRIES), weights(ENTRIES, 'no way in has a weight')])
    .describe('Of its own accord, from a page, or in a message from outside; or weights, of which one is drawn.'),
  times: z.int().min(1).max(1000).default(1).describe('So many sessions, one after another.'),
});

export const readers = z.strictObject({
  do: weights(FATES, 'nothing that readers do has a weight').describe(
    'What a session does about the first copy that it reads, as weights: nothing, follow it, pass it on, both, or quote it in a review as wrong.',
  ),
  passOnBy: weights(TARGETS, 'no place has a weight')
    .optional()
    .describe('Where those that pass it on leave their copies, as weights.'),
  cleanedAt: share
    .optional()
    .describe(
      'When, as a share of the window, one session in every repository but one is told to take the copies out of its memory and files; it misses one, and mails stay.',
    ),
  comesBackAt: share
    .optional()
    .describe(
      'When a session of the first repository finds a copy that was left, and writes it into the notebook again.',
    ),
});

const sigma = z.number().min(0).max(3);

export const moves = z
  .union([
    z.number().min(1).max(100),
    z.strictObject({
      median: z.number().min(1).max(100),
      sigma: sigma.default(0.5),
      max: z.int().min(1).max(1000).default(40),
      weights: weights(MOVE_NAMES, 'no move has a weight')
        .optional()
        .describe('How often each act is chosen; absent: writing, mailing, fetching, running and reporting alone.'),
    }),
  ])
  .default(5)
  .describe('Everyday acts of a session: the median, or median, sigma (lognormal), the most, and which.');

export const pause = z
  .union([
    z.number().min(1).max(3600),
    z.strictObject({ median: z.number().min(1).max(3600), sigma: sigma.default(1) }),
  ])
  .default(40)
  .describe('Seconds between two acts: the median, or median and sigma (lognormal).');

const chars = z.int().min(60).max(20_000);

export const text = z
  .union([
    chars,
    z.strictObject({
      median: chars,
      sigma: sigma.default(0.8),
      longShare: share.default(0).describe('Share of the texts that have 20,000 to 36,000 characters.'),
    }),
  ])
  .default(250)
  .describe('Characters of a made text: the median, or median, sigma (lognormal) and the share of long ones.');

export const knobs = z.strictObject({
  missingSessions: share.default(0),
  missingReads: share.default(0),
  content: z.enum(['full', 'hashes', 'structure']).default('full'),
  clockSkew: z
    .number()
    .min(0)
    .max(86_400_000)
    .default(0)
    .describe("Standard deviation of agents' clocks, milliseconds."),
  late: share.default(0),
  detection: share.default(1).describe('Share of the cases that somebody recognises as cases. With `surfaces` alone.'),
});

export const documented = z.strictObject({
  event: line,
  sources: z.array(line).min(1).describe('Title, author, date, address where public.'),
  facts: z.array(line).min(1).describe('What the sources say, and nothing else.'),
  notModelled: z.array(line).default([]),
  parameters: z
    .record(z.string(), line)
    .default({})
    .describe('Numbers of this file that a source gives, by their path, each with its source.'),
  invented: z.array(line).describe('Paths of all other numbers of this file; a path covers what is below it.'),
});

/** How an introduction comes in: one draw where the file gives weights, and where it gives one way. */
export function drawEntry(by: z.infer<typeof introduction>['by'], rng: Rng): EntryWay {
  const given: Partial<Record<EntryWay, number>> = typeof by === 'string' ? { [by]: 1 } : by;
  return rng.weighted(Object.fromEntries(ENTRIES.map((way) => [way, given[way] ?? 0])) as Record<EntryWay, number>);
}
