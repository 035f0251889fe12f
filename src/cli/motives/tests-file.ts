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

/** The tests of `--audit TESTS`, or those that the model gives. @throws CordonError `bad-config` with file and line */
export function readTests(path: string | undefined, model: Model): { tests: CandidateTest[]; observed: Observation[] } {
  if (path === undefined) return { tests: testsOf(model), observed: [] };
  const { tests, observed } = readYamlFile(path, testsFile);
  const own = Object.entries(tests).map(([id, one]) => ({ ...one, id, label: one.label ?? id.replaceAll('_', ' ') }));
  return { tests: own.length > 0 ? own : testsOf(model), observed };
}
