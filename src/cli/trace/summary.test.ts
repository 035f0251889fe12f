import { expect, test } from 'vitest';
import { file, record, type Step } from '../../cases/test-fleet.ts';
import { type ArtifactRef, artifactId } from '../../fleet/index.ts';
import { DAWN, documentOf } from './test-document.ts';

const MINUTE = 60_000;
const text = (name: string) => Array.from({ length: 12 }, (_, i) => `${name}${i}`).join(' ');

/** `w>r` contacts: the first writes a record that the second reads, in that order. */
const contacts = (...pairs: string[]): Step[] =>
  pairs.flatMap((pair, i): Step[] => {
    const [from, to] = pair.split('>') as [string, string];
    return [
      { s: from, write: record(`n${i}`), text: text(`w${i}x`), at: DAWN + i * MINUTE },
      { s: to, read: record(`n${i}`), text: text(`w${i}x`), at: DAWN + i * MINUTE + 1 },
    ];
  });
const chainsOf = (...pairs: string[]) => documentOf(contacts(...pairs)).longestChains;

test('a chain goes from write to read in order of time', () => {
  expect(chainsOf('a>b', 'b>c', 'c>d')).toEqual([['a', 'b', 'c', 'd']]);
  expect(new Set(chainsOf('c>d', 'b>c', 'a>b').map((chain) => chain.length))).toEqual(new Set([2]));
});

test('the longest come first, and a branch of a shown chain is not shown again', () => {
  const [first, ...others] = chainsOf('a>b', 'b>c', 'b>d', 'x>y', 'c>e');
  expect(first).toEqual(['a', 'b', 'c', 'e']);
  expect(others).toContainEqual(['x', 'y']);
});

test.each([
  ['two that answer each other', ['a>b', 'b>a', 'a>b', 'b>a', 'a>b'], 2],
  ['a ring', ['a>b', 'b>c', 'c>a', 'a>b', 'b>d'], 3],
])('no session stands in a chain twice: %s', (_, pairs, longest) => {
  const chains = chainsOf(...pairs);
  expect(chains[0]).toHaveLength(longest);
  for (const chain of chains) expect(new Set(chain).size).toBe(chain.length);
});

test('nor in one that is longer than is looked back', () => {
  const line = Array.from({ length: 600 }, (_, i) => `s${i}>s${i + 1}`);
  const [chain] = chainsOf('z>s0', ...line, 's600>s0', 's0>s601');
  expect(new Set(chain).size).toBe(chain!.length);
});

test('contacts are counted by channel and basis', () => {
  const shared = file('x.md');
  const doc = documentOf([...contacts('a>b', 'a>c'), { s: 'a', write: shared }, { s: 'b', read: shared }]);
  expect(doc.contactsByChannel).toEqual([
    { channel: 'memory', basis: 'id', contacts: 2 },
    { channel: 'codebase', basis: 'structure', contacts: 1 },
  ]);
  expect(doc.contacts.map((c) => c.artifact)).toContain(artifactId(shared satisfies ArtifactRef));
});
