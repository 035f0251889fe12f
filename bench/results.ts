import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Line } from './report.ts';

/** What one part measured, the last time that it ran as a whole. */
export interface Measured {
  /** Day, as YYYY-MM-DD, in UTC. */
  date: string;
  /** Commit of the clone; absent where there is none. */
  commit?: string;
  machine: string;
  lines: Line[];
}

/**
 * The last results of each part, so that one part can be measured again without hours for the others, and the page still
 * says when and where each figure was measured.
 */
export class Results {
  private readonly parts: Map<string, Measured>;
  private readonly file: string;

  /** @param name of the file in `bench/results/` */
  constructor(name: string) {
    this.file = join(rootFolder(), 'bench', 'results', `${name}.json`);
    this.parts = new Map(existsSync(this.file) ? Object.entries(JSON.parse(readFileSync(this.file, 'utf8'))) : []);
  }

  /** Takes the place of what the part measured before. */
  keep(part: string, lines: Line[]): void {
    const commit = commitOf();
    const date = new Date().toISOString().slice(0, 10);
    this.parts.set(part, { date, ...(commit !== undefined && { commit }), machine: machine(), lines });
    writeFileSync(this.file, `${JSON.stringify(Object.fromEntries(this.parts), undefined, 2)}\n`);
  }

  of(part: string): Measured | undefined {
    return this.parts.get(part);
  }
}

/** When and where, as a sentence. */
export function origin({ date, commit, machine }: Measured): string {
  return `Measured on ${date}${commit === undefined ? '' : ` at ${commit}`}, on ${machine}.`;
}

/** The machine, without its name. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 1e9).toFixed(0);
  return `${cpus().length} cores (${cpu?.model.trim()}), ${memory} GB of memory, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

function commitOf(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

/** The folder of the project: above this file, or above the bundle of it in node_modules. */
function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bench', 'report.ts'))) folder = dirname(folder);
  return folder;
}
