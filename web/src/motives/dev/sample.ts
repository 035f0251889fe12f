import {
  DEFAULT_MODEL,
  type MotivesDocument,
  motivesDocument,
  readModel,
  type Settings,
  testsOf,
} from '../../../../src/motives/index.ts';

/** A document of the built-in model, or of a model file's text, as a command would put it into the page. */
export function sampleDocument(text = DEFAULT_MODEL, settings: Settings = {}): MotivesDocument {
  const { model, problems } = readModel(text, 'sample.yaml');
  if (!model) throw new Error(problems[0]?.message);
  const asked = { file: null, warnings: [], model, settings, tests: testsOf(model), observed: [] };
  return JSON.parse(JSON.stringify(motivesDocument(asked, '0.0.0-dev'))) as MotivesDocument;
}
