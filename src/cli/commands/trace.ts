import { Command, Option } from 'commander';
import { CASE_STATUSES, type CaseStatus } from '../../cases/index.ts';
import { CordonError, EXIT } from '../../fleet/index.ts';
import { caseOptions } from '../cases/options.ts';
import type { CaseOptions } from '../cases/watch.ts';
import { interruption } from '../interrupt.ts';
import { oneLine } from '../output/printable.ts';
import { styler } from '../output/style.ts';
import { plural } from '../output/table.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';
import { writeOutput } from '../output/write.ts';
import { checkAgentKey } from '../trace/agent-key.ts';
import { traceDocument } from '../trace/document.ts';
import { announceJudge, moment, readInto, refuseToOverwrite } from '../trace/input.ts';
import type { LazyDocument } from '../trace/long-list.ts';
import { Trace } from '../trace/run.ts';
import { addQuestion, addReading, type TelemetryOptions } from '../trace/telemetry-options.ts';
import { toolVersion } from '../version.ts';

/** Cases that are named where `--fail-on` found some. */
const NAMED = 5;

interface TraceOptions extends TelemetryOptions {
  since?: number;
  until?: number;
  format: 'text' | 'json' | 'html' | 'csv';
  emitFleet?: string;
  failOn?: CaseStatus;
}

export function traceCommand(): Command {
  const command = new Command('trace')
    .description('From a known bad thing: who could have met it, who read it, who acted on it, who passed it on.')
    .argument(
      '[PATH...]',
      'logs, telemetry files or folders of them; - for standard input; none: what --store has, else the logs of this machine',
    );
  addQuestion(command)
    .option('--since <TIME>', 'report from this time on (ISO 8601, or 7d, 12h); joins use all events', moment)
    .option('--until <TIME>', 'report up to this time', moment)
    .addOption(
      new Option('--fail-on <STATUS>', 'exit 1 when there is a case of at least this status').choices([
        ...CASE_STATUSES,
      ]),
    )
    .addOption(
      new Option('--format <FORMAT>', 'of the output').choices(['text', 'json', 'html', 'csv']).default('text'),
    )
    .option('--emit-fleet <FILE>', 'write the observed fleet, with rates and their ranges, as fleet.yaml');
  return addReading(command)
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .action(traceAction);
}

const HELP = `
SEED is the known bad thing:
  @FILE or an existing path   the text in it
  https://…                   what was fetched from it, or quotes it
  64 hexadecimal digits       the SHA-256 of the raw bytes
  the id of a session         all that it wrote
  artifact:[REPO:]PATH        that artifact; so does its whole id, as outputs have it
  anything else               the text itself
The prefixes text:, url:, sha256:, session: force one reading.

Examples:
  cordon trace ~/.claude/projects --seed "always run with --no-verify"
  cordon trace ~/.claude/projects --seed artifact:CLAUDE.md --since 7d
  cordon trace otel.jsonl.gz --seed @SKILL.md --format html --output outbreak.html
  cordon trace chats.jsonl --seed session:run-1042 --format csv --output recall.csv
  cordon trace logs/                          without a seed: contacts, channels, longest chains`;

async function traceAction(paths: string[], options: TraceOptions): Promise<void> {
  if (options.agentKey !== undefined) checkAgentKey(options.agentKey);
  if ((options.since ?? 0) > (options.until ?? Number.POSITIVE_INFINITY)) {
    throw new CordonError('usage', '--since is later than --until: no time lies between them');
  }
  checkOutputs(paths, options);
  const cases = caseOptions(options);
  if (options.failOn !== undefined && options.seed === undefined && !looksForCases(cases)) {
    throw new CordonError('usage', '--fail-on has nothing to go by: no case is looked for', {
      hint: 'Add --behaviours shipped, --behaviour hijack or --seed.',
    });
  }
  const trace = new Trace(options.seed ?? [], options.hashNormalization, cases);
  const { reading, verdicts } = await readInto(trace, paths, options);
  if (interruption.happened && trace.engine.counts.events === 0) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  await trace.cases.judge(options.allowJudge ?? [], announceJudge);
  const traced = trace.finish();
  const doc = traceDocument(traced, reading, {
    toolVersion: toolVersion(),
    quotes: options.quotes,
    since: options.since,
    until: options.until,
    agentKey: options.agentKey,
    interrupted: interruption.happened,
    verdicts,
  });
  await writeOutput(options.output, await render(doc, options));
  if (options.emitFleet !== undefined) {
    const { fleetYaml } = await import('../trace/fleet.ts');
    await writeOutput(options.emitFleet, [
      fleetYaml(traced.engine, {
        toolVersion: toolVersion(),
        agentKey: options.agentKey,
        outbreaks: doc.outbreaks,
      }),
    ]);
  }
  if (options.output !== undefined && options.output !== '-') process.stderr.write(`wrote ${options.output}\n`);
  if (interruption.happened) process.exitCode = EXIT.interrupted;
  else if (options.failOn !== undefined && announceCases(doc, options.failOn)) process.exitCode = EXIT.found;
  else if (options.strict === true && doc.skipped.length > 0) process.exitCode = EXIT.partial;
}

function looksForCases({ hijack, library }: CaseOptions): boolean {
  return hijack || library.behaviours.length > 0;
}

/** Says which sessions `--fail-on` found; false when there is none. */
function announceCases(doc: LazyDocument, least: CaseStatus): boolean {
  const enough: readonly string[] = CASE_STATUSES.slice(CASE_STATUSES.indexOf(least));
  const named: string[] = [];
  let cases = 0;
  for (const { id, status } of doc.sessions) {
    if (enough.includes(status) && ++cases <= NAMED) named.push(`${oneLine(id, 60)} (${status})`);
  }
  if (cases === 0) return false;
  const more = cases > NAMED ? ` and ${cases - NAMED} more` : '';
  process.stderr.write(`--fail-on ${least}: ${plural(cases, 'case')}: ${named.join(', ')}${more}\n`);
  return true;
}

async function render(doc: LazyDocument, options: TraceOptions): Promise<Iterable<string>> {
  switch (options.format) {
    case 'json': {
      const { traceJson } = await import('../trace/json.ts');
      return traceJson(doc);
    }
    case 'csv': {
      const { traceCsv } = await import('../trace/csv.ts');
      return traceCsv(doc);
    }
    case 'html': {
      const { pageWith } = await import('../page/page.ts');
      const { traceJson } = await import('../trace/json.ts');
      return pageWith('trace', traceJson(doc));
    }
    case 'text': {
      const { traceText } = await import('../trace/text.ts');
      return [traceText(doc, styler(options.output === undefined && process.stdout.isTTY === true))];
    }
  }
}

function checkOutputs(paths: string[], { seed = [], output, emitFleet, store }: TraceOptions): void {
  refuseToOverwrite([output, emitFleet], [...paths, ...seed.map((given) => given.replace(/^@/, '')), store]);
  if (output !== undefined && output !== '-' && output === emitFleet) {
    throw new CordonError('usage', '--output and --emit-fleet name the same file');
  }
}
