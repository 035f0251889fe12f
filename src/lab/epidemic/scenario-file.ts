import { z } from 'zod';
import { ALTERATIONS } from '../alter.ts';
import { STRAIN_KINDS } from '../strains/strain.ts';

/**
 * A scenario as a file, version 1: a fleet, what spreads in it, through what, and what can be seen of it afterwards.
 * Everything is plain numbers that a person chose. R is no parameter: it comes out of who leaves copies where, who
 * looks there, and how often a copy takes.
 */
export const EPIDEMIC_FILE_VERSION = 1;

/** Where a case leaves copies. Notebook and diary are of channel `memory`, files and instructions of `codebase`. */
export const SURFACES = ['notebook', 'diary', 'files', 'instructions', 'mail', 'board', 'subagents'] as const;

export type SurfaceName = (typeof SURFACES)[number];

const share = z.number().min(0).max(1);
const name = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const line = z.string().min(1).max(2000);

const surface = z.strictObject({
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

const role = z.strictObject({
  name,
  agents: z.int().min(1).max(100_000),
  susceptibility: z.number().min(0).max(10).default(1).describe('Times the probability that a copy takes.'),
  immune: share.default(0).describe('Share of the agents in whom nothing ever takes.'),
});

const strain = z.strictObject({
  id: name,
  kind: z.enum(STRAIN_KINDS).describe('What spreads: a false rule, an instruction by nobody in charge, a refusal.'),
  virulence: z.number().min(0).max(10).default(1).describe('Times the probability that a copy takes.'),
  incubation: z
    .number()
    .min(0)
    .max(100)
    .default(2)
    .describe('Mean number of acts between taking it up and showing it.'),
  dispersion: z
    .number()
    .positive()
    .max(1000)
    .optional()
    .describe('Shape k of the gamma spread of how many copies a case leaves; absent: all alike.'),
  alterations: z
    .partialRecord(z.enum(ALTERATIONS), z.number().min(0))
    .refine((weights) => Object.values(weights).some((weight) => weight > 0), 'no alteration has a weight')
    .default({ verbatim: 1 })
    .describe(
      'How copies differ from what their writer read, as weights; `partial` is a summary. A refusal is always retold.',
    ),
});

const introduction = z.strictObject({
  strain: name,
  at: share.describe('When, as a share of the window.'),
  by: z.enum(['session', 'page', 'message']).describe('Of its own accord, from a page, or in a message from outside.'),
  times: z.int().min(1).max(1000).default(1).describe('So many sessions, one after another.'),
});

const knobs = z.strictObject({
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
  detection: share.default(1).describe('Share of the cases that somebody recognises as cases.'),
});

const documented = z.strictObject({
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

export const epidemicFile = z
  .strictObject({
    version: z.literal(EPIDEMIC_FILE_VERSION),
    name,
    description: line,
    outbreak: z.boolean().describe('False: nothing passes from session to session.'),
    documented: documented.optional(),
    fleet: z.strictObject({
      repositories: z.int().min(1).max(200).default(1),
      sessions: z.int().min(1).max(200_000),
      days: z.number().positive().max(300),
      roles: z.array(role).min(1).max(50),
      moves: z.number().min(1).max(100).default(5).describe('Median number of everyday acts of a session.'),
      pause: z.number().min(1).max(3600).default(40).describe('Median seconds between two acts.'),
      text: z.int().min(60).max(20_000).default(250).describe('Median characters of a made text.'),
      abroad: share.default(0.3).describe('Share of mails that go to another repository.'),
    }),
    strains: z.array(strain).max(20).default([]),
    introductions: z.array(introduction).max(100).default([]),
    surfaces: z.partialRecord(z.enum(SURFACES), surface).default({}),
    course: z
      .strictObject({
        recovery: share
          .default(0)
          .describe("Chance, whenever a session opens, that its agent's diary was wiped before."),
        immunity: share.default(0).describe('Chance that nothing takes in an agent any more once it was a case.'),
      })
      .prefault({}),
    stop: z
      .strictObject({ after: z.number().positive().max(8760), purge: z.boolean().default(true) })
      .optional()
      .describe('Hours after the first onset at which a person notices: nothing takes any more, copies are taken out.'),
    benign: z
      .strictObject({
        quoting: share.default(0.05).describe('Share of those in whom a copy did not take that quote it in a review.'),
        rivalry: share.default(0).describe('Share of sessions that end the work of others, each of its own accord.'),
        notes: share.default(0.3).describe('Share of sessions that add to the notebook of their own.'),
        boilerplate: share.default(0.3),
        copying: share.default(0.15),
        nearMiss: share.default(0.03),
        instructive: share.default(0),
      })
      .prefault({}),
    observation: knobs.prefault({}),
  })
  .superRefine((file, context) => {
    const known = new Set(file.strains.map(({ id }) => id));
    if (known.size < file.strains.length) {
      context.addIssue({ code: 'custom', path: ['strains'], message: 'two strains have one id' });
    }
    file.introductions.forEach(({ strain: id }, i) => {
      if (!known.has(id)) {
        context.addIssue({ code: 'custom', path: ['introductions', i, 'strain'], message: `no strain ${id}` });
      }
    });
    if (file.outbreak && (file.introductions.length === 0 || Object.keys(file.surfaces).length === 0)) {
      context.addIssue({ code: 'custom', path: ['outbreak'], message: 'an outbreak needs introductions and surfaces' });
    }
  });

/** A scenario file with every default filled in. */
export type EpidemicScenario = z.infer<typeof epidemicFile>;
/** A scenario as a person writes it. */
export type EpidemicDraft = z.input<typeof epidemicFile>;
