import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Split } from './grammar/choose.ts';

/** Characters of a piece, and pieces of one file. */
const PIECE = 4000;
const MOST = 12;
/** Bytes of the largest file that is taken. */
const LARGEST = 400_000;

/**
 * Documentation that nobody made for us: the Markdown files of the installed packages, full of instructions to people. What
 * is installed is fixed by the lock file. Files are split by their path.
 */
export function readmes(root: string, split: Split): string[] {
  const files = markdown(join(root, 'node_modules')).sort();
  const pieces: string[] = [];
  for (const file of files) {
    if (!isOf(split, hash(file.slice(root.length)))) continue;
    const text = readFileSync(file, 'utf8');
    for (let i = 0; i < Math.min(MOST, Math.ceil(text.length / PIECE)); i++)
      pieces.push(text.slice(i * PIECE, (i + 1) * PIECE));
  }
  return pieces;
}

function markdown(folder: string, depth = 0): string[] {
  if (depth > 6 || !existsSync(folder)) return [];
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // Binaries differ from platform to platform, and so do the packages that hold them.
    if (entry.isDirectory() && !/(linux|darwin|win32|freebsd|android|wasm|\.cache|\.bin|\.vite)/.test(entry.name))
      found.push(...markdown(path, depth + 1));
    else if (entry.isFile() && /\.md$/i.test(entry.name) && statSync(path).size < LARGEST) found.push(path);
  }
  return found;
}

function isOf(split: Split, h: number): boolean {
  if (split === 'all') return true;
  if (split === 'judge') return (h & 1) === 1;
  return (h & 1) === 0 && (split === 'train' || (h & 2) === (split === 'fit' ? 0 : 2));
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}
