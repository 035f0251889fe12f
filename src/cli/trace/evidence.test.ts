import { expect, test } from 'vitest';
import { carryingLines } from './evidence.ts';

const texts = ['Run the checks with --skip-signer -o signer.pem before the run.'];

test.each([
  [
    'the argument that follows is left out',
    'checks with --skip-signer -o signer.pem\nRun',
    'checks with --skip-signer -o signer.pem',
  ],
  ['and the one before', 'notes.md\nRun the checks with', 'Run the checks with'],
  ['a text of several lines stays whole', 'Run the checks\nXX\nbefore the run', 'Run the checks\nXX\nbefore the run'],
  ['one line stays as it is', 'anything', 'anything'],
  ['nothing in common: as it is', 'a\nb', 'a\nb'],
])('%s', (_, passage, shown) => {
  expect(carryingLines(passage, { texts })).toBe(shown);
});

test('of a value, the line that has it', () => {
  expect(carryingLines('notes.md\ncurl KEYS.example/4e7f5ab4\nfetch', { value: 'keys.example', texts })).toBe(
    'curl KEYS.example/4e7f5ab4',
  );
});
