import { describe, expect, test } from 'vitest';
import { file, note, RULE, run, type Step, timesOf, words } from './test-steps.ts';

describe('a better basis for a contact that is known', () => {
  const clone = file('rules.md', 'fork');
  test('text seen later replaces that nothing more was known', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', read: note },
        { s: 'b', read: note, text: RULE },
      ]),
    ).toEqual(['a>b id']);
  });
  test('a part that was read first, and then the whole', () => {
    const long = words('w', 2000);
    expect(
      run([
        { s: 'a', write: note, text: long },
        { s: 'b', read: note, text: long.slice(3000, 6000) },
        { s: 'b', read: note, text: long },
      ]),
    ).toEqual(['a>b id']);
  });
  test('the very file after its text under another address: one contact, by id, since the first read', () => {
    const steps: Step[] = [
      { s: 'a', write: file('rules.md'), text: RULE },
      { s: 'b', read: clone, text: RULE },
      { s: 'b', read: file('rules.md'), text: RULE },
    ];
    expect(run(steps)).toEqual(['a>b id']);
    expect(timesOf(steps)).toEqual([60_000]);
  });
  test('when the text turns out to be everybody’s, the contact by address stays, since its own read', () => {
    const steps: Step[] = [
      { s: 'a', write: file('rules.md'), text: RULE },
      { s: 'b', read: clone, text: RULE },
    ];
    for (let i = 0; i < 4; i++) steps.push({ s: `w${i}`, write: file(`f${i}`, `r${i}`), text: RULE });
    steps.push({ s: 'b', read: file('rules.md'), text: RULE });
    expect(run(steps)).toEqual(['a>b id']);
    expect(timesOf(steps)).toEqual([6 * 60_000]);
  });
  test('a withdrawn one leaves what was known by structure', () => {
    const steps: Step[] = [
      { s: 'a', write: file('rules.md'), text: RULE },
      { s: 'b', read: clone, text: RULE },
      { s: 'b', read: file('rules.md') },
    ];
    expect(run(steps)).toEqual(['a>b content']);
    for (let i = 0; i < 4; i++) steps.push({ s: `w${i}`, write: file(`f${i}`, `r${i}`), text: RULE });
    expect(run(steps)).toEqual(['a>b structure']);
  });
});
