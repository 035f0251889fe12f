import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { modelOfJson, motivesDocument } from './document.ts';
import { rerun } from './rerun.ts';
import { describeRun, prepareRun } from './run.ts';
import { randomModel } from './test-model.ts';

const settings = fc.record(
  {
    steps: fc.double({ min: 0, max: 100, noNaN: true }),
    learning: fc.double({ min: 0, max: 100, noNaN: true }),
    priorStrength: fc.double({ min: 0, max: 2, noNaN: true }),
    capability: fc.constantFrom(2, 20, Number.POSITIVE_INFINITY),
    recognition: fc.constantFrom(0, 0.9),
    decisiveness: fc.constantFrom(2, 6),
    mutation: fc.constantFrom(0, 0.01),
  },
  { requiredKeys: [] },
);

property.prop([fc.nat(1e6), settings, settings], { numRuns: 40 })(
  'running again gives what a fresh run gives, to the last bit',
  (seed, first, second) => {
    const model = randomModel(seed);
    const again = rerun(prepareRun(model, { draws: 2, ...first }), { draws: 2, ...second });
    expect(describeRun(again)).toEqual(describeRun(prepareRun(model, { draws: 2, ...second })));
  },
);

test('a capability without bound survives JSON', () => {
  const model = randomModel(3);
  const exact = { ...model, beliefs: { ...model.beliefs, capability: Number.POSITIVE_INFINITY } };
  const asked = { file: null, warnings: [], model: exact, settings: {}, tests: [], observed: [] };
  const read = JSON.parse(JSON.stringify(motivesDocument(asked, '1')));
  expect(modelOfJson(read.model)).toEqual(exact);
});
