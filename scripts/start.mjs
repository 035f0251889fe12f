// npm start: from a fresh clone to a traced outbreak. Everything in it is made up, by the lab.

import { join, relative } from 'node:path';
import { ensure, main } from './ensure.mjs';
import { fail, run } from './run.mjs';

await ensure();

const demo = join(process.cwd(), 'cordon-demo');
const telemetry = join(demo, 'telemetry');
const page = join(demo, 'outbreak.html');
const seed = `@${join(telemetry, 'seed.txt')}`;

cordon(['lab', 'notebook-rule', '--out', telemetry, '--telemetry', 'claude-code', '--rng-seed', '1'], { quiet: true });
process.stdout.write(
  'A made-up outbreak, by the lab: a false rule in a notebook that a fleet of scripted agents shares.\n\n',
);
cordon(['trace', telemetry, '--seed', seed]);
cordon(['trace', telemetry, '--seed', seed, '--format', 'html', '--output', page], { quiet: true });
process.stdout.write(`
The same as a page, which works offline: ${here(page)}
What is true about this fleet, to judge the trace by, stands in ${here(telemetry)}.

On your own logs (read only; nothing leaves this machine):

  node ${here(main)}                                   what can be seen on this machine
  node ${here(main)} trace ~/.claude/projects --seed "the suspicious sentence"
  node ${here(main)} trace --help                      files, links and sessions as seeds; pages, tables, JSON
`);

/**
 * @param {string[]} args
 * @param {{ quiet?: boolean }} [options]
 */
function cordon(args, options) {
  const done = run(process.execPath, [main, ...args], { ...options, cwd: process.cwd() });
  if (!done) fail(`\nThis did not work: node ${here(main)} ${args.join(' ')}`);
}

/**
 * A path as somebody in this folder would type it.
 *
 * @param {string} path
 */
function here(path) {
  return relative(process.cwd(), path);
}
