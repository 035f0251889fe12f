// npm run evaluate [-- NAME...] [--quick]: is what Cordon finds right, against fleets whose truth is known?

import { type Line, missed, table } from '../report.ts';
import { Results } from '../results.ts';
import { cases } from './cases.ts';
import { contacts } from './contacts.ts';
import { forecast } from './forecast.ts';
import { logs } from './logs.ts';
import { outbreak } from './outbreak.ts';
import { writePage } from './page.ts';
import { seeds } from './seeds.ts';
import { telemetries } from './telemetries.ts';

const PARTS: Record<string, (quick: boolean, say: (text: string) => void) => Promise<Line[]>> = {
  contacts,
  seeds,
  telemetries,
  logs,
  cases,
  outbreak,
  forecast,
};

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  process.stderr.write(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}

const lines: Line[] = [];
const results = new Results('evaluation');
for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
  const started = performance.now();
  const found = await PARTS[name]!(quick, (text) => process.stderr.write(`${name}: ${text}\n`));
  lines.push(...found);
  if (!quick) results.keep(name, found);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`\n## ${name} (${seconds} s)\n\n${table(found)}\n`);
}
if (!quick) writePage(results);
const failed = missed(lines);
process.stdout.write(`\n${failed.length === 0 ? 'Every target holds.' : `${failed.length} targets missed.`}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
