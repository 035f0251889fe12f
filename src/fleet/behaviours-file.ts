import { z } from 'zod';
import { CHANNELS } from './channel.ts';

/**
 * `behaviours.yaml`, version 1: what a user calls a behaviour, as case definitions. A session that meets `probable` is
 * a called case, one that meets `suspected` a reported one; confirming takes a person.
 */
export const BEHAVIOURS_FILE_VERSION = 1;

const pattern = z
  .string()
  .min(1)
  .max(4000)
  .describe('A regular expression in RE2 syntax (no back-references, no lookaround); (?i) ignores case.');
const glob = z
  .string()
  .min(1)
  .max(500)
  .describe('An artifact by its key: * stands for anything but /, ** for anything, {a,b} for either.');
const globs = z.union([glob, z.array(glob).min(1).max(100)]);
const times = z.int().min(1).max(1_000_000).describe('Least number of events. Default 1.');
const channels = z.array(z.enum(CHANNELS)).min(1);

const call = z
  .strictObject({
    tool: pattern.optional().describe('The whole name of the tool.'),
    argument: pattern.optional().describe('Stands somewhere in the arguments.'),
    times: times.optional(),
  })
  .describe('A tool was called.');

const write = z
  .strictObject({
    channel: channels.optional(),
    artifact: globs.optional(),
    text: pattern.optional(),
    times: times.optional(),
  })
  .describe('The session wrote something.');

const read = z
  .strictObject({
    channel: channels.optional(),
    artifact: globs.optional(),
    text: pattern.optional(),
    times: times.optional(),
  })
  .describe('The session read something.');

const say = z
  .strictObject({ text: pattern.optional(), times: times.optional() })
  .describe('The session said something to whoever it works for.');

const asked = z
  .strictObject({ text: pattern.optional() })
  .describe('The principal asked for something: a typed or delegated prompt.');

const refusal = z
  .strictObject({
    in: z
      .array(z.enum(['say', 'write']))
      .min(1)
      .optional()
      .describe('Where. Default: say and write.'),
  })
  .describe('The session declines to do its task, in its own words: a built-in pattern over several languages.');

const relay = z
  .strictObject({
    words: z.int().min(5).max(1000).optional().describe('Least words taken over in one piece of writing. Default 20.'),
    share: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Least share of what was written that had been read. Default 0.5.'),
    channel: channels.optional().describe('Channels written to. Default: all that another session can read.'),
  })
  .describe('The session wrote what it had read to another place where others read it.');

const spawn = z.strictObject({ times: times.optional() }).describe('The session started a sub-agent.');

const exchange = z
  .strictObject({
    channel: channels.optional().describe('Default: codebase, web and tool.'),
    writers: z
      .int()
      .min(2)
      .max(10_000)
      .optional()
      .describe('Least number of other sessions that wrote there. Default 3.'),
    by: z
      .enum(['artifact', 'scope'])
      .optional()
      .describe('What counts as one place: the artifact, or all of its scope (a package registry). Default artifact.'),
  })
  .describe(
    'A shared place is used as a message board: the session read there what several others wrote, and answered.',
  );

const judge = z
  .strictObject({
    name: z.string().min(1).max(100).describe('A judge that is declared under judges.'),
    about: z.enum(['say', 'write', 'call']).optional().describe('Which texts it is shown. Default say.'),
  })
  .describe("The user's own judge says yes.");

/** Parts that hold for one event, or for a few of them. */
export const leafCondition = z.union([
  z.strictObject({ call }),
  z.strictObject({ write }),
  z.strictObject({ read }),
  z.strictObject({ say }),
  z.strictObject({ asked }),
  z.strictObject({ refusal }),
  z.strictObject({ relay }),
  z.strictObject({ spawn }),
  z.strictObject({ exchange }),
  z.strictObject({ judge }),
]);

export type LeafCondition = z.infer<typeof leafCondition>;

const rateOf = z.union([
  z.strictObject({ call }),
  z.strictObject({ write }),
  z.strictObject({ read }),
  z.strictObject({ say }),
  z.strictObject({ refusal }),
]);

const rate = z
  .strictObject({
    of: rateOf.describe('What is counted.'),
    against: z
      .enum(['agent', 'peers'])
      .optional()
      .describe("agent: the agent's own other sessions. peers: all other sessions. Default agent."),
    falseAlarms: z
      .number()
      .min(1e-9)
      .max(0.05)
      .optional()
      .describe('Chance that a session like the others is called, for each session that is tested. Default 0.0001.'),
    sessions: z.int().min(3).max(1_000_000).optional().describe('Least other sessions to compare with. Default 10.'),
  })
  .describe('It happens more often than in comparable sessions: an over-dispersed count test.');

export type RateCondition = { rate: z.infer<typeof rate> };

/** A condition: one key says what it is. */
export type Condition =
  | LeafCondition
  | RateCondition
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { inOrder: Condition[] };

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    leafCondition,
    z.strictObject({ rate }),
    z.strictObject({ all: z.array(condition).min(1).max(50).describe('Every one of them.') }),
    z.strictObject({ any: z.array(condition).min(1).max(50).describe('At least one of them.') }),
    z.strictObject({ not: condition }).describe('It does not hold, at the time when the others do.'),
    z.strictObject({ inOrder: z.array(condition).min(2).max(10).describe('One after another, in this order.') }),
  ]),
);

export const behaviour = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,59}$/)
      .describe('Names it in every table.'),
    title: z.string().max(200),
    version: z.string().max(40).describe('Of the case definition. Change it whenever the conditions change.'),
    why: z.string().max(2000).optional().describe('Why it matters, and what it is known to miss or to call wrongly.'),
    suspected: condition.optional(),
    probable: condition.optional(),
  })
  .refine((b) => b.suspected !== undefined || b.probable !== undefined, {
    message: 'a behaviour needs a condition: suspected, probable or both',
  });

export type Behaviour = z.infer<typeof behaviour>;

export const judgeDeclaration = z.union([
  z.strictObject({
    name: z.string().min(1).max(100),
    command: z
      .array(z.string())
      .min(1)
      .describe('Program and arguments, started without a shell for each text: one JSON object in, one out.'),
    timeoutSeconds: z.number().min(0.1).max(600).optional().describe('Default 30.'),
    most: z.int().min(1).optional().describe('Most texts that it is asked about in one run. Default 1,000.'),
  }),
  z.strictObject({
    name: z.string().min(1).max(100),
    url: z.url().describe('It is posted one JSON object. Text leaves this machine: needs --allow-judge HOST.'),
    timeoutSeconds: z.number().min(0.1).max(600).optional().describe('Default 30.'),
    most: z.int().min(1).optional().describe('Most texts that it is asked about in one run. Default 1,000.'),
  }),
]);

export type JudgeDeclaration = z.infer<typeof judgeDeclaration>;

export const behavioursFile = z.strictObject({
  version: z.literal(BEHAVIOURS_FILE_VERSION),
  judges: z.array(judgeDeclaration).max(20).optional(),
  behaviours: z.array(behaviour).min(1).max(200),
});

export type BehavioursFile = z.infer<typeof behavioursFile>;
