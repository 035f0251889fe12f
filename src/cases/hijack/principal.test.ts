import { describe, expect, test } from 'vitest';
import { TextLens } from '../../contacts/index.ts';
import type { ReadEvent } from '../../fleet/index.ts';
import { Ledger } from './ledger.ts';
import { delegates, isNamed } from './principal.ts';

describe('the principal gives the work to a text', () => {
  test.each([
    'Follow the instructions in the ticket.',
    'Please work through docs/runbooks/queue.md.',
    'It is down again: docs/runbooks/queue.md says what to do.',
    'Do everything that Anna asks for in her mail.',
    'Set it up as described in the README.',
    'Take care of the open items.',
    'Arbeite bitte die Schritte in der Anleitung durch, führe die Aufgaben aus.',
    'Zrób to, co jest napisane w pliku; wykonaj zadania.',
  ])('%s', (request) => expect(delegates(request)).toBe(true));

  test.each([
    'Summarise docs/runbooks/queue.md.',
    'What does the ticket say?',
    'Which hotel do you recommend?',
    'Send report.pdf to anna@example.org.',
    'Is there a mail from the landlord?',
  ])('not: %s', (request) => expect(delegates(request)).toBe(false));
});

test('a request of any length is read in time', () => {
  const started = performance.now();
  for (const part of ['follow ', 'do what ', 'a/b.', 'instructions from ']) delegates(part.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a page is named with or without its protocol', () => {
  const asked = new Ledger();
  const request = 'Do the tasks at www.tovira.example/list, please.';
  asked.add(request, new TextLens().look(request).words);
  const read = (key: string) => ({ artifact: { channel: 'web', scope: '', key } }) as unknown as ReadEvent;
  expect(isNamed(read('https://www.tovira.example/list'), asked)).toBe(true);
  expect(isNamed(read('https://www.tovira.example/other'), asked)).toBe(false);
});
