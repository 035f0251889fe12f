import { describe, expect, test } from 'vitest';
import { checkRooms, importsOf } from './room-check.mjs';

const check = (files: Record<string, string>) => checkRooms(new Map(Object.entries(files)));

describe('rooms', () => {
  test('a room imports itself and what the table gives it', () => {
    expect(
      check({
        'src/cases/index.ts': `import { winnow } from '../lineage/index.ts';\nexport * from './span.ts';`,
        'src/cases/span.ts': `import type { Channel } from '../fleet/index.ts';`,
        'src/lineage/index.ts': '',
        'src/fleet/index.ts': '',
      }),
    ).toEqual([]);
  });

  test('any other room is named, with the line, and types count too', () => {
    expect(check({ 'src/fleet/a.ts': `\nimport type { T } from '../lineage/index.ts';` })).toEqual([
      'src/fleet/a.ts:2: imports ../lineage/index.ts; fleet may import no other room',
    ]);
    expect(check({ 'src/lab/a.ts': `export { x } from '../outbreak/tree.ts';` })).toEqual([
      'src/lab/a.ts:1: imports ../outbreak/tree.ts; lab may import fleet',
    ]);
    expect(check({ 'src/lab/a.ts': `type T = import('../cases/span.ts').Span;` })).toHaveLength(1);
    expect(
      check({ 'src/contacts/a.ts': `const w = new Worker(new URL('../store/w.ts', import.meta.url));` }),
    ).toHaveLength(1);
  });

  test('a room that is not in the table, or a file in no room, is a problem', () => {
    const elsewhere = 'stands in no room of scripts/room-table.mjs';
    expect(check({ 'src/utils/a.ts': `import './b.ts';` })).toEqual([`src/utils/a.ts:1: ${elsewhere}`]);
    expect(check({ 'src/a.ts': `import './b.ts';` })).toEqual([`src/a.ts:1: ${elsewhere}`]);
    expect(check({ 'src/cli/a.ts': `import '../../scripts/run.mjs';` })[0]).toContain('outside src/');
  });

  test('a test may import anything, and nothing imports a test', () => {
    expect(check({ 'src/fleet/a.test.ts': `import fs from 'node:fs';\nimport '../lab/index.ts';` })).toEqual([]);
    expect(check({ 'src/fleet/a.ts': `import './a.test.ts';` })[0]).toContain('which is for tests');
  });

  test('a pure room does no I/O', () => {
    for (const module of ['node:fs', 'fs', 'node:fs/promises', 'node:net', 'node:worker_threads', 'node:test']) {
      expect(check({ 'src/cases/a.ts': `import '${module}';` })).toEqual([
        `src/cases/a.ts:1: imports ${module}; cases does no I/O`,
      ]);
      expect(check({ 'src/sources/a.ts': `import '${module}';` })).toEqual([]);
    }
    expect(check({ 'src/cases/a.ts': `import { createHash } from 'node:crypto';\nimport 'node:path/posix';` })).toEqual(
      [],
    );
  });

  test('the database is for the store alone', () => {
    const text = `const { DuckDBInstance } = await import('@duckdb/node-api');`;
    expect(check({ 'src/store/a.ts': text })).toEqual([]);
    expect(check({ 'src/cli/a.ts': text })).toEqual(['src/cli/a.ts:1: imports @duckdb/node-api; only store may']);
  });

  test('the command line loads the store, the server and the page when it needs them', () => {
    expect(check({ 'src/cli/trace.ts': `import { open } from '../store/index.ts';` })).toEqual([
      'src/cli/trace.ts:1: imports ../store/index.ts at the start; load src/store/ with import() in the command that needs it',
    ]);
    expect(check({ 'src/cli/main.ts': `import { embed } from './page/embed.ts';` })).toHaveLength(1);
    expect(
      check({
        'src/cli/trace.ts': `import type { Store } from '../store/index.ts';\nconst s = await import('../store/index.ts');`,
        'src/cli/page/page.ts': `import { embed } from './embed.ts';`,
      }),
    ).toEqual([]);
  });

  test('the page takes only types and the closed lists, and only from fleet', () => {
    expect(check({ 'web/src/a.tsx': `import { CHANNELS } from '../../src/fleet/channel.ts';` })).toEqual([]);
    expect(check({ 'web/src/a.tsx': `import type { TraceDocument } from '../../src/fleet/index.ts';` })).toEqual([]);
    expect(check({ 'web/src/a.tsx': `import { type TraceDocument } from '../../src/fleet/index.ts';` })).toHaveLength(
      1,
    );
    expect(check({ 'web/src/a.tsx': `import type { Lab } from '../../src/lab/index.ts';` })).toHaveLength(1);
  });
});

describe('circles', () => {
  const a = `import { b } from './b.ts';`;

  test('are reported with the way around', () => {
    expect(
      check({ 'src/lab/a.ts': a, 'src/lab/b.ts': `export * from './c.ts';`, 'src/lab/c.ts': `import './a.ts';` }),
    ).toEqual(['src/lab/c.ts: imports in a circle: src/lab/a.ts > src/lab/b.ts > src/lab/c.ts > src/lab/a.ts']);
  });

  test('of types, or closed by import(), load nothing in a circle', () => {
    expect(check({ 'src/lab/a.ts': a, 'src/lab/b.ts': `import type { A } from './a.ts';` })).toEqual([]);
    expect(check({ 'src/lab/a.ts': a, 'src/lab/b.ts': `const a = () => import('./a.ts');` })).toEqual([]);
  });
});

test('only code counts: comments, strings and templates that look like imports do not', () => {
  const text = `// import '../cli/main.ts'\nconst s = "import '../cli/main.ts'";\nconst t = \`import('../cli/main.ts')\`;`;
  expect(importsOf('src/fleet/a.ts', text)).toEqual([]);
});
