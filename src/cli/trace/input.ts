import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { CordonError, type JudgeDeclaration } from '../../fleet/index.ts';
import { findSessionLogs, type ReadOptions, readEvents } from '../../sources/index.ts';
import { interruption } from '../interrupt.ts';
import { printable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import { plural } from '../output/table.ts';
import { toolVersion } from '../version.ts';
import type { Trace } from './run.ts';
import type { Stored } from './through-store.ts';

/**
 * Hands all events of the paths, or of the store, to a trace. Without paths and store, those of the logs of this machine.
 *
 * @throws CordonError `nothing-readable` or `store`
 */
export async function readInto(
  trace: Trace,
  paths: string[],
  { hashAttribute, store }: { hashAttribute?: string; store?: string },
): Promise<Stored> {
  const progress = new Progress('reading', process.stderr);
  const readOptions: ReadOptions = { hashAttribute, onProgress: (state) => progress.show(state) };
  if (store !== undefined) {
    const { throughStore } = await import('./through-store.ts');
    const reader = [toolVersion(), hashAttribute ?? ''].join(' ');
    const stored = { file: store, paths, options: readOptions, reader };
    const read = await throughStore(stored, (event) => trace.observe(event));
    progress.done();
    return read;
  }
  readOptions.stop = interruption.stop;
  if (paths.includes('-')) readOptions.stdin = interruption.until(process.stdin);
  const reading = readEvents(paths.length > 0 ? paths : logsOfThisMachine(), readOptions);
  for await (const batch of reading) for (const event of batch) trace.observe(event);
  progress.done();
  return { reading, verdicts: [] };
}

/** Text leaves the machine, or a program of the user's runs: said at every run. */
export function announceJudge(judge: JudgeDeclaration, questions: number): void {
  const where = 'url' in judge ? `sending text of transcripts to ${new URL(judge.url).host}` : judge.command[0]!;
  process.stderr.write(`judge ${printable(judge.name)}: ${plural(questions, 'text')}, ${printable(where)}\n`);
}

function logsOfThisMachine(): string[] {
  const logs = findSessionLogs(homedir(), process.env).filter(({ files }) => files > 0);
  if (logs.length === 0) {
    throw new CordonError('nothing-readable', 'no session logs found on this machine, and no PATH given', {
      hint: 'Give a folder of logs: cordon trace PATH --seed "…".',
    });
  }
  return logs.map(({ folder }) => folder);
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** An option's value: ISO 8601, or a span back from now. */
export function moment(value: string): number {
  const span = /^(\d+)([mhdw])$/.exec(value);
  if (span !== null) return Date.now() - Number(span[1]) * UNITS[span[2]!]!;
  const time = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError('Wanted: a time such as 2026-05-01, 2026-05-01T10:00Z, 7d or 12h.');
  return time;
}

/**
 * What is read is evidence: no output goes onto it.
 *
 * @throws CordonError `usage` when an output is an input, or lies in one
 */
export function refuseToOverwrite(outputs: (string | undefined)[], inputs: (string | undefined)[]): void {
  const read = inputs.map(realPath).filter((path) => path !== undefined);
  for (const path of outputs.map(realPath)) {
    if (path === undefined || !read.some((input) => path === input || path.startsWith(`${input}/`))) continue;
    throw new CordonError('usage', `the output would overwrite what is read: ${path}`, { hint: 'Name another file.' });
  }
}

/** Where a path leads; `undefined` when nothing is there yet, and for the standard streams. */
function realPath(path: string | undefined): string | undefined {
  if (path === undefined || path === '-') return undefined;
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
