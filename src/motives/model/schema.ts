import { z } from 'zod';
import { CHANNELS } from '../../fleet/channel.ts';
import { PRIORS } from './types.ts';

// The shape of a model file, before names are looked up: read.ts makes a Model of it, check.ts looks at what it means.

const MOST = 500;
const id = z
  .string()
  .regex(
    /^[A-Za-z_]\w{0,63}$/,
    'a name has letters, digits and _, does not begin with a digit, and has at most 64 of them',
  )
  // Names of what every object has would find that instead of nothing.
  .refine((name) => !(name in {}), 'this name is taken');
const label = z.string().max(300);
const number = z.number();
const share = z.number().min(0).max(1);
const amount = z.number().min(0).max(1e9);
const formula = z.union([z.string(), z.number()]).transform(String);

/** At most 500 entries under names that formulas can use. */
const named = <T extends z.ZodType>(value: T) =>
  z.record(id, value).refine((entries) => Object.keys(entries).length <= MOST, `at most ${MOST} entries`);
const amounts = named(amount);

const about = { label: label.optional(), note: z.string().max(2_000).optional() };

/** One of the six ways to write how a node comes about. */
const mechanism = {
  given: z.strictObject({ given: number, ...about }),
  property: z.strictObject({ property: z.literal(true), ...about }),
  p: z.strictObject({ p: formula, ...about }),
  value: z.strictObject({ value: formula, ...about }),
  any: z.strictObject({ any: named(number), leak: number.default(0), ...about }),
  rows: z.strictObject({
    parents: z.array(id).max(16),
    values: z.array(number).min(1).max(64).default([0, 1]),
    rows: z.array(z.array(number).max(64)).max(65_536),
    ...about,
  }),
};

/** The kind is the key that is there, so that a mistake is told about that kind and not about all six. */
export const node = z.record(z.string(), z.unknown()).transform((raw, context) => {
  const kinds = (Object.keys(mechanism) as (keyof typeof mechanism)[]).filter((kind) => kind in raw);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    context.addIssue({ code: 'custom', message: 'a node has exactly one of given, property, p, value, any, rows' });
    return z.NEVER;
  }
  const read = mechanism[kind].safeParse(raw);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** `[estimate, lower, upper]`, or one number that is known exactly. */
const range = z
  .union([z.tuple([amount, amount, amount]), amount.transform((n): [number, number, number] => [n, n, n])])
  .transform(([estimate, lower, upper]) => ({ estimate, lower, upper }))
  .refine((r) => r.lower <= r.estimate && r.estimate <= r.upper, 'write [estimate, lower, upper], in that sense');

const traits = z
  .strictObject({
    bits: number.min(0).max(1e4).default(5),
    members: number.positive().max(1e300).default(1),
    cost: number.min(0).max(1e3).default(0),
    human: number.min(-1e3).max(1e3).default(0),
    salience: number.min(-1e3).max(1e3).default(0),
    detectable: share.default(0),
  })
  .prefault({});

const gate = z
  .strictObject({
    contexts: named(share).default({}),
    situations: named(share).default({}),
    otherwise: share.default(1),
  })
  .prefault({});

export const modelFile = z.strictObject({
  name: label.default('unnamed'),
  about: z.string().max(5_000).default(''),
  graph: z.strictObject({
    selection: id,
    reward: id,
    intended: z.array(id).max(MOST).default([]),
    internal: z.array(id).max(MOST).default([]),
    classification: z
      .strictObject({ edges: z.int().min(0).max(100).default(2), tolerance: share.default(0.5) })
      .prefault({}),
  }),
  nodes: named(node),
  actions: named(z.object({ label: label.optional(), like: id.optional() }).catchall(number)),
  situations: named(
    z.strictObject({
      label: label.optional(),
      phase: z.enum(['training', 'held-out', 'deployment']),
      watched: z.boolean(),
      set: named(number).default({}),
      weight: amount.default(1),
    }),
  ),
  contexts: named(
    z.strictObject({
      label: label.optional(),
      situation: id,
      weight: amount.default(1),
      set: named(number).default({}),
      base: amounts.default({}),
    }),
  ),
  patterns: named(
    z.strictObject({ ...about, goal: named(number), gate, weight: number.min(0).max(1e3).default(0.1), traits }),
  ),
  beliefs: z
    .strictObject({
      capability: z
        .custom<number>((q) => typeof q === 'number' && q >= 1, 'a number of at least 1; .inf is the true graph')
        .default(20),
      recognition: share.default(0.9),
      draws: z.int().min(1).max(1_000).default(8),
      seed: z.int().default(1),
    })
    .prefault({}),
  selection: z
    .strictObject({
      decisiveness: amount.max(1e3).default(6),
      votes: z.enum(['unit', 'raw']).default('unit'),
      steps: amount.max(1e6).default(40),
      learning: amount.max(1e6).default(40),
      mutation: share.default(0),
      atrophy: share.default(0.02),
      stages: z
        .array(z.strictObject({ id, steps: amount.default(1), contexts: amounts.default({}) }))
        .max(100)
        .default([]),
    })
    .prefault({}),
  priors: z.partialRecord(z.enum(PRIORS), amount.max(1e3)).default({}),
  operations: named(
    z.strictObject({
      label: label.optional(),
      source: label.default(''),
      strength: share.default(0),
      replace: named(node).default({}),
      contexts: amounts.default({}),
      white_box: z.boolean().default(false),
    }),
  ).default({}),
  writing: z.strictObject({ like: id, visible: id.optional(), base: amount.default(0.02) }).optional(),
  channels: z
    .partialRecord(
      z.enum(CHANNELS),
      z.strictObject({
        reach: formula,
        visible: share.default(0),
        accidental: range,
        deliberate: range,
        reads: range,
        adoption: range,
        decay: range,
        removal: range,
      }),
    )
    .default({}),
  instances: z
    .strictObject({ sessions: range, turnover: range, detection: range })
    .prefault({ sessions: 1, turnover: 1, detection: 0 }),
  reflection: z
    .strictObject({
      strength: share.default(0),
      target: id.optional(),
      rate: named(share).default({}),
      deliberation: amount.max(100).default(1),
    })
    .prefault({}),
  personas: named(z.strictObject({ label: label.optional(), prior: amount, patterns: amounts })).default({}),
  exposures: named(
    z.strictObject({ label: label.optional(), carries: z.array(id).max(MOST), likelihood: amounts.default({}) }),
  ).default({}),
});

export type ModelFile = z.output<typeof modelFile>;
export type NodeFile = z.output<typeof node>;
