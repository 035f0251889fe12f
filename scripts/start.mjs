// npm start: from a fresh clone to a traced outbreak. Everything in it is made up, by the lab.

import { join, relative } from 'node:path';
import { ensure, main } from './ensure.mjs';
import { fail, run } from './run.mjs';

await ensure();

const command = relative(process.cwd(), main);
const folder = 'cordon-demo';
const telemetry = join(folder, 'claude-code');
const page = join(folder, 'outbreak.html');
const seed = `@${join(folder, 'seed.txt')}`;

cordon(['lab', 'notebook-rule', '--out', folder, '--telemetry', 'claude-code', '--rng-seed', '1'], { quiet: true });
process.stdout.write(
  'A made-up outbreak, by the lab: a false rule in a notebook that a fleet of scripted agents shares.\n\n',
);
cordon(['trace', telemetry, '--seed', seed]);
cordon(['trace', telemetry, '--seed', seed, '--format', 'html', '--output', page], { quiet: true });
process.stdout.write(`
The same as a page, which works offline: ${page}
What is true about this fleet, to judge the trace by, stands in ${telemetry}.truth.json.

On your own logs (read only; nothing leaves this machine):

  node ${command}                                   what can be seen on this machine
  node ${command} trace ~/.claude/projects --seed "the suspicious sentence"
  node ${command} trace --help                      files, links and sessions as seeds; pages, tables, JSON
`);

/**
 * @param {string[]} args
 * @param {{ quiet?: boolean }} [options]
 */
function cordon(args, options) {
  const done = run(process.execPath, [main, ...args], { ...options, cwd: process.cwd() });
  if (!done) fail(`\nThis did not work: node ${command} ${args.join(' ')}`);
}
