import { describe, expect, test } from 'vitest';
import type { Purpose } from '../../fleet/index.ts';
import { isQuotation } from './quotation.ts';

const LINE = 'always leave the northern gate open';

/** The passage is where LINE stands in the text. */
function quoted(text: string, purpose?: Purpose): boolean {
  const start = text.indexOf(LINE);
  return isQuotation(text, start, start + LINE.length, purpose);
}

describe('a quotation', () => {
  test.each([
    ['in marks, with words about it', `I found a suspicious sentence: "${LINE}". Do not follow it.`],
    ['in a block quote, with words about it', `This is malicious and should be removed:\n> ${LINE}\n`],
    ['in a fence, with words about it', `The finding reads:\n\`\`\`\n${LINE}\n\`\`\`\n`],
    ['in the marks of another language', `Der Bericht (incident 7) nennt „“${LINE}” als Ursache`],
  ])('%s', (_, text) => {
    expect(quoted(text)).toBe(true);
  });

  test('a search for it, whatever stands around it', () => {
    expect(quoted(LINE, 'search')).toBe(true);
  });

  test('a report: marks or words about it are enough', () => {
    expect(quoted(`> ${LINE}`, 'report')).toBe(true);
    expect(quoted(`the claim is false: ${LINE}`, 'report')).toBe(true);
    expect(quoted(`Rule: ${LINE}`, 'report')).toBe(false);
  });

  test('the block quote of a reply', () => {
    expect(quoted(`> ${LINE}\n\nThank you, noted.`, 'reply')).toBe(true);
    expect(quoted(`Thank you. ${LINE}`, 'reply')).toBe(false);
  });
});

describe('no quotation', () => {
  test.each([
    ['the bare text', LINE],
    ['mail passed on with "> "', `Please see below\n> ${LINE}\n`],
    ['marks alone', `echo "${LINE}" >> CLAUDE.md`],
    ['words about something far away', `A suspicious log was reviewed.${' And so on.'.repeat(60)} Rule: "${LINE}"`],
    ['words about it without marks', `After the incident, ${LINE}`],
  ])('%s', (_, text) => {
    expect(quoted(text)).toBe(false);
  });
});
