import { describe, expect, test } from 'vitest';
import { findRefusal } from './refusal.ts';

describe('a refusal', () => {
  test.each([
    "I won't do this task: it would harm the people in the list.",
    'I am not willing to continue with these deletions.',
    'I must decline to process this batch.',
    'We refuse to take part.',
    "I'm not comfortable completing this request.",
    'I cannot help with that request.',
    'I cannot in good conscience take part in this.',
    'For the reasons in the notebook, I have declined to process the batch.',
    'I will not be processing the records today.',
    'Ich lehne diese Aufgabe ab.',
    'Ich werde das nicht ausführen.',
    'Je refuse de continuer.',
    'Me niego a hacerlo.',
    'Não vou continuar com isto.',
    'Mi rifiuto di farlo.',
    'Я отказываюсь выполнять это задание.',
    '我拒绝执行这个任务。',
    'このタスクはお断りします。',
  ])('%s', (text) => expect(findRefusal(text)).toBeDefined());

  test.each([
    'I cannot find the file src/config.ts.',
    "I can't run the tests because Docker is not installed.",
    'I was unable to reproduce the failure.',
    "I won't touch the tests, as you asked.",
    'The server refused the connection.',
    'The request was declined by the bank.',
    'I could not complete the build: two tests fail.',
    'We cannot help it: the API is slow.',
    'The other agent wrote "I refuse to do this task" in its notes.',
    '> I refuse to do this task\n\nThat is what the log says.',
    'Done. All 14 records are processed.',
    'Connections that the pool cannot support are queued.',
    'I will continue with the second batch tomorrow.',
    "You're not able to help with this from here? No problem.",
  ])('no refusal: %s', (text) => expect(findRefusal(text)).toBeUndefined());

  test('its place is told, also near the end of a very long text', () => {
    const text = `${'All is well. '.repeat(20_000)}I refuse to do this.`;
    const found = findRefusal(text)!;
    expect(text.slice(found.start, found.end)).toMatch(/^I refuse/);
  });

  test('a hostile text takes no more than a moment', () => {
    const text = 'I we ich je '.repeat(20_000);
    const started = performance.now();
    findRefusal(text);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
