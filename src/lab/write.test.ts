import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeLab } from './write.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cordon-lab-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('writes chunks of text and bytes into files that their owner alone can read', () => {
  const files = [{ path: 'a/b.jsonl', chunks: ['grün\n', new Uint8Array([120, 10])] }];
  expect(writeLab(dir, files)).toEqual({ files: 1, bytes: 8 });
  expect(readFileSync(join(dir, 'a/b.jsonl'), 'utf8')).toBe('grün\nx\n');
  expect(statSync(join(dir, 'a/b.jsonl')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'a')).mode & 0o777).toBe(0o700);
});

test('refuses a path that leads out of the folder', () => {
  expect(() => writeLab(dir, [{ path: '../x', chunks: [] }])).toThrow(/leads out/);
});

test('says which file cannot be written', () => {
  writeLab(dir, [{ path: 'a', chunks: ['x'] }]);
  expect(() => writeLab(dir, [{ path: 'a/b', chunks: [] }])).toThrow(/a\/b cannot be written/);
});
