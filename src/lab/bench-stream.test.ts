import { expect, test } from 'vitest';
import { type BenchOptions, benchStream } from './bench-stream.ts';

function text(options: BenchOptions): string {
  return Buffer.concat([...benchStream(options)]).toString();
}

test.each(['claude-code', 'chat'] as const)('%s: deterministic, and every line parses', (kind) => {
  const made = text({ kind, events: 2_000 });
  expect(text({ kind, events: 2_000 })).toBe(made);
  const lines = made
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(kind === 'chat' ? 40 : 2_000);
});

test('has the mix and the sizes that it says', () => {
  const blocks = text({ kind: 'claude-code', events: 10_000 })
    .trimEnd()
    .split('\n')
    .flatMap((line) => JSON.parse(line).message.content);
  const count = (name: string) => blocks.filter((block) => block.name === name).length / 10_000;
  expect(count('Read')).toBeCloseTo(0.4, 1);
  expect(count('Write')).toBeCloseTo(0.2, 1);
  const sizes = blocks
    .map((block) => (block.text ?? block.input?.content ?? block.content ?? '').length)
    .filter((size) => size > 2)
    .sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeGreaterThan(850);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(1_150);
  expect(sizes[Math.floor(sizes.length * 0.99)]).toBeGreaterThan(35_000);
  expect(sizes[Math.floor(sizes.length * 0.99)]).toBeLessThan(65_000);
});

test('reads repeat earlier writes, and other texts share nothing', () => {
  const blocks = text({ kind: 'claude-code', events: 3_000 })
    .trimEnd()
    .split('\n')
    .flatMap((line) => JSON.parse(line).message.content);
  const written = new Set(blocks.filter((block) => block.name === 'Write').map((block) => block.input.content));
  const results = blocks.filter((block) => block.type === 'tool_result' && block.content !== 'ok');
  expect(results.filter((block) => written.has(block.content)).length).toBeGreaterThan(300);
  const starts = blocks.filter((block) => block.type === 'text').map((block) => block.text.slice(0, 48));
  expect(new Set(starts).size).toBe(starts.length);
});
