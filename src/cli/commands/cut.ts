import { Command, Option } from 'commander';
import { CordonError, type CutDocument, EXIT } from '../../fleet/index.ts';
import { caseOptions, collect } from '../cases/options.ts';
import { interruption } from '../interrupt.ts';
import { safeJson } from '../output/printable.ts';
import type { Quotes } from '../output/quote.ts';
import { styler } from '../output/style.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';
import { writeOutput } from '../output/write.ts';
import { AGENT_KEYS, checkAgentKey } from '../trace/agent-key.ts';
import { announceJudge, moment, readInto, refuseToOverwrite } from '../trace/input.ts';
import { NORMALISATIONS, type Normalisation, Trace } from '../trace/run.ts';
import { toolVersion } from '../version.ts';

interface CutCommandOptions {
  seed?: string[];
  behaviours?: string[];
  behaviour?: string[];
  plan?: string | true;
  verify?: number;
  protect?: string[];
  failOn?: 'relapse';
  agentKey?: string;
  format: 'text' | 'json';
  output?: string;
  store?: string;
  quotes: Quotes;
  allowJudge?: string[];
  config?: string;
  strict?: boolean;
  hashAttribute?: string;
  hashNormalization: Normalisation;
}

export function cutCommand(): Command {
  return new Command('cut')
    .description(
      'What stops it: who may be infected next, what still carries it, ranked cuts, a plan. Changes nothing.',
    )
    .argument('[PATH...]', 'telemetry, as for cordon trace')
    .option('--seed <SEED>', 'the known bad thing, as for cordon trace; may be given several times', collect)
    .option('--behaviours <FILE>', 'the behaviours of this file; shipped: those that come with Cordon', collect)
    .option('--behaviour <ID>', 'this behaviour alone: hijack (built in), or an id from the files', collect)
    .option('--plan [FILE]', 'an ordered, reversible plan; with FILE, the whole result is written there')
    .option(
      '--verify <SINCE>',
      'whether the cure of that time held (ISO 8601, or 7d, 12h): look for relapse since',
      moment,
    )
    .option('--protect <WHAT>', 'agent:NAME or artifact:PATH that it must not reach: the least disruptive cut', collect)
    .addOption(new Option('--fail-on <WHAT>', 'with --verify: exit 1 on a relapse').choices(['relapse']))
    .option('--agent-key <KEY>', `what an agent is: one or more of ${AGENT_KEYS.join(', ')}, joined by commas`)
    .addOption(new Option('--format <FORMAT>', 'of the output').choices(['text', 'json']).default('text'))
    .option('--output <FILE>', 'write there instead of to standard output; readable by its owner alone')
    .option('--store <FILE>', 'a DuckDB file that keeps the events')
    .addOption(
      new Option('--quotes <HOW>', 'how much of a transcript the output may carry; secrets are masked in any case')
        .choices(['none', 'short', 'full'])
        .default('short'),
    )
    .option('--allow-judge <HOST>', 'a judge may send text of transcripts to this host', collect)
    .option('--config <FILE>', 'settings for all commands (cordon.config.yaml); read only when named')
    .option('--strict', 'exit 4 when anything was skipped')
    .option('--hash-attribute <NAME>', 'attribute that carries a content hash, where telemetry has no content')
    .addOption(
      new Option('--hash-normalization <HOW>', 'what was done to a text before it was hashed')
        .choices(Object.keys(NORMALISATIONS))
        .default('raw'),
    )
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .action(cutAction);
}

const HELP = `
Exit: 0 done, 1 a relapse under --fail-on relapse, 2 wrong use, 3 nothing readable, 4 partly read under --strict.

Examples:
  cordon cut logs/ --seed "the sentence"                    who may be next, and what each cut would prevent
  cordon cut logs/ --seed @SKILL.md --plan plan.txt         the plan, step by step, with what undoes each step
  cordon cut logs/ --behaviour refusal --plan --format json
  cordon cut logs/ --seed artifact:CLAUDE.md --protect agent:deployer
  cordon cut logs/ --seed "the sentence" --verify 2026-05-01T10:00Z --fail-on relapse`;

async function cutAction(paths: string[], options: CutCommandOptions): Promise<void> {
  if (options.agentKey !== undefined) checkAgentKey(options.agentKey);
  const cases = caseOptions(options);
  if ((options.seed ?? []).length === 0 && !cases.hijack && cases.library.behaviours.length === 0) {
    throw new CordonError('usage', 'there is nothing to cut: no seed and no behaviour was named', {
      hint: 'Add --seed "the sentence", --behaviour ID or --behaviours shipped.',
    });
  }
  if (options.failOn !== undefined && options.verify === undefined) {
    throw new CordonError('usage', '--fail-on relapse needs --verify: a relapse is since some moment');
  }
  const output = typeof options.plan === 'string' ? options.plan : options.output;
  checkOutput(paths, options, output);
  const trace = new Trace(options.seed ?? [], options.hashNormalization, cases);
  const { reading, verdicts } = await readInto(trace, paths, options);
  if (interruption.happened && trace.engine.counts.events === 0) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  await trace.cases.judge(options.allowJudge ?? [], announceJudge);
  const { cutDocumentOf } = await import('../cut/document.ts');
  const doc = cutDocumentOf(trace.finish(), reading, {
    toolVersion: toolVersion(),
    quotes: options.quotes,
    agentKey: options.agentKey,
    interrupted: interruption.happened,
    verdicts,
    verify: options.verify,
    protect: options.protect ?? [],
    paths,
  });
  await writeOutput(output, await render(doc, options, output));
  if (output !== undefined && output !== '-') process.stderr.write(`wrote ${output}\n`);
  if (interruption.happened) process.exitCode = EXIT.interrupted;
  else if (options.failOn === 'relapse' && doc.outbreaks.some((one) => one.relapse?.outcome === 'relapse')) {
    process.exitCode = EXIT.found;
  } else if (options.strict === true && doc.skipped.length > 0) process.exitCode = EXIT.partial;
}

/** One file for the result, and none that is read. */
function checkOutput(
  paths: string[],
  { plan, output, seed, store }: CutCommandOptions,
  file: string | undefined,
): void {
  if (typeof plan === 'string' && output !== undefined) {
    throw new CordonError('usage', '--plan FILE and --output both name a file: the result is one');
  }
  refuseToOverwrite([file], [...paths, ...(seed ?? []).map((given) => given.replace(/^@/, '')), store]);
}

async function render(doc: CutDocument, options: CutCommandOptions, output: string | undefined): Promise<string[]> {
  if (options.format === 'json') return [`${safeJson(doc, 2)}\n`];
  const { cutText } = await import('../cut/text.ts');
  const style = styler(output === undefined && process.stdout.isTTY === true);
  return [cutText(doc, { plan: options.plan !== undefined, style })];
}
