import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScanDocument } from '../fleet/index.ts';
import { scanRepository } from './index.ts';

/** A small repository of a fixture file. */
export interface TestRepository {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Fixture files hold several repositories: `##### name` begins one, `=== path` a file of it, `=== path -> target` a link.
 */
export function repositoriesIn(file: string): TestRepository[] {
  const parts = readFileSync(file, 'utf8')
    .split(/^##### /m)
    .slice(1);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    const files = part
      .slice(end + 1)
      .split(/^=== /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')).trim(), text.slice(text.indexOf('\n') + 1)] as const);
    return { name: part.slice(0, end).trim(), files: new Map(files) };
  });
}

/** Writes the repository into a folder of its own, scans it, and takes the folder away. */
export function scanned({ files }: TestRepository): ScanDocument {
  const root = mkdtempSync(join(tmpdir(), 'cordon-scan-'));
  try {
    for (const [path, text] of files) {
      const [name, target] = path.split(' -> ');
      mkdirSync(dirname(join(root, name!)), { recursive: true });
      if (target !== undefined) symlinkSync(target, join(root, name!));
      else writeFileSync(join(root, path), text);
    }
    return scanRepository(root, { toolVersion: '0.0.0' });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Folders of rules, by name. */
export function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
