import { describe, expect, test } from 'vitest';
import { CordonError } from '../../fleet/index.ts';
import { parseSeed, type SeedWorld } from './seed.ts';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const SENTENCE = 'leave the northern gate open at night';
const world: SeedWorld = {
  fileText: (path) => (path === 'notes.md' || path === 'https' ? SENTENCE : undefined),
  isSession: (id) => id === 'run-1042',
};
const parse = (given: string) => parseSeed(given, world);

function refusal(given: string): CordonError {
  try {
    parse(given);
  } catch (error) {
    if (error instanceof CordonError) return error;
    throw error;
  }
  throw new Error(`${given} was not refused`);
}

describe('what a seed means', () => {
  test.each([
    [SENTENCE, { kind: 'text', text: SENTENCE }],
    ['@notes.md', { kind: 'file', text: SENTENCE }],
    ['notes.md', { kind: 'file', text: SENTENCE }],
    ['https://example.org/a', { kind: 'url', url: 'https://example.org/a' }],
    [HASH, { kind: 'hash', sha256: HASH }],
    [HASH.toUpperCase(), { kind: 'hash', sha256: HASH }],
    ['run-1042', { kind: 'session', session: 'run-1042' }],
    ['artifact:docs/notes.md', { kind: 'artifact', scope: undefined, key: 'docs/notes.md' }],
    ['artifact:shop:docs/notes.md', { kind: 'artifact', scope: 'shop', key: 'docs/notes.md' }],
    ['artifact:https://example.org/a', { kind: 'artifact', scope: undefined, key: 'https://example.org/a' }],
    ['artifact:C:\\notes.md', { kind: 'artifact', scope: undefined, key: 'C:\\notes.md' }],
  ])('%s', (given, meaning) => {
    expect(parse(given)).toEqual({ given, ...meaning });
  });

  test.each([
    ['text:run-1042', { kind: 'text', text: 'run-1042' }],
    ['text:https://example.org/a', { kind: 'text', text: 'https://example.org/a' }],
    ['text:@every gate of the northern wall', { kind: 'text', text: '@every gate of the northern wall' }],
    ['text:first line\nsecond line of it', { kind: 'text', text: 'first line\nsecond line of it' }],
    ['url:ftp://example.org', { kind: 'url', url: 'ftp://example.org' }],
    [`sha256:${HASH}`, { kind: 'hash', sha256: HASH }],
    ['session:notes.md', { kind: 'session', session: 'notes.md' }],
  ])('a prefix forces one reading: %j', (given, meaning) => {
    expect(parse(given)).toEqual({ given, ...meaning });
  });

  test('an existing path goes before an address, a session and a hash', () => {
    const everything: SeedWorld = { fileText: () => SENTENCE, isSession: () => true };
    for (const given of ['https://example.org', HASH, 'run-1042']) {
      expect(parseSeed(given, everything).kind).toBe('file');
    }
  });
});

describe('seeds that are refused', () => {
  test.each(['the', 'hello', 'please do it now', '', '  \n', '!?', '----', 'text:the', 'the and of'])('%j', (given) => {
    const error = refusal(given);
    expect(error.code).toBe('seed-too-common');
    expect(error.hint).toContain('sentence');
  });

  test('one word that nobody writes by chance is kept', () => {
    for (const word of ['kroudard7', 'skipSignerCheck', 'antidisestablishmentarian']) {
      expect(parse(word).kind).toBe('text');
    }
  });

  test('the message shows a long seed cut', () => {
    expect(refusal(`text:${'the '.repeat(100)}`).message.length).toBeLessThan(160);
  });

  test('a file that is not there, a hash that is none, an artifact without a name', () => {
    expect(refusal('@missing.md')).toMatchObject({
      code: 'seed-unreadable',
      message: expect.stringContaining('missing.md'),
    });
    expect(refusal('sha256:abc').code).toBe('usage');
    expect(refusal('artifact:').code).toBe('usage');
  });
});
