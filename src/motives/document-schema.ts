import { z } from 'zod';
import { CHANNELS } from '../fleet/channel.ts';
import { PRIORS } from './model/types.ts';
import { ARCHETYPES } from './result.ts';
import { ROUTE_INPUTS } from './routes/routes.ts';

/**
 * The zod schema of the JSON that `cordon motives --format json` writes, and of the data that its page embeds: a
 * MotivesDocument after JSON. `schemas/motives.schema.json` is made from it.
 *
 * Version 1. New optional fields may be added within a version; nothing is renamed or removed. It is made when it is
 * called, as a run of the model has no use for it.
 */
export function motivesDocumentSchema() {
  const parts = makeParts();
  const { candidate, settings } = parts;
  return z.object({
    version: z.literal(1),
    tool: z.object({ name: z.literal('cordon'), version: z.string() }),
    file: z.string().nullable().describe('Name of the model file; null for the built-in model.'),
    warnings: z.array(z.string()).describe('Of the model file, with their lines.'),
    model: modelSchema(parts),
    settings: settings.partial().describe('What was chosen over the model file.'),
    tests: z.array(candidate),
    observed: z.array(z.object({ test: z.string(), context: z.string(), outcome: z.string(), times: z.int().min(1) })),
    result: resultSchema(parts),
    audit: auditSchema(parts),
    routes: routesSchema(parts),
  });
}

type Parts = ReturnType<typeof makeParts>;

/** What several sections have. */
function makeParts() {
  const id = z.string();
  const share = z.number().min(0).max(1);
  const weight = z.number().min(0);
  const byName = z.record(z.string(), z.number());
  const unbounded = z.number().nullable().describe('null: it has no bound.');
  const channel = z.enum(CHANNELS);
  const phase = z.enum(['training', 'held-out', 'deployment']);

  const range = z
    .object({ estimate: unbounded, lower: unbounded, upper: unbounded })
    .describe('An assumed number with the range that is thought possible, or what follows from such numbers.');

  const estimate = z
    .object({ mean: z.number(), standardError: z.number().min(0).nullable() })
    .describe('Mean over random belief graphs; standardError is null where there is one.');

  const priors = z.object(
    Object.fromEntries(PRIORS.map((prior) => [prior, weight])) as Record<(typeof PRIORS)[number], typeof weight>,
  );

  const settings = z.object({
    capability: unbounded.describe(
      'q, at least 1: beliefs are the true graph but for a share of 1/q; null: the true graph.',
    ),
    recognition: share,
    draws: z.int().min(1),
    seed: z.int(),
    steps: weight,
    learning: weight,
    decisiveness: weight,
    mutation: share,
    priors: priors.partial(),
    priorStrength: weight,
    operations: z.record(z.string(), share),
    reflection: share,
    deliberation: weight,
  });

  const candidate = z.object({
    id,
    label: z.string(),
    contexts: byName.describe('How often each context is chosen, relative to the others.'),
    observe: z
      .union([z.enum(['actions', 'internals']), z.array(z.string())])
      .describe('What is seen; a list has nodes.'),
    episodes: z.int().min(1),
    cost: z.number().positive(),
    strength: share.describe('Chance that an episode is seen.'),
  });

  const mechanism = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('given'), value: z.number() }),
    z.object({ kind: z.literal('property') }),
    z.object({ kind: z.literal('chance'), formula: z.string().describe('Probability of 1.') }),
    z.object({ kind: z.literal('value'), formula: z.string() }),
    z.object({ kind: z.literal('any'), causes: byName, leak: z.number() }),
    z.object({
      kind: z.literal('table'),
      parents: z.array(id),
      values: z.array(z.number()),
      rows: z.array(z.array(z.number())),
    }),
  ]);
  return {
    id,
    share,
    weight,
    byName,
    unbounded,
    channel,
    phase,
    range,
    estimate,
    priors,
    settings,
    candidate,
    mechanism,
  };
}

function modelSchema({ id, share, weight, byName, channel, phase, range, priors, settings, mechanism }: Parts) {
  const named = { id, label: z.string() };
  return z
    .object({
      name: z.string(),
      about: z.string(),
      graph: z.object({
        nodes: z.array(z.object({ ...named, mechanism, note: z.string().optional() })),
        selection: id.describe('S.'),
        reward: id.describe('R.'),
        intended: z.array(id),
        internal: z.array(id),
        spread: z.partialRecord(channel, id),
        classification: z.object({ edges: z.int().min(0), tolerance: share }),
      }),
      actions: z.array(z.object({ ...named, properties: byName, writes: channel.optional(), without: id.optional() })),
      situations: z.array(z.object({ ...named, phase, watched: z.boolean(), set: byName, weight })),
      contexts: z.array(z.object({ ...named, situation: id, weight, set: byName, base: byName })),
      patterns: z.array(
        z.object({
          ...named,
          goal: byName,
          gate: z.object({ contexts: byName, situations: byName, otherwise: share }),
          weight,
          traits: z.object({
            bits: weight,
            members: weight,
            cost: weight,
            human: z.number(),
            salience: z.number(),
            detectable: share,
          }),
          note: z.string().optional(),
        }),
      ),
      beliefs: settings.pick({ capability: true, recognition: true, draws: true, seed: true }),
      selection: z.object({
        decisiveness: weight,
        votes: z.enum(['unit', 'raw']),
        steps: weight,
        learning: weight,
        mutation: share,
        atrophy: share,
        stages: z.array(z.object({ id, steps: weight, contexts: byName })),
      }),
      priors,
      operations: z.array(
        z.object({
          ...named,
          source: z.string(),
          strength: share,
          replace: z.record(z.string(), mechanism),
          contexts: byName,
          whiteBox: z.boolean(),
        }),
      ),
      channels: z.array(
        z.object({
          channel,
          accidental: range,
          deliberate: range,
          reads: range,
          adoption: range,
          decay: range,
          removal: range,
        }),
      ),
      instances: z.object({ sessions: range, turnover: range, detection: range }),
      reflection: z.object({ strength: share, target: id, rate: byName, deliberation: weight }),
      personas: z.array(z.object({ ...named, prior: weight, patterns: byName })),
      exposures: z.array(z.object({ ...named, carries: z.array(id), likelihood: byName })),
    })
    .describe('The model file, read. Every number in it is an assumption.');
}

