import { z } from 'zod';
import type { CandidateTest, Model, Observation } from '../../motives/index.ts';
import { testsOf } from '../../motives/index.ts';
import { readYamlFile } from '../config/yaml-file.ts';

const name = z.string().min(1).max(64);
const test = z.strictObject({
  label: z.string().max(300).optional(),
  contexts: z.union([
    z.record(name, z.number().min(0).max(1e9)),
    z.array(name).transform((ids) => Object.fromEntries(ids.map((id) => [id, 1]))),
  ]),
  observe: z.union([z.literal('actions'), z.literal('internals'), z.array(name).min(1).max(8)]).default('actions'),
  episodes: z.int().min(1).max(1_000).default(1),
  cost: z.number().positive().max(1e12).default(1),
  strength: z.number().min(0).max(1).default(1),
});

const testsFile = z.strictObject({
  /** Candidate tests by name; none: those that the model gives. */
  tests: z.record(name, test).default({}),
  /** What was seen already. */
  observed: z
    .array(
      z.strictObject({ test: name, context: name, outcome: z.string().max(600), times: z.int().min(1).default(1) }),
    )
    .max(10_000)
    .default([]),
});

/** The file with its names looked up, so that one that the model does not have is told with its line. */
function testsFileOf(model: Model) {
  const contexts = model.contexts.map(({ id }) => id);
  const nodes = model.graph.nodes.map(({ id }) => id);
  return testsFile.superRefine(({ tests, observed }, { addIssue }) => {
    const need = (kind: string, known: readonly string[], wanted: string, path: (string | number)[]): void => {
      if (known.includes(wanted)) return;
      addIssue({ code: 'custom', path, message: `there is no ${kind} ${wanted}; there are ${known.join(', ')}` });
    };
    const own = testsOrThoseOf(model, tests);
    for (const [id, { contexts: where, observe }] of Object.entries(tests)) {
      for (const one of Object.keys(where)) need('context', contexts, one, ['tests', id, 'contexts', one]);
      if (typeof observe !== 'string') for (const one of observe) need('node', nodes, one, ['tests', id, 'observe']);
    }
    for (const [i, { test: id, context, outcome }] of observed.entries()) {
      const seen = own.find((one) => one.id === id);
      need(
        'test',
        own.map((one) => one.id),
        id,
        ['observed', i, 'test'],
      );
      need('context', contexts, context, ['observed', i, 'context']);
      if (seen?.observe === 'actions')
        need(
          'action',
          model.actions.map((a) => a.id),
          outcome,
          ['observed', i, 'outcome'],
        );
      if (seen?.observe === 'internals') need('outcome', ['flagged', 'clean'], outcome, ['observed', i, 'outcome']);
    }
  });
}

/** The tests of `--audit TESTS`, or those that the model gives. @throws CordonError `bad-config` with file and line */
export function readTests(path: string | undefined, model: Model): { tests: CandidateTest[]; observed: Observation[] } {
  if (path === undefined) return { tests: testsOf(model), observed: [] };
  const { tests, observed } = readYamlFile(path, testsFileOf(model));
  return { tests: testsOrThoseOf(model, tests), observed };
}

function testsOrThoseOf(model: Model, tests: z.output<typeof testsFile>['tests']): CandidateTest[] {
  const own = Object.entries(tests).map(([id, one]) => ({ ...one, id, label: one.label ?? id.replaceAll('_', ' ') }));
  return own.length > 0 ? own : testsOf(model);
}
