import { Command, Option } from 'commander';
import { CordonError, type CutDocument, EXIT } from '../../fleet/index.ts';
import { caseOptions, collect } from '../cases/options.ts';
import { interruption } from '../interrupt.ts';
import { safeJson } from '../output/printable.ts';
import { styler } from '../output/style.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';
import { writeOutput } from '../output/write.ts';
import { checkAgentKey } from '../trace/agent-key.ts';
import { announceJudge, moment, readInto, refuseToOverwrite } from '../trace/input.ts';
import { Trace } from '../trace/run.ts';
import { addQuestion, addReading, type TelemetryOptions } from '../trace/telemetry-options.ts';
import { toolVersion } from '../version.ts';

interface CutCommandOptions extends TelemetryOptions {
  plan?: string | true;
  verify?: number;
  protect?: string[];
  failOn?: 'relapse';
  format: 'text' | 'json';
}

export function cutCommand(): Command {
  const command = new Command('cut')
    .description(
      'What stops it: who may be infected next, what still carries it, ranked cuts, a plan. Changes nothing.',
    )
    .argument('[PATH...]', 'telemetry, as for cordon trace');
  addQuestion(command)
    .option('--plan [FILE]', 'an ordered, reversible plan; with FILE, the whole result is written there')
    .option(
      '--verify <SINCE>',
      'whether the cure of that time held (ISO 8601, or 7d, 12h): look for relapse since',
      moment,
    )
    .option('--protect <WHAT>', 'agent:NAME or artifact:PATH that it must not reach: the least disruptive cut', collect)
    .addOption(new Option('--fail-on <WHAT>', 'with --verify: exit 1 on a relapse').choices(['relapse']))
    .addOption(new Option('--format <FORMAT>', 'of the output').choices(['text', 'json']).default('text'));
  return addReading(command).addHelpText('after', HELP).exitOverride().configureOutput(USAGE_ERRORS).action(cutAction);
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
