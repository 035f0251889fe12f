import { type Model, type Settings, type Sweep, sweep } from '../../motives/index.ts';
import { safeJson } from '../output/printable.ts';
import { table } from '../output/table.ts';
import { percent } from './numbers.ts';

/** Milliseconds between two words of progress. */
const BETWEEN = 100;

/** Runs a sweep, and says on a terminal how far it has come. */
export function runSweep(model: Model, points: readonly Settings[], stream: NodeJS.WriteStream): Sweep {
  let shown = Number.NEGATIVE_INFINITY;
  const found = sweep(model, points, {
    onProgress: (done, total) => {
      if (stream.isTTY !== true || performance.now() < shown + BETWEEN) return;
      shown = performance.now();
      stream.write(`\r\u001b[Ksweep ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} points`);
    },
  });
  if (shown > Number.NEGATIVE_INFINITY) stream.write('\r\u001b[K');
  return found;
}

/** One JSON object for each point: what was set, and the share and fitness of each pattern. */
export function* sweepJson(found: Sweep, points: readonly Settings[]): Generator<string> {
  const n = found.patterns.length;
  yield `{"version": 1,\n"patterns": ${safeJson(found.patterns)},\n"points": [\n`;
  for (const [i, settings] of points.entries()) {
    const part = { settings, shares: row(found.shares, i, n), fitness: row(found.fitness, i, n) };
    yield `  ${safeJson(part)}${i + 1 < points.length ? ',' : ''}\n`;
  }
  yield ']}\n';
}

/** Where each pattern's share lies over all points, and at how many of them it is the largest. */
export function sweepText(found: Sweep): string {
  const n = found.patterns.length;
  const total = found.points.length;
  const first = new Array<number>(n).fill(0);
  for (let i = 0; i < total; i++) {
    const shares = row(found.shares, i, n);
    first[shares.indexOf(Math.max(...shares))]!++;
  }
  const rows = found.patterns.map((pattern, k) => {
    const shares = Array.from({ length: total }, (_, i) => found.shares[i * n + k]!).sort((a, b) => a - b);
    const at = (q: number): string => percent(shares[Math.floor(q * (total - 1))]!);
    return [pattern, at(0), at(0.5), at(1), `${first[k]!.toLocaleString('en-US')}`];
  });
  const head = ['pattern', 'lowest', 'median', 'highest', 'largest at'];
  const lines = table(head, rows, [24, 8, 8, 8, 10]);
  return [
    `${total.toLocaleString('en-US')} points. Shares after selection over all of them; no point is likelier than another.`,
    ...lines,
    '',
  ].join('\n');
}

function row(values: Float64Array, i: number, n: number): number[] {
  return [...values.subarray(i * n, (i + 1) * n)];
}
