import { expect, test } from 'vitest';
import { Words } from '../../../lineage/index.ts';
import { Units } from './units.ts';

function units(text: string): string[] {
  const made = new Units().set(text, new Words().set(text));
  return Array.from({ length: made.count }, (_, i) => text.slice(made.start[i]!, made.end[i]!));
}

const FIRST = 'The committee has looked at the second plan and wants us to';
const REST = 'send it to the printer on Monday';

test.each(['\n', '\n> ', '\n>> ', '\n * ', '\n  '])(
  'a wrapped line behind %j is one sentence with the one before',
  (mark) => {
    expect(units(`${FIRST}${mark}${REST}`)).toHaveLength(1);
  },
);

test.each(['\n\n> ', '\n- ', '\n* ', '\n# '])('what begins behind %j is a unit of its own', (mark) => {
  expect(units(`${FIRST}${mark}${REST}`)).toHaveLength(2);
});
