import { z } from 'zod';

/**
 * `cordon.config.yaml`: one file for all commands, each with its own section. It is read when `--config` names it and
 * never by itself: a folder that is looked at may be hostile, and judges are programs.
 */
export const casesConfig = z.strictObject({
  prevalence: z
    .number()
    .gt(0)
    .lt(1)
    .optional()
    .describe('Share of sessions assumed to be hijacked before any is looked at. Default 0.001.'),
  behaviours: z.array(z.string().min(1)).optional().describe('Behaviour files, from here; shipped: those of Cordon.'),
  authorised: z
    .array(z.string().min(1).max(500))
    .optional()
    .describe(
      'Artifacts whose text the operator authorised as instructions, by glob. Default: files that clients load by ' +
        "themselves, from the session's own repository.",
    ),
});

export const configFile = z.strictObject({
  version: z.literal(1).optional(),
  cases: casesConfig.optional(),
  scan: z.unknown().optional().describe('Read by cordon scan from the repository that is scanned.'),
});

export type ConfigFile = z.infer<typeof configFile>;
