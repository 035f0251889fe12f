// npm run bench [-- NAME...] [--full]: how fast, and in how much memory?

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, missed, table } from '../report.ts';
import { machine, Results } from '../results.ts';
import { cases } from './cases.ts';
import { logs, start } from './commands.ts';
import { growth } from './growth.ts';
import { motives } from './motives.ts';
import { outbreak } from './outbreak.ts';
import { runOutbreak } from './outbreak-program.ts';
import { writePage } from './page.ts';
import { make, runStage, type Stage } from './programs.ts';
import { scan } from './scan.ts';
import { throughput } from './throughput.ts';

const [first, second, third] = process.argv.slice(2);
// The measured programs are in the same file, so that they run the same bundle.
if (first === '--make') await make({ kind: second as 'claude-code' | 'chat', events: Number(third) });
else if (first === '--stage') await runStage(second as Stage);
else if (first === '--outbreak') runOutbreak(Number(second));
else await bench(process.argv.slice(2));

async function bench(args: string[]): Promise<void> {
  const full = args.includes('--full');
  const names = args.filter((arg) => !arg.startsWith('--'));
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const parts: Record<string, () => Promise<Line[]>> = {
    throughput: () => throughput(say),
    growth: () => growth(say, full),
    logs: () => logs(join(folder, 'logs')),
    start: () => start(folder),
    cases: () => cases(say),
    outbreak: () => outbreak(say),
    scan: () => scan(join(folder, 'scan')),
    motives,
  };
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    say(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const lines: Line[] = [];
  const results = new Results('benchmarks');
  try {
    process.stdout.write(`${machine()}\n`);
    for (const name of names.length > 0 ? names : Object.keys(parts)) {
      const found = await parts[name]!();
      lines.push(...found);
      results.keep(name, found);
      process.stdout.write(`\n## ${name}\n\n${table(found)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  writePage(results);
  const failed = missed(lines);
  process.stdout.write(`\n${failed.length === 0 ? 'Every target holds.' : `${failed.length} targets missed.`}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
