import { describe, expect, test } from 'vitest';
import { Words } from '../lineage/index.ts';
import { TextLens } from './index.ts';
import { note, RULE, run } from './test-steps.ts';

describe('lines that a search printed behind the name of their file', () => {
  const lines = RULE.split(' ').reduce<string[]>((list, word, i) => {
    if (i % 5 === 0) list.push(word);
    else list[list.length - 1] += ` ${word}`;
    return list;
  }, []);
  test.each([
    ['its path', (line: string) => `memory/team/notes.md:${line}`],
    ['its path and line', (line: string, i: number) => `memory/team/notes.md:${i + 3}:${line}`],
    ['its path and line, around a hit', (line: string, i: number) => `notes.md-${i + 3}-${line}`],
    ['the line', (line: string, i: number) => `${i + 3}:${line}`],
  ])('%s', (_, prefix) => {
    const found = lines.map(prefix).join('\n');
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', read: note, text: found },
        { s: 'c', read: null, text: `${found}\n` },
      ]),
    ).toEqual(['a>b id', 'a>c content']);
  });
  test('a text with colons is left as it is', () => {
    const text = 'Note: one\nhttps://x.invalid/a: two\nwarning: three\n12:30 four';
    expect(new TextLens().look(text).words.count).toBe(new Words().set(text).count);
  });
});
