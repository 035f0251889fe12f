import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missed, table } from '../report.ts';
import { origin, type Results } from '../results.ts';
import { SIZES } from './fleets.ts';

const HEADINGS: Record<string, string> = {
  contacts: 'Contacts: are the joins right?',
  seeds: 'Seeds: who read it, who acted, which copies they made',
  telemetries: 'The same fleet in each telemetry',
  logs: 'Real logs',
  cases: 'Cases of hijack: who acted on a payload, and who did not',
  outbreak: 'Outbreaks: who infected whom, where it began, how far it goes',
  forecast: 'Forecasts: how many cases follow if nothing is done',
};

/** Writes docs/evaluation.md. */
export function writePage(results: Results): void {
  writeFileSync(join('docs', 'evaluation.md'), pageOf(results));
}

function pageOf(results: Results): string {
  const parts = Object.keys(HEADINGS).flatMap((part) => {
    const measured = results.of(part);
    return measured === undefined ? [] : [{ part, measured }];
  });
  const lines = parts.flatMap(({ measured }) => measured.lines);
  const failed = missed(lines);
  return `${INTRODUCTION}
## In short

${
  failed.length === 0
    ? 'Every target holds.'
    : `${failed.length} of ${lines.filter((line) => line.target !== undefined).length} targets are missed:\n\n${failed.map((line) => `- ${line.part}: ${line.what} (${line.note})`).join('\n')}`
}

${parts.map(({ part, measured }) => `## ${HEADINGS[part]}\n\n${origin(measured)}\n\n${table(measured.lines)}`).join('\n\n')}
`;
}

const INTRODUCTION = `# Evaluation

Written by \`npm run evaluate\`; do not edit. \`npm run evaluate -- NAME\` measures one part again and leaves the others as they
are; \`--quick\` runs three small fleets of each kind and writes nothing. The command ends with exit code 1 when a target is missed.

**All fleets here are made up** by [the lab](lab.md): scripted agents whose truth is known. The numbers say whether Cordon
reads telemetry and joins it rightly. They say nothing about how often agents in the field do anything.

Fleets: random seeds 1 to ${SIZES.length}, of ${SIZES.join(', ')} sessions (sub-agents come on top); benign fleets
and those without content have at most 400, the thinned ones and those told in every telemetry 200. Counts are summed over the fleets before a share is taken, so large fleets weigh more; the
lowest fleet is named beside. Pairs of one fleet are not independent of each other, so no interval is given for a share: the
spread between fleets says more.

## What is counted

- **Unit of contacts**: a (write, first read) pair: one write of one session and the first time that another session read
  it. The truth lists every pair and which bases the emitted telemetry *supports* for it; [the lab's page](lab.md) and
  \`src/lab/truth.ts\` define both.
- **The same pair**: a contact that Cordon found is a true pair when writer, reader and the artifact that was read agree and
  the times of the two writes are at most 2 s apart (180 s where clocks are 30 s off). They are tied one to one, nearest first.
  A text that was read without an address (an instruction file in a system prompt) may be of any artifact.
- **Recall by a basis**: of the true pairs whose telemetry supports the basis, the share that was found under any label.
  A stronger label than the basis is a find. Pairs that nothing emitted shows are left out.
- **Precision of a label**: of the contacts with that label, the share that are true pairs. "Basis supported" counts
  those for which the truth supports the very label too.
- **The exposed**: sessions in whose context a copy of the seed came to stand, without its first writer. "Read a copy" means
  that the telemetry shows it; "client loaded it" that it was read by the client's rule alone and leaves no record. Each is
  its own line.
- **Onward copies**: what sessions wrote that holds the seed, the first writer's left out. Altered: not verbatim. A copy
  counts as found when session, artifact and time of the write agree. A write that holds several copies is one, counted under
  the least altered of them.
- **Acted**: of the exposed that were found: relayed before used before quoted, each session once, in truth and in the trace.
  An edit that takes a copy out carries it to do so: quoted.
- **End points**: writer and reader alone.

## What is counted of outbreaks

400 outbreaks and 200 fleets without transmission, drawn by \`bench/evaluate/outbreak/draw.ts\` from their number alone and not
selected by what came of them: R 0.5 to 3 by their parameters, two to five channels, 60 to 100 % of the cases detected (half of
the fleets lose telemetry of sessions, half have cases that nobody recognises), benign copying; some with reads that leave
nothing, clocks that differ, late records. Rules and instructions are traced by their text, refusals found by the shipped
behaviour. Each goes from telemetry in a folder to R as in \`cordon trace\`.

- **Who is right is drawn**: the lab decides at each first read of a copy whether it takes. Sessions that were listed and are
  no cases have no right answer and are counted under *listed that are cases* alone.
- **Infector observed**: the session that infected a listed case is listed. **Not observed**: it is not, and the case was not
  introduced.
- **One who knows the lab**: the likeliest infector for somebody who knows every rate, sees every read and compares wording.
  Who reads several cases' copies at one moment may have it from any of them; no estimator can do much better than this.
- **Source**: of every introduction with two listed cases or more whose first case is listed, in the outbreak that holds most of
  its cases.
- **Joined**: of two introductions most cases were put into one outbreak.
- **Realised mean**: offspring through a channel over all infected sessions, seen or not, until the end of the fleet.
- **Naive**: who counts whoever wrote the text as an infector, whoever reports or quotes it among them; for a case, the writer of
  what it read last.
- **Null and negative fleets**: \`null\` is benign and looked at for all shipped behaviours; in \`turf-war\` sessions end each
  other's work each of its own accord; in \`one-page\` all cases have it from one page, in \`by-themselves\` of their own accord,
  and the copies that they leave take in nobody. An outbreak is reported when the data speak for transmission.
- **Forecasts**: of the first 200 of these outbreaks only the first 35 %, and the first 55 %, of the time is traced; \`cordon cut\`
  then says how many further cases to expect within its horizon. What came are sessions with telemetry whose onset lies in
  that time and that were not listed before.
`;
