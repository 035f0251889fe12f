import { expect, test } from 'vitest';
import { fleetFile } from '../../fleet/index.ts';
import { fails } from '../commands/scan.ts';
import { styler } from '../output/style.ts';
import { explain } from './explain.ts';
import { declaredFleet } from './fleet.ts';
import { scanJson } from './json.ts';
import { cleanDocument, testDocument } from './test-document.ts';
import { scanText } from './text.ts';

const plain = styler(false);

test('opens with the answer, and draws a loop as a loop', () => {
  const text = scanText(testDocument(), plain);
  const lines = text.split('\n');
  expect(lines.slice(0, 6).join('\n')).toMatchInlineSnapshot(`
    "Scanned .: 2 workflows, 1 file that agents load, 1 agent, 1 file not readable. Facts of 2026-11-23.
    Findings: 1 high, 1 medium.
    Loops: 1 that may need no person, 1 of them within reach of outsiders.
    1 change breaks every loop that needs no person (no fewer do).
    Worst: Anybody can decide what is written.
    "
  `);
  const start = lines.findIndex((line) => line.startsWith('+->'));
  expect(lines.slice(start, start + 5)).toEqual([
    '+-> learn.yml learn',
    '|      | 0-1  a step pushes the changed files .github/workflows/learn: all.yml:12',
    '|   CLAUDE.md',
    '|      | 0  claude-code loads CLAUDE.md by itself .github/workflows/learn: all.yml:5',
    '+------+',
  ]);
});

test('a repository without findings is told in a few lines', () => {
  const text = scanText(cleanDocument(), plain);
  expect(text.split('\n').length).toBeLessThan(8);
  expect(text).toContain('Findings: none.');
  expect(text).toContain('Loops: none found.');
});

test('names with terminal escapes are shown, not obeyed', () => {
  expect(scanText(testDocument(), plain)).not.toContain('\u001b');
  expect([...scanJson(testDocument())].join('')).not.toContain('\u001b');
});

test('the JSON is the document', () => {
  expect(JSON.parse([...scanJson(testDocument())].join(''))).toEqual(testDocument());
});

test('what --fail-on names', () => {
  const doc = testDocument();
  expect(fails(doc, 'critical')).toBe(false);
  expect(fails(doc, 'high')).toBe(true);
  expect(fails(doc, 'loop')).toBe(true);
  expect(fails(cleanDocument(), 'low')).toBe(false);
  expect(fails({ ...doc, findings: doc.findings.filter(({ loop }) => loop === undefined) }, 'loop')).toBe(false);
});

test('the declared fleet says that its rates are declared', () => {
  const fleet = fleetFile.parse(declaredFleet(testDocument()));
  expect(
    fleet.access.map(({ agent, artifact, reads, writes, loadsByRule }) => [
      agent,
      artifact,
      reads?.origin,
      writes?.origin,
      loadsByRule,
    ]),
  ).toEqual([
    ['learn.yml#learn/1', 'codebase:CLAUDE.md', 'declared', 'declared', true],
    ['learn.yml#learn/1', 'entry:issues', 'declared', undefined, undefined],
  ]);
  expect(fleet.cuts).toHaveLength(1);
});

test('every rule has its page; an unknown one is named', () => {
  expect(explain('propagation-loop', plain)).toContain('What it is known to miss');
  expect(explain('all', plain).split('\n').length).toBeGreaterThan(10);
  expect(() => explain('no-such-rule', plain)).toThrow(/no rule "no-such-rule"/);
});
