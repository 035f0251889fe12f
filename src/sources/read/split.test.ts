import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineSplitter, ObjectSplitter, type Splitter, type SplitterHandlers } from './split.ts';

function split(
  make: (handlers: SplitterHandlers) => Splitter,
  bytes: Buffer,
  cuts: readonly number[] = [],
): { records: [string, number][]; problems: [number, string][] } {
  const records: [string, number][] = [];
  const problems: [number, string][] = [];
  const splitter = make({
    record: (record, line) => records.push([record.toString('utf8'), line]),
    problem: (line, reason) => problems.push([line, reason]),
  });
  const at = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let start = 0;
  for (const end of at) {
    splitter.push(bytes.subarray(start, end));
    start = end;
  }
  splitter.end();
  return { records, problems };
}

const lines =
  (bound = 1 << 20) =>
  (handlers: SplitterHandlers) =>
    new LineSplitter(bound, handlers);
const objects =
  (bound = 1 << 20) =>
  (handlers: SplitterHandlers) =>
    new ObjectSplitter(bound, handlers);

describe('LineSplitter', () => {
  test('gives what split gives without the blanks before it, wherever the blocks are cut', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '\r', '{', '\u2028') });
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat()), (texts, newline, cuts) => {
        const joined = texts.join(newline);
        const expected = joined
          .split('\n')
          .map((text, i): [string, number] => [text.replace(/\r$/, '').replace(/^[ \r]+/, ''), i + 1])
          .filter(([text]) => text !== '');
        expect(split(lines(), Buffer.from(joined), cuts).records).toEqual(expected);
      }),
    );
  });

  test('passes a flood of blank lines quickly', () => {
    const block = Buffer.alloc(1 << 20, '\n');
    const { records } = split(lines(), Buffer.concat([...Array.from({ length: 24 }, () => block), Buffer.from('{}')]));
    expect(records).toEqual([['{}', 24 * (1 << 20) + 1]]);
  }, 2000);

  test('leaves comment lines out and still counts them', () => {
    expect(split(lines(), Buffer.from('// where from\n# what\n\n{}\n')).records).toEqual([['{}', 4]]);
  });

  test('names a line beyond the bound, whatever the blocks, and goes on after it', () => {
    const bytes = Buffer.from(`ok\n${'x'.repeat(50)}\nfine`);
    for (const cuts of [[], [10], [3, 20, 53], [5, 6, 7, 8, 9]]) {
      const { records, problems } = split(lines(20), bytes, cuts);
      expect(records).toEqual([
        ['ok', 1],
        ['fine', 3],
      ]);
      expect(problems).toEqual([[2, 'a line longer than 0 MiB']]);
    }
  });
});

describe('ObjectSplitter', () => {
  test('names an empty array, and reads what comes after it', () => {
    expect(split(objects(), Buffer.from('[]\n{"a":1}\n'))).toEqual({
      records: [['{"a":1}', 2]],
      problems: [[1, 'an empty array: no record']],
    });
    expect(split(objects(), Buffer.from('{"a":1}\n[]\n')).problems).toEqual([[2, 'an empty array: no record']]);
    expect(split(objects(), Buffer.from('[]\n')).problems).toEqual([]);
    expect(split(objects(), Buffer.from('[\n{"a":[]},\n{"b":2}\n]\n')).problems).toEqual([]);
  });

  test('gives the elements of an array, wherever the blocks are cut', () => {
    const record = fc.record({ a: fc.jsonValue({ maxDepth: 3 }), b: fc.string() });
    fc.assert(
      fc.property(fc.array(record), fc.constantFrom(0, 2), fc.array(fc.nat()), (values, indent, cuts) => {
        const { records, problems } = split(objects(), Buffer.from(JSON.stringify(values, null, indent)), cuts);
        expect(records.map(([text]) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(values)));
        expect(problems).toEqual([]);
      }),
    );
  });

  test('gives objects that follow one another, with the line that each starts on', () => {
    expect(split(objects(), Buffer.from('{\n"a": "}"\n}\n\n{"b": 1}')).records).toEqual([
      ['{\n"a": "}"\n}', 1],
      ['{"b": 1}', 5],
    ]);
  });

  test('names what is no object, what is not closed and what is too long', () => {
    const { records, problems } = split(objects(10), Buffer.from(`[1, {"a":1},\n{"b":"${'x'.repeat(20)}"},\n{"c"`));
    expect(records).toEqual([['{"a":1}', 1]]);
    expect(problems).toEqual([
      [1, 'not a JSON object'],
      [2, 'a JSON object longer than 0 MiB'],
      [3, 'a JSON object that is not closed'],
    ]);
  });

  test('never throws on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.array(fc.nat()),
        (bytes, cuts) => void split(objects(8), Buffer.from(bytes), cuts),
      ),
    );
  });
});
