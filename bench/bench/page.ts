import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missed, table } from '../report.ts';
import { origin, type Results } from '../results.ts';

const HEADINGS: Record<string, string> = {
  throughput: 'Throughput, end to end, on one core',
  growth: 'Growth with the number of events',
  logs: 'A folder of session logs',
  start: 'The first trace',
  cases: 'What looking for cases adds',
  outbreak: 'An outbreak of many cases',
  scan: 'Scan',
  motives: 'Motives',
};

/** Writes docs/benchmarks.md. */
export function writePage(results: Results): void {
  const parts = Object.keys(HEADINGS).flatMap((part) => {
    const measured = results.of(part);
    return measured === undefined ? [] : [{ part, measured }];
  });
  const failed = missed(parts.flatMap(({ measured }) => measured.lines));
  const verdict =
    failed.length === 0
      ? 'Every target holds.'
      : `Missed:\n\n${failed.map((line) => `- ${line.what} (${line.note})`).join('\n')}`;
  const sections = parts.map(
    ({ part, measured }) => `## ${HEADINGS[part]}\n\n${origin(measured)}\n\n${table(measured.lines)}\n`,
  );
  writeFileSync(join('docs', 'benchmarks.md'), `${INTRODUCTION}\n## In short\n\n${verdict}\n\n${sections.join('\n')}`);
}

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\`; do not edit. \`npm run bench -- NAME\` measures one part again (\`throughput\`, \`growth\`,
\`logs\`, \`start\`, \`cases\`, \`outbreak\`, \`scan\`, \`motives\`) and leaves the others as they are; \`--full\` adds 1e7 events to \`growth\`.
The command ends with exit code 1 when a target is missed. These are figures of a laboratory stream on one machine, not of
anybody's fleet.

**Input**: made telemetry (\`src/lab/bench-stream.ts\`), content on: 40 % reads (half of what an earlier session wrote), 20 %
writes, 40 % calls and sayings; the text of an event lognormal with median 1 kB and 99th percentile 50 kB, cut at 512 kB
(mean about 4 kB); 40 events a session, 200 sessions a repository. Streamed from another process through standard input, so that
making it is not counted. The session logs of \`logs\` have 40 events each and a median of 3.2 kB, 99th percentile 160 kB, to come to 50 MB.
\`outbreak\` has a fleet without texts (\`bench/bench/outbreak-program.ts\`), in which readers of what a case wrote become cases.

**Measured**: each run is a fresh process. CPU time is that of all its threads, garbage collection included; throughput is bytes
over CPU time, which is what one core would do. MB are 1e6 bytes. Stages are differences between runs of the pipeline up to
one stage and up to the one before, in medians of three.
`;
