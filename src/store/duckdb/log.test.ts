import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { all, type Back, eventLogContract, input, put, say, times } from '../contract.ts';
import { openDuckDbLog } from './log.ts';
import { SCHEMA_VERSION } from './schema.ts';

describe('the DuckDB log keeps the contract', () => {
  eventLogContract(async (): Promise<Back> => {
    const folder = mkdtempSync(join(tmpdir(), 'cordon-store-'));
    return {
      open: () => openDuckDbLog(join(folder, 'fleet.duckdb')),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  });
});

describe('the file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-store-'));
    file = join(folder, 'fleet.duckdb');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is readable by its owner alone, and so is what lies beside it', async () => {
    const log = await openDuckDbLog(file);
    await put(log, [input('a')], [say(1)]);
    expect(modeOf(file)).toBe(0o600);
    expect(modeOf(`${file}.wal`)).toBe(0o600);
    expect(modeOf(`${file}.tmp`)).toBe(0o700);
    await log.close();
    expect(modeOf(file)).toBe(0o600);
    expect(() => statSync(`${file}.tmp`)).toThrow();
  });

  test('more events than are sorted at a time come out in order', async () => {
    const count = 400_000;
    const log = await openDuckDbLog(file);
    const ingest = await log.begin();
    ingest.input(input('a'));
    for (let from = 0; from < count; from += 10_000) {
      const events = Array.from({ length: 10_000 }, (_, index) =>
        say(((from + index) * 7919) % count, { line: from + index }),
      );
      await ingest.append(events, times(events));
    }
    await ingest.commit({ skipped: [], hints: [], partlyRead: new Set() });
    let next = 0;
    for await (const batch of log.events()) for (const { time } of batch) if (time === next) next++;
    expect(next).toBe(count);
    await log.close();
  });

  test('in use: by this process, and by another', async () => {
    const log = await openDuckDbLog(file);
    await expect(openDuckDbLog(file)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining('in use'),
    });
    const other = `require(${JSON.stringify(createRequire(import.meta.url).resolve('@duckdb/node-api'))})
      .DuckDBInstance.create(${JSON.stringify(file)}).then(() => console.log('opened'), (error) => console.log(error.message))`;
    expect(execFileSync(process.execPath, ['-e', other], { encoding: 'utf8' })).toMatch(/conflicting lock/i);
    await log.close();
    await (await openDuckDbLog(file)).close();
  });

  test('of a newer version: refused, and left as it is', async () => {
    await (await openDuckDbLog(file)).close();
    await sql(file, `UPDATE cordon SET schema_version = ${SCHEMA_VERSION + 1}`);
    await expect(openDuckDbLog(file)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining(`version ${SCHEMA_VERSION + 1}`),
      hint: expect.stringContaining('newer Cordon'),
    });
  });

  test('no store, or no DuckDB file at all: refused', async () => {
    await sql(file, 'CREATE TABLE mine (x INTEGER)');
    await expect(openDuckDbLog(file)).rejects.toMatchObject({ message: expect.stringContaining('no store of Cordon') });
    for (const content of ['', 'hello', 'hello\n'.repeat(5000)]) {
      const path = join(folder, 'note.txt');
      writeFileSync(path, content);
      await expect(openDuckDbLog(path)).rejects.toMatchObject({
        code: 'store',
        message: `the store ${path} is not a store`,
      });
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
    await expect(openDuckDbLog(folder)).rejects.toMatchObject({ code: 'store' });
    await expect(openDuckDbLog(join(folder, 'no', 'such'))).rejects.toMatchObject({ code: 'store' });
  });

  test('a folder, or a pipe that nobody writes to: refused at once', async () => {
    await expect(openDuckDbLog(folder)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining('folder'),
    });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [file]);
    await expect(openDuckDbLog(file)).rejects.toMatchObject({ code: 'store', message: `${file} is no regular file` });
  });

  test('damaged: said so', async () => {
    const log = await openDuckDbLog(file);
    await put(log, [input('a')], [say(1)]);
    await log.close();
    const bytes = readFileSync(file);
    const cut = join(folder, 'cut');
    writeFileSync(cut, bytes.subarray(0, 5000));
    await expect(openDuckDbLog(cut)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining('damaged'),
    });
    for (let at = 12_388; at < bytes.length; at += 7) bytes[at] = bytes[at]! ^ 0x5a;
    const flipped = join(folder, 'flipped');
    writeFileSync(flipped, bytes);
    await expect(openDuckDbLog(flipped)).rejects.toMatchObject({ code: 'store' });
  });

  test('values that no store holds: an error, not a crash', async () => {
    const log = await openDuckDbLog(file);
    await put(log, [input('a')], [say(1)]);
    await log.close();
    for (const change of ['kind = 99', 'kind = 2', 'session = 7']) {
      await sql(file, `UPDATE event SET ${change}`);
      const changed = await openDuckDbLog(file);
      await expect(all(changed)).rejects.toMatchObject({ code: 'store', message: expect.stringContaining('damaged') });
      await changed.close();
    }
  });
});

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

async function sql(file: string, statement: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
