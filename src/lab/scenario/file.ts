import { z } from 'zod';
import { faultsOf } from './check.ts';
import {
  documented,
  introduction,
  knobs,
  line,
  moves,
  name,
  pause,
  readers,
  role,
  SURFACES,
  share,
  strain,
  surface,
  text,
} from './parts.ts';

/**
 * A scenario as a file, version 1: a fleet, what spreads in it, through what, and what can be seen of it afterwards.
 * Everything is plain numbers that a person chose. What spreads does so in one of two ways. `surfaces`: cases leave copies
 * where others look, and each first read takes or does not; the truth says who infected whom. `readers`: each reader of a
 * first copy does one of several things about it; the truth says who read, did and wrote what. R is no parameter of either.
 */
export const SCENARIO_FILE_VERSION = 1;

const fileParts = z.strictObject({
  version: z.literal(SCENARIO_FILE_VERSION),
  name,
  description: line,
  outbreak: z.boolean().describe('False: nothing passes from session to session.'),
  documented: documented.optional(),
  fleet: z.strictObject({
    repositories: z.int().min(1).max(200).default(1),
    sessions: z.int().min(1).max(200_000),
    days: z.number().positive().max(300).optional().describe('Length of the window; or `sessionsPerDay`.'),
    sessionsPerDay: z
      .number()
      .positive()
      .max(200_000)
      .optional()
      .describe('Instead of `days`: with more sessions the window becomes longer.'),
    roles: z.array(role).min(1).max(50).optional().describe('Who works there; or `sessionsPerAgent`.'),
    sessionsPerAgent: z
      .number()
      .positive()
      .max(200_000)
      .optional()
      .describe('Instead of `roles`: agents that are all alike, the more the more sessions there are.'),
    moves,
    pause,
    text,
    abroad: share.default(0.3).describe('Share of the mails with a copy that go to another repository.'),
  }),
  strains: z.array(strain).max(20).default([]),
  introductions: z.array(introduction).max(100).default([]),
  surfaces: z.partialRecord(z.enum(SURFACES), surface).default({}),
  readers: readers.optional().describe('Instead of `surfaces`; follows one strain that comes in once.'),
  course: z
    .strictObject({
      recovery: share.default(0).describe("Chance, whenever a session opens, that its agent's diary was wiped before."),
      immunity: share.default(0).describe('Chance that nothing takes in an agent any more once it was a case.'),
    })
    .prefault({})
    .describe('With `surfaces` alone.'),
  stop: z
    .strictObject({ after: z.number().positive().max(8760), purge: z.boolean().default(true) })
    .optional()
    .describe(
      'Hours after the first onset at which a person notices: nothing takes any more, copies are taken out. With `surfaces` alone.',
    ),
  benign: z
    .strictObject({
      quoting: share
        .optional()
        .describe(
          'Share of those in whom a copy did not take that quote it in a review; absent: 0.05. With `surfaces` alone.',
        ),
      rivalry: share
        .default(0)
        .describe('Share of sessions that end the work of others, each of its own accord. With `surfaces` alone.'),
      notes: share.default(0.3).describe('Share of sessions that add to the notebook of their own.'),
      opensNotebook: share
        .default(0)
        .describe('Share of sessions that read the standing notebook of their repository first.'),
      boilerplate: share.default(0.3).describe('Share of written texts with a licence header or banner.'),
      copying: share.default(0.15).describe('Share of written texts that repeat a passage which the session has read.'),
      nearMiss: share
        .default(0.03)
        .describe('Share of written texts on the topic of a false rule that are not that rule.'),
      instructive: share.default(0).describe('Share of written texts that tell their reader what to do.'),
      followsRunbook: share.default(0).describe('Share of sessions that are asked to work through such a text.'),
    })
    .prefault({}),
  observation: knobs.prefault({}),
});

export type ScenarioFileParts = z.infer<typeof fileParts>;

export const scenarioFile = fileParts.superRefine((file, context) => {
  for (const { path, message } of faultsOf(file)) context.addIssue({ code: 'custom', path, message });
});

/** A scenario file with every default filled in. */
export type ScenarioFile = z.infer<typeof scenarioFile>;
/** A scenario as a person writes it. */
export type ScenarioDraft = z.input<typeof scenarioFile>;