function resultSchema({
  id,
  share,
  weight,
  byName,
  unbounded,
  channel,
  phase,
  range,
  estimate,
  priors,
  settings,
}: Parts) {
  const classification = z.object({
    archetype: z.enum(ARCHETYPES),
    subtype: z.string().nullable(),
    reason: z.string(),
    downstreamOfSelection: z.boolean(),
    optimal: z.boolean(),
    explains: share.nullable(),
  });
  const behaviour = z.object({
    context: id,
    phase,
    actions: z.array(share).describe('Probabilities in the order of result.actions.'),
    outcomes: byName.describe('Expected value of every node.'),
    influence: weight.describe('KL(policy without the pattern || policy), nats.'),
  });
  const kappa = z
    .object({
      channel,
      context: id,
      kappa: estimate,
      unwatched: estimate,
      detectionCost: share,
      writes: range.describe('Per session.'),
    })
    .describe("The motive to write to a channel. This project's own step, not the authors'.");
  const strain = z.object({
    pattern: id,
    channels: z.array(z.object({ channel, writes: range, reads: range, adoption: range, loss: range, r0: range })),
    r0: range,
    accidentalR0: range,
  });
  const pattern = z.object({
    id,
    label: z.string(),
    classification,
    fitness: estimate.describe('E[S] of the pattern alone in charge, less its cost.'),
    prior: share,
    share: estimate.describe('After selection, one pattern in charge.'),
    weight: estimate.describe('After selection, all patterns in one policy.'),
    influence: z.object({ training: estimate, 'held-out': estimate, deployment: estimate }),
    behaviour: z.array(behaviour),
    kappa: z.array(kappa),
    gaps: z.array(z.object({ context: id, gap: estimate, intended: byName })),
    strain,
  });
  return z.object({
    model: z.string(),
    settings: settings.extend({ priors }),
    method: z.enum(['exact', 'sampled']),
    actions: z.array(id),
    patterns: z.array(pattern).describe("In the model's order."),
    divergence: z
      .array(z.object({ a: id, b: id, training: weight, heldOut: weight, deployment: weight }))
      .describe('Jensen-Shannon divergence of what two patterns do, nats.'),
    path: z.array(z.object({ stage: z.string(), shares: z.array(share) })),
    personas: z.array(z.object({ id, label: z.string(), prior: share, posterior: share })),
    exposures: z.array(
      z.object({
        id,
        label: z.string(),
        before: share,
        after: z.array(z.object({ readings: z.int(), probability: share })),
        logLikelihoodRatio: unbounded,
      }),
    ),
    notes: z.array(z.string()).describe('What must stand beside the numbers.'),
  });
}

function auditSchema({ share, weight, candidate }: Parts) {
  const pair = z.object({ a: z.string(), b: z.string(), bits: weight });
  return z.object({
    kinds: z.array(z.object({ kind: z.string(), prior: share, posterior: share })),
    entropy: weight.describe('Bits.'),
    tests: z
      .array(
        z.object({
          test: candidate,
          gain: z.object({ bits: weight, standardError: z.number().min(0).nullable() }),
          perCost: weight,
          separates: pair.nullable(),
        }),
      )
      .describe('By information per cost, best first.'),
    alike: z.array(pair).describe('Kinds that no test here tells apart.'),
  });
}

function routesSchema({ share, range }: Parts) {
  const route = z.object({ lower: share, upper: share });
  const inputs = Object.fromEntries(ROUTE_INPUTS.map((input) => [input, range])) as Record<
    (typeof ROUTE_INPUTS)[number],
    typeof range
  >;
  return z.object({
    inputs: z.object(inputs),
    byStealth: z.array(
      z.object({ stealth: share, deceptive: route, spread: route, verdict: z.enum(['spread', 'deceptive', 'open']) }),
    ),
    conditions: z.array(
      z.object({
        input: z.enum(ROUTE_INPUTS),
        stealth: share,
        spreadLikelier: z.enum(['above', 'below', 'always', 'never']),
        value: z.number().nullable(),
        range,
      }),
    ),
  });
}
