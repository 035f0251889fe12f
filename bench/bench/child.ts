import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a process took. CPU time counts all threads, garbage collection included. */
export interface Cost {
  /** Seconds. */
  wall: number;
  cpu: number;
  /** Peak resident memory, MB (1e6 bytes). */
  memory: number;
}

const MARK = '\u0000cost ';

/** Runs in the measured process before its program: says at its end what it took. */
const REPORTER = `data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("\\0cost "+JSON.stringify([u.userCPUTime+u.systemCPUTime,u.maxRSS])+"\\n")})`;

/**
 * Runs a Node program in a fresh process and measures it. With `from`, its standard input is what that program writes.
 *
 * @throws when it ends with another exit code than 0
 */
export async function measure(program: string[], from?: string[]): Promise<Cost & { out: string }> {
  const source =
    from === undefined ? undefined : spawn(process.execPath, from, { stdio: ['ignore', 'pipe', 'inherit'] });
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', REPORTER, ...program], {
    stdio: [source === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  if (source !== undefined) {
    // A program that fails early closes its input: the failure is reported below.
    child.stdin!.on('error', () => source.kill());
    source.stdout!.pipe(child.stdin!);
  }
  const [out, errors, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')]);
  const wall = (performance.now() - started) / 1000;
  const at = errors.lastIndexOf(MARK);
  if (code !== 0 || at < 0) throw new Error(`${program.join(' ')} ended with ${code}: ${errors.slice(0, 2_000)}`);
  const [micros, kilobytes] = JSON.parse(errors.slice(at + MARK.length)) as [number, number];
  return { wall, cpu: micros / 1e6, memory: (kilobytes * 1024) / 1e6, out };
}

export function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** The median of several runs, number by number. */
export async function medianOf(
  runs: number,
  run: () => Promise<Cost & { out: string }>,
): Promise<Cost & { out: string }> {
  const costs = [];
  for (let i = 0; i < runs; i++) costs.push(await run());
  return {
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: median(costs.map(({ memory }) => memory)),
    out: costs[0]!.out,
  };
}
