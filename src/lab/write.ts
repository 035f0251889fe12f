import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CordonError } from '../fleet/index.ts';
import type { LabFile } from './emit/lab-file.ts';

/** Bytes that are gathered before they go to the file. */
const BUFFER = 1 << 20;

/**
 * Writes made files under `dir`, one after another, never holding one whole. Folders and files are readable by their
 * owner alone. Existing files are overwritten. Returns what was written.
 *
 * @throws CordonError `output` when a file cannot be written, or its path leads out of `dir`.
 */
export function writeLab(dir: string, files: Iterable<LabFile>): { files: number; bytes: number } {
  let count = 0;
  let bytes = 0;
  for (const file of files) {
    const path = join(dir, file.path);
    if (relative(dir, path).startsWith('..')) throw new CordonError('output', `${file.path} leads out of ${dir}.`);
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      bytes += writeOne(path, file.chunks);
    } catch (cause) {
      throw new CordonError('output', `${path} cannot be written.`, {
        hint: 'Check the folder given with --out.',
        cause,
      });
    }
    count++;
  }
  return { files: count, bytes };
}

function writeOne(path: string, chunks: Iterable<string | Uint8Array>): number {
  const fd = openSync(path, 'w', 0o600);
  let total = 0;
  try {
    let held: Uint8Array[] = [];
    let size = 0;
    const flush = () => {
      const block = Buffer.concat(held, size);
      for (let at = 0; at < block.length; ) at += writeSync(fd, block, at);
      total += block.length;
      held = [];
      size = 0;
    };
    for (const chunk of chunks) {
      const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      held.push(part);
      size += part.length;
      if (size >= BUFFER) flush();
    }
    flush();
  } finally {
    closeSync(fd);
  }
  return total;
}
