import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type CandidateTest, testsOf } from './audit/tests.ts';
import { type MotivesDocument, motivesDocument } from './document.ts';
import { motivesDocumentSchema } from './document-schema.ts';
import { readModel } from './model/read.ts';
import type { Model } from './model/types.ts';
import { DEFAULT_MODEL } from './models/default.ts';
import type { Settings } from './result.ts';
import { randomModel } from './test-model.ts';

const MODEL = readModel(DEFAULT_MODEL, 'default.yaml').model!;
const schema = motivesDocumentSchema();
const published = new Ajv2020({ strict: false }).compile(z.toJSONSchema(schema, { io: 'input' }));

function written(model: Model, settings: Settings = {}, tests: readonly CandidateTest[] = testsOf(model)): unknown {
  const asked = { file: null, warnings: [], model, settings, tests, observed: [] };
  return JSON.parse(JSON.stringify(motivesDocument(asked, '1.2.3')));
}

const several: CandidateTest = {
  id: 'week',
  label: 'a week of use',
  contexts: { use_routine_alone: 4, use_ambitious_alone: 1 },
  observe: ['rm_score', 'caught'],
  episodes: 5,
  cost: 3,
  strength: 0.5,
};
const exposed: Model = { ...MODEL, selection: { ...MODEL.selection, stages: [{ id: 'one', steps: 1, contexts: {} }] } };

describe('the schema of the document', () => {
  test.each<[string, unknown]>([
    ['the default run', written(MODEL)],
    ['the true graph', written(MODEL, { capability: Number.POSITIVE_INFINITY, priors: { speed: 0 } })],
    ['operations and reflection', written(MODEL, { operations: { white_box: 1 }, reflection: 1, draws: 2 })],
    ['a test of several episodes, and stages', written(exposed, { draws: 2 }, [several])],
    ...[1, 2, 3].map((seed): [string, unknown] => [`random model ${seed}`, written(randomModel(seed), { draws: 2 })]),
  ])('describes every field of %s', (_, doc) => {
    // What the schema does not know would be left out of what it reads.
    expect(schema.parse(doc)).toEqual(doc);
    expect(published(doc), JSON.stringify(published.errors?.slice(0, 3))).toBe(true);
  });

  test.each<[string, (doc: MotivesDocument) => unknown]>([
    ['another version', (doc) => ({ ...doc, version: 2 })],
    ['no result', ({ result: _, ...doc }) => doc],
    ['a kind that there is not', (doc) => JSON.parse(JSON.stringify(doc).replace('"fitness-seeker"', '"saint"'))],
    ['a share above 1', (doc) => ({ ...doc, audit: { ...doc.audit, kinds: [{ kind: 'x', prior: 2, posterior: 0 }] } })],
  ])('refuses %s', (_, change) => {
    const doc = change(written(MODEL, { draws: 1 }) as MotivesDocument);
    expect(schema.safeParse(doc).success).toBe(false);
    expect(published(doc)).toBe(false);
  });
});
