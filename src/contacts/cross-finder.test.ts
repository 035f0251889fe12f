import { describe, expect, test } from 'vitest';
import { file, RULE, run, type Step, words } from './test-steps.ts';

describe('one read that holds many records', () => {
  const HITS = `Found 3 records.\n\n1. ${words('x', 60)}\n\n2. ${RULE}\n\n3. ${words('y', 60)}`;
  const listing = file('index.md');
  test('a record from elsewhere, in a text most of which is explained', () => {
    expect(
      run([
        { s: 'a', write: file('rules.md', 'bank'), text: RULE },
        { s: 'w', write: listing, text: words('z', 300) },
        { s: 'c', read: listing, text: `${words('z', 300)}\n${RULE}` },
      ]).sort(),
    ).toEqual(['a>c content', 'w>c content']);
  });
  test('a new record in a listing that was read before', () => {
    expect(
      run([
        { s: 'x', read: listing, text: words('z', 300) },
        { s: 'a', write: file('rules.md', 'bank'), text: RULE },
        { s: 'c', read: listing, text: `${words('z', 300)}\n${RULE}` },
      ]),
    ).toEqual(['a>c content']);
  });
  test('what the artifact’s own writer took over is joined to that writer alone', () => {
    expect(
      run([
        { s: 'a', write: file('rules.md', 'bank'), text: RULE },
        { s: 'w', read: file('rules.md', 'bank'), text: RULE },
        { s: 'w', write: listing, text: `${words('z', 60)}\n${RULE}` },
        { s: 'c', read: listing, text: `${words('z', 60)}\n${RULE}\nsome more words of nobody in particular` },
      ]).sort(),
    ).toEqual(['a>w id', 'w>c content']);
  });
  test('a long part of a longer text', () => {
    const long = words('w', 3000);
    expect(
      run([
        { s: 'a', write: file('rules.md', 'bank'), text: long },
        { s: 'c', read: null, text: `${words('x', 100)} ${long.slice(2000, 6000)} ${words('y', 100)}` },
      ]),
    ).toEqual(['a>c content']);
  });
  test('a text that is mostly boilerplate is found by what is its own', () => {
    const steps: Step[] = [];
    const licence = words('licence', 120);
    for (let i = 0; i < 4; i++) steps.push({ s: `w${i}`, write: file(`f${i}`, `r${i}`), text: licence });
    steps.push({ s: 'a', write: file('rules.md', 'bank'), text: `${licence}\n${RULE}` });
    steps.push({ s: 'b', read: null, text: HITS });
    steps.push({ s: 'c', read: null, text: licence });
    steps.push({ s: 'd', read: null, text: `${licence}\n${RULE}` });
    expect(run(steps)).toEqual(['a>b content', 'a>d content']);
  });
  test('the same record twice in one read counts once', () => {
    const long = words('w', 400);
    const part = long.slice(0, 150);
    expect(
      run([
        { s: 'a', write: file('rules.md', 'bank'), text: long },
        { s: 'c', read: null, text: `${part}\n\n${part}\n\n${part}\n\n${part}\n\n${part}\n\n${part}` },
      ]),
    ).toEqual([]);
  });
});
