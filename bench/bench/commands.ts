import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { benchStream } from '../../src/lab/bench-stream.ts';
import type { Line } from '../report.ts';
import { measure, medianOf } from './child.ts';

const MAIN = join('dist', 'cli', 'main.js');
const RUNS = 3;
const LOGS = 100;
/** Events of one session of the stream. */
const SESSION_EVENTS = 40;
const MEGABYTES = 50;

/** A folder of session logs, traced by the command as a whole process. */
export async function logs(folder: string): Promise<Line[]> {
  const { files, bytes } = writeLogs(folder);
  const args = [MAIN, 'trace', folder, '--seed', 'the retired signer hangs the upload stage of every integration test'];
  const { wall, cpu, memory } = await medianOf(RUNS, () => measure(args));
  return [
    {
      part: 'logs',
      what: 'trace of 100 session logs, whole process',
      target: { atMost: 4 },
      reached: wall,
      unit: 's',
      note: `${files} files, ${(bytes / 1e6).toFixed(1)} MB; wall time, median of ${RUNS}; CPU ${cpu.toFixed(1)} s, ${memory.toFixed(0)} MB`,
    },
  ];
}

/** The trace of `npm start`, as text and as the page. */
export async function start(folder: string): Promise<Line[]> {
  const telemetry = join(folder, 'telemetry');
  await measure([MAIN, 'lab', 'notebook-rule', '--out', telemetry, '--telemetry', 'claude-code', '--rng-seed', '1']);
  const args = [MAIN, 'trace', telemetry, '--seed', `@${join(telemetry, 'seed.txt')}`];
  const { wall, cpu } = await medianOf(RUNS, () => measure(args));
  return [
    {
      part: 'start',
      what: "npm start's trace of the bundled outbreak",
      target: { atMost: 10 },
      reached: wall,
      unit: 's',
      note: `wall time, median of ${RUNS}; CPU ${cpu.toFixed(1)} s`,
    },
  ];
}

/** Cuts the stream into one file a session, with texts long enough to fill the wanted size. */
function writeLogs(folder: string): { files: number; bytes: number } {
  mkdirSync(folder, { recursive: true });
  const files = new Set<string>();
  let bytes = 0;
  let rest = '';
  const stream = benchStream({
    kind: 'claude-code',
    events: LOGS * SESSION_EVENTS,
    medianChars: 3_200,
    p99Chars: 160_000,
  });
  for (const chunk of stream) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const id = /"sessionId":"([^"]+)"/.exec(line)![1]!;
      files.add(id);
      appendFileSync(join(folder, `${id}.jsonl`), `${line}\n`, 'latin1');
      bytes += line.length + 1;
    }
  }
  if (Math.abs(bytes / 1e6 - MEGABYTES) > 10) throw new Error(`the logs have ${bytes} bytes`);
  return { files: files.size, bytes };
}
