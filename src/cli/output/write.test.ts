import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeOutput } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-write-'));
afterAll(() => rmSync(folder, { recursive: true }));
const modeOf = (path: string) => statSync(path).mode & 0o777;

test.skipIf(process.platform === 'win32')(
  'a file is readable by its owner alone, also where it was there before',
  async () => {
    const file = join(folder, 'out.json');
    await writeOutput(file, ['a', 'b']);
    expect(modeOf(file)).toBe(0o600);
    const old = join(folder, 'old.json');
    writeFileSync(old, 'x'.repeat(100), { mode: 0o644 });
    await writeOutput(old, ['short']);
    expect(readFileSync(old, 'utf8')).toBe('short');
    expect(modeOf(old)).toBe(0o600);
  },
);

test.skipIf(process.platform === 'win32')('a device keeps its permissions', async () => {
  const before = modeOf('/dev/null');
  await writeOutput('/dev/null', ['gone']);
  expect(modeOf('/dev/null')).toBe(before);
});

test('a place that cannot be written is named', async () => {
  await expect(writeOutput(join(folder, 'no', 'such', 'folder'), ['x'])).rejects.toMatchObject({ code: 'output' });
});
