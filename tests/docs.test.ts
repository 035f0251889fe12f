import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The documents show what the command prints. In a ```console block, `$ cordon …` (or `$ node dist/cli/main.js …`) is a
 * command and what follows is its output, up to the next command; a line of `…` stands for lines left out. Commands of a
 * page run in order, in one folder that has `examples/`. `UPDATE_DOCS=1` writes what has changed into the pages.
 */
const root = resolve(import.meta.dirname, '..');
const main = process.env.CORDON_MAIN ?? join(root, 'dist', 'cli', 'main.js');
const update = process.env.UPDATE_DOCS === '1';
const built = existsSync(main);
if (!built) console.warn('skipped: what the documents show, since dist/ is not built (npm run build)');

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...under('docs'), ...under('design')];
pages.push('examples/README.md');

function under(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .sort();
}

const CONSOLE = /```console\n([\s\S]*?)```/g;

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('links to what is there', () => {
    const missing = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/i.test(target))
      .filter((target) => !existsSync(resolve(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  if (!text.includes('```console')) return;
  test.runIf(built)('shows what the command prints', { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordon-docs-'));
    symlinkSync(join(root, 'examples'), join(folder, 'examples'));
    try {
      const shown = text.replace(CONSOLE, (_, block: string) => `\`\`\`console\n${told(block, folder)}\`\`\``);
      if (update) writeFileSync(join(root, page), shown);
      else expect(shown).toBe(text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** The block as it should be: left alone where its output, with `…` for any lines, is what the command prints. */
function told(block: string, folder: string): string {
  return block
    .split(/^(?=\$ )/m)
    .map((part) => {
      const end = part.indexOf('\n');
      const command = part.slice(0, end);
      const shown = part.slice(end + 1);
      const printed = run(command, folder);
      return `${command}\n${matches(shown, printed) ? shown : likeShown(shown, printed)}`;
    })
    .join('');
}

/** The new output, as much of it as was shown: all, or the first lines. What has `…` elsewhere is for a person to edit. */
function likeShown(shown: string, printed: string): string {
  const cut = shown.search(/^…\n/m);
  if (cut < 0 || cut + 2 < shown.length) return printed;
  const lines = shown.slice(0, cut).split('\n').length - 1;
  return `${printed.split('\n').slice(0, lines).join('\n')}\n…\n`;
}

function matches(shown: string, printed: string): boolean {
  const pattern = shown
    .split(/^…\n/m)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(?:.*\\n)*?');
  return new RegExp(`^${pattern}$`).test(printed);
}

/** What a terminal would show: both streams, whatever the exit code. */
function run(command: string, folder: string): string {
  const named = command.replace(/^\$ (?:cordon|node dist\/cli\/main\.js)(?= |$)/, `"${process.execPath}" "${main}"`);
  expect(named, `a command of cordon: ${command}`).not.toBe(command);
  const env = { ...process.env, HOME: folder, NO_COLOR: '1' };
  const done = spawnSync('sh', ['-c', `exec 2>&1; ${named}`], {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return done.stdout;
}
