import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('quotes what needs it and disarms formulas', () => {
  expect(
    toCsv([
      ['a,b', 'say "x"', null, 3],
      ['=1+1', '@cmd', '-2', 'ok'],
    ]),
  ).toBe('"a,b","say ""x""",,3\r\n\'=1+1,\'@cmd,\'-2,ok\r\n');
});
