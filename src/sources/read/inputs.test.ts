import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CordonError } from '../../fleet/index.ts';
import { findInputs } from './inputs.ts';
import { findSessionLogs } from './session-logs.ts';

const root = mkdtempSync(join(tmpdir(), 'cordon-inputs-'));
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    const full = join(root, name, path);
    mkdirSync(join(full, '..'), { recursive: true });
    writeFileSync(full, text);
  }
  return join(root, name);
}

describe('findInputs', () => {
  test('goes through folders by name, hidden ones too', () => {
    const path = folder('tree', { 'b.jsonl': 'b', '.hidden/a.jsonl': 'a', 'a/2': '2', 'a/10': '10' });
    expect(findInputs([path]).inputs.map((input) => input.path.slice(path.length + 1))).toEqual([
      'b.jsonl',
      '.hidden/a.jsonl',
      'a/10',
      'a/2',
    ]);
  });

  test('lists a file once, however often it is named', () => {
    const path = folder('once', { a: '1' });
    expect(findInputs([join(path, 'a'), path, path]).inputs).toHaveLength(1);
  });

  test('does not follow a link out of the folder, and says so', () => {
    const outside = folder('outside', { secret: 'x' });
    const path = folder('linked', { 'in/a': '1' });
    symlinkSync(outside, join(path, 'out'));
    symlinkSync(join(path, 'in'), join(path, 'again'));
    symlinkSync(join(path, 'gone'), join(path, 'broken'));
    symlinkSync('loop', join(path, 'loop'));
    const { inputs, skipped } = findInputs([path]);
    expect(inputs.map((input) => input.path)).toEqual([join(path, 'in/a')]);
    expect(skipped.map(({ file, reason }) => [file.slice(path.length + 1), reason])).toEqual([
      ['broken', 'symbolic link to nothing'],
      ['loop', 'symbolic link to nothing'],
      ['out', 'symbolic link out of the folder: not followed'],
    ]);
  });

  test.skipIf(process.platform === 'win32')('does not open pipes and devices, and says so', () => {
    const path = folder('special', { a: '1' });
    execFileSync('mkfifo', [join(path, 'pipe')]);
    expect(findInputs([join(path, 'pipe'), '/dev/zero', path])).toMatchObject({
      inputs: [{ path: join(path, 'a') }],
      skipped: [
        { file: join(path, 'pipe'), reason: 'a named pipe: only a file, a folder or - is read' },
        { file: '/dev/zero', reason: 'a device: only a file, a folder or - is read' },
        { file: join(path, 'pipe'), reason: 'a named pipe: not read' },
      ],
    });
  });

  test('names a path that does not exist', () => {
    expect(() => findInputs([join(root, 'nowhere')])).toThrow(CordonError);
    expect(() => findInputs([join(root, 'nowhere')])).toThrow(/nowhere does not exist/);
  });
});

describe('findSessionLogs', () => {
  test('counts files and bytes of the places that exist', () => {
    const home = folder('home', { '.claude/projects/p/s.jsonl': '12345', 'elsewhere/sessions/2026/r.jsonl': '123' });
    expect(findSessionLogs(home, { CODEX_HOME: join(home, 'elsewhere') })).toEqual([
      { client: 'Claude Code', folder: join(home, '.claude/projects'), files: 1, bytes: 5 },
      { client: 'Codex CLI', folder: join(home, 'elsewhere/sessions'), files: 1, bytes: 3 },
    ]);
    expect(findSessionLogs(join(home, 'nobody'), {})).toEqual([]);
  });
});
