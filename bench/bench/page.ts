import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Line, missed, table } from '../report.ts';

/** The machine, without its name. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 1e9).toFixed(0);
  return `${cpus().length} cores (${cpu?.model.trim()}), ${memory} GB of memory, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** Writes docs/benchmarks.md. */
export function writePage(lines: readonly Line[]): void {
  const failed = missed(lines);
  const verdict =
    failed.length === 0
      ? 'Every target holds.'
      : `Missed: ${failed.map((line) => `${line.what} (${line.note})`).join('; ')}.`;
  writeFileSync(
    join('docs', 'benchmarks.md'),
    `${INTRODUCTION}\nMeasured on ${machine()}.\n\n${verdict}\n\n${table(lines)}\n`,
  );
}

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\`; do not edit. \`npm run bench -- NAME\` runs one part (\`throughput\`, \`growth\`, \`logs\`, \`start\`),
\`--full\` adds 1e7 events to \`growth\`. The command ends with exit code 1 when a target is missed. These are figures of a
laboratory stream on one machine, not of anybody's fleet.

**Input**: made telemetry (\`src/lab/bench-stream.ts\`), content on: 40 % reads (half of what an earlier session wrote), 20 %
writes, 40 % calls and sayings; the text of an event lognormal with median 1 kB and 99th percentile 50 kB, cut at 512 kB
(mean about 4 kB); 40 events a session, 200 sessions a repository. Streamed from another process through standard input, so that
making it is not counted. The session logs of \`logs\` have 40 events each and a median of 3.2 kB, 99th percentile 160 kB, to come to 50 MB.

**Measured**: each run is a fresh process. CPU time is that of all its threads, garbage collection included; throughput is bytes
over CPU time, which is what one core would do. MB are 1e6 bytes. Stages are differences between runs of the pipeline up to
one stage and up to the one before, in medians of three.
`;
