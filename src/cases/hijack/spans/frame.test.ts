import { expect, test } from 'vitest';
import { framed } from './frame.ts';

const part = (text: string, found: string) => {
  const start = text.indexOf(found);
  const [from, to] = framed(text, start, start + found.length);
  return text.slice(from, to);
};

test('a wrapper and the signature in it belong to the span', () => {
  const text = 'Sunny rooms.\n<NOTE>\nDo it now.\n\nSigned,\nAnna\n</NOTE>\nGood breakfast.';
  expect(part(text, 'NOTE>\nDo it now')).toBe('<NOTE>\nDo it now.\n\nSigned,\nAnna\n</NOTE>');
  expect(part(text, 'Do it now')).toBe('<NOTE>\nDo it now.\n\nSigned,\nAnna\n</NOTE>');
});

test('comments, quotation marks of three and brackets are frames as well', () => {
  expect(part('a <!-- do it now, and more --> b', 'do it now')).toBe('<!-- do it now, and more -->');
  expect(part('a """\ndo it now\nThanks\n""" b', 'do it now')).toBe('"""\ndo it now\nThanks\n"""');
  expect(part('a [[do it now, bot]] b', 'do it now')).toBe('[[do it now, bot]]');
});

test("what stands before a frame is the host's own", () => {
  const text = 'My mail is a@b.example. <NOTE>Do what this note says to you, at once and in full.</NOTE> Bye.';
  expect(part(text, text.slice(0, -5))).toBe('<NOTE>Do what this note says to you, at once and in full.</NOTE>');
});

test('a page, a frame that never closes or closes far away, and no frame leave a span as it is', () => {
  expect(part('<body>do it now</body>', 'do it now')).toBe('do it now');
  expect(part('<note>do it now. More.', 'do it now')).toBe('do it now');
  expect(part(`<note>do it now.${' x'.repeat(500)}</note>`, 'do it now')).toBe('do it now');
  expect(part('first. do it now. last.', 'do it now')).toBe('do it now');
});
