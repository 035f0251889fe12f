import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { CordonError, traceDocument as schema } from '../../fleet/index.ts';
import { emitTelemetry, runScenario, type TelemetryKind } from '../../lab/index.ts';
import { readEvents } from '../../sources/index.ts';
import { loadScenario } from '../lab/scenario-file.ts';
import { styler } from '../output/style.ts';
import { traceCsv } from './csv.ts';
import { traceDocument } from './document.ts';
import { traceJson } from './json.ts';
import { wholeDocument } from './long-list.ts';
import { Trace } from './run.ts';
import { traceText } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;

const run = runScenario(loadScenario('notebook-rule'), { seed: 5, sessions: 8 });

/** The lines of each log of a made fleet, by its path. */
function logsOf(kind: TelemetryKind): [path: string, lines: string[]][] {
  return [...emitTelemetry(run, kind)].map(({ path, chunks }) => [
    path,
    Buffer.concat([...chunks].map((c) => Buffer.from(c)))
      .toString()
      .split('\n'),
  ]);
}

/** One thing that is wrong with a log: at which line, counted round, and what. */
type Damage =
  | { at: number; what: 'lost' | 'twice' | 'swapped' }
  | { at: number; cut: number }
  | { at: number; key: number; value: unknown };

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ at: fc.nat(), what: fc.constantFrom('lost' as const, 'twice' as const, 'swapped' as const) }),
  fc.record({ at: fc.nat(), cut: fc.nat() }),
  fc.record({
    at: fc.nat(),
    key: fc.nat(),
    value: fc.oneof(fc.jsonValue(), fc.constantFrom('', '__proto__', -1, 1e308, '\u001b[2J', [])),
  }),
);

function damaged(lines: readonly string[], damages: readonly Damage[]): string[] {
  const broken = [...lines];
  for (const one of damages) {
    const at = one.at % broken.length;
    const line = broken[at]!;
    if ('cut' in one) broken[at] = line.slice(0, one.cut % (line.length + 1));
    else if ('value' in one) broken[at] = withValue(line, one.key, one.value);
    else if (one.what === 'lost') broken[at] = '';
    else if (one.what === 'twice') broken.splice(at, 0, line);
    else broken.splice(at, 1, broken[broken.length - 1 - at]!);
  }
  return broken;
}

/** The line with the value of some key, however deep it stands, replaced. */
function withValue(line: string, key: number, value: unknown): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return line;
  }
  const places: [Record<string, unknown>, string][] = [];
  const walk = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const name of Object.keys(inner)) {
      places.push([inner as Record<string, unknown>, name]);
      walk((inner as Record<string, unknown>)[name]);
    }
  };
  walk(record);
  const place = places[key % places.length];
  if (place !== undefined) place[0][place[1]] = value;
  return JSON.stringify(record);
}

test.each<TelemetryKind>(['claude-code', 'codex'])(
  'a damaged %s log is traced to its end, in every format, and what is lost is named',
  { timeout: 120_000 },
  async (kind) => {
    const logs = logsOf(kind);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 12 }), async (damages) => {
        const root = join(folder, `${made++}`);
        for (const [i, [path, lines]] of logs.entries()) {
          const mine = damages.filter(([file]) => file % logs.length === i).map(([, one]) => one);
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), damaged(lines, mine).join('\n'));
        }
        const trace = new Trace([`text:${run.probe}`]);
        const reading = readEvents([root]);
        try {
          for await (const batch of reading) for (const event of batch) trace.observe(event);
        } catch (error) {
          expect(error).toBeInstanceOf(CordonError);
          return;
        } finally {
          rmSync(root, { recursive: true });
        }
        const doc = traceDocument(trace.finish(), reading, { toolVersion: '0.0.0', quotes: 'short' });
        expect(schema.parse(JSON.parse([...traceJson(doc)].join('')))).toEqual(wholeDocument(doc));
        expect(traceText(doc, styler(false)) + [...traceCsv(doc)].join('')).not.toMatch(/[\u0000-\u0008\u001b\u009b]/);
        const [seed] = doc.seeds;
        expect(seed!.exposedCount).toBeLessThanOrEqual(seed!.reachable);
        expect(seed!.acted).toBeLessThanOrEqual(seed!.exposedCount);
      }),
      { numRuns: 25 },
    );
  },
);
