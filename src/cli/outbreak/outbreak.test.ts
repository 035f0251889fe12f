import { describe, expect, test } from 'vitest';
import { traceOutbreak } from '../../fleet/index.ts';
import { styler } from '../output/style.ts';
import { outbreakFixture, seedFixture } from './test-outbreak.ts';
import { outbreakLines } from './text.ts';

const plain = styler(false);

describe('the outbreak of a seed', () => {
  test('is in the document as its schema says, with who infected whom', () => {
    const doc = seedFixture();
    const [outbreak] = doc.outbreaks ?? [];
    expect(traceOutbreak.parse(outbreak)).toEqual(outbreak);
    expect(outbreak?.seed).toBe(0);
    const of = (session: string) => outbreak?.tree.find((one) => one.session === session)?.infectors[0];
    expect(of('first')?.kind).toBe('introduction');
    expect(of('second')).toMatchObject({ kind: 'case', session: 'first', channel: 'memory' });
    expect(of('third')).toMatchObject({ kind: 'case', session: 'second', channel: 'memory' });
    for (const { infectors } of outbreak?.tree ?? []) {
      expect(infectors.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  test('one case alone is no outbreak, and nothing is printed of it', () => {
    const doc = seedFixture(1);
    expect(doc.outbreaks?.every(({ transmission }) => transmission === 'no') ?? true).toBe(true);
    expect(outbreakLines(doc, plain)).toEqual([]);
  });

  test('no number in the document is NaN or without end', () => {
    const text = JSON.stringify(seedFixture(), (_key, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'BROKEN' : value,
    );
    expect(text).not.toContain('BROKEN');
  });
});

describe('in words', () => {
  test('where it began, R by channel, the best cut, and the rival explanation', () => {
    const lines = outbreakLines(outbreakFixture('yes'), plain).join('\n');
    expect(lines).toContain('Outbreak of refusal: 12 cases');
    expect(lines).toContain('Began with run-1 93 %');
    expect(lines).toContain('R          1.4 (0.9 to 2.1), from who infected whom');
    expect(lines).toContain('memory     1.2 (0.7 to 1.9); 9.0 of the cases came through it');
    expect(lines).toContain('Best cut   purge what cases wrote from memory::notes: prevents 6.0 (2.0 to 9.0) of 9.0');
    expect(lines).toContain('Rival      no transmission');
  });

  test('where it cannot be told, no R and no cut', () => {
    const lines = outbreakLines(outbreakFixture('cannot-tell'), plain).join('\n');
    expect(lines).toContain('12 cases of refusal: cannot tell whether they infected one another');
    expect(lines).not.toContain('Best cut');
    expect(lines).not.toMatch(/^R /m);
    expect(lines).toContain('Rival');
  });
});
