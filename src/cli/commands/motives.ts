import { Command, Option } from 'commander';
import { CordonError } from '../../fleet/error.ts';
import type { MotivesDocument } from '../../motives/index.ts';
import { styler } from '../output/style.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';
import { writeOutput } from '../output/write.ts';
import { toolVersion } from '../version.ts';

interface MotivesOptions {
  format: 'text' | 'json' | 'html';
  output?: string;
  train?: string;
  audit?: string;
  set: string[];
  sweep: string[];
  rngSeed?: string;
  printModel?: boolean;
}

const gathered = (value: string, before: string[]): string[] => [...before, value];

export function motivesCommand(): Command {
  return new Command('motives')
    .description(
      'Which motivations does selection favour, which of them would spread, and which test tells them apart?',
    )
    .argument('[MODEL]', 'a model file (YAML); without one, the built-in behavioural selection model')
    .addOption(new Option('--format <FORMAT>', 'of the output').choices(['text', 'json', 'html']).default('text'))
    .option('--output <FILE>', 'write there instead of to standard output; readable by its owner alone')
    .option('--train <N>', 'selection steps')
    .option('--audit <TESTS>', 'candidate tests, their costs, and what was observed already (YAML)')
    .option('--set <NAME=VALUE>', 'a setting: capability, operations.ID, priors.NAME, … (repeatable)', gathered, [])
    .option('--sweep <NAME=VALUES>', 'values V,V,V or LOW:HIGH:COUNT of a setting (repeatable)', gathered, [])
    .option('--rng-seed <N>', 'seed of the random beliefs')
    .option('--print-model', 'print the built-in model file and do nothing else: copy it, change one thing')
    .addHelpText(
      'after',
      `
Examples:
  cordon motives
  cordon motives --format html --output motives.html
  cordon motives --print-model > mine.yaml; cordon motives mine.yaml
  cordon motives --set operations.developer_iteration=1 --set capability=100
  cordon motives --audit tests.yaml
  cordon motives --sweep priorStrength=0:2:100 --sweep steps=0:200:100 --format json --output sweep.json

Every number of a model is an assumption. docs/motives.md explains the file.`,
    )
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .action(motivesAction);
}

async function motivesAction(path: string | undefined, options: MotivesOptions): Promise<void> {
  const { format, output } = options;
  const { DEFAULT_MODEL, grid, motivesDocument } = await import('../../motives/index.ts');
  if (options.printModel === true) return writeOutput(output, [DEFAULT_MODEL]);
  const { modelOfFile } = await import('../motives/read-model.ts');
  const { axesOf, settingsOf } = await import('../motives/settings.ts');
  const { model, warnings } = modelOfFile(path);
  const set = options.rngSeed === undefined ? options.set : [...options.set, `seed=${options.rngSeed}`];
  const settings = settingsOf(model, set, options.train);
  if (options.sweep.length > 0) {
    if (format === 'html') throw new CordonError('usage', '--sweep has no page', { hint: 'Use text or json.' });
    const { runSweep, sweepJson, sweepText } = await import('../motives/sweep.ts');
    const points = grid(axesOf(model, options.sweep), settings);
    const found = runSweep(model, points, process.stderr);
    await writeOutput(output, format === 'json' ? sweepJson(found, points) : [sweepText(found)]);
  } else {
    const { readTests } = await import('../motives/tests-file.ts');
    const { tests, observed } = readTests(options.audit, model);
    const asked = { file: path ?? null, warnings, model, settings, tests, observed };
    const doc = motivesDocument(asked, toolVersion());
    await writeOutput(output, await render(doc, format, output));
  }
  if (output !== undefined && output !== '-') process.stderr.write(`wrote ${output}\n`);
}

async function render(
  doc: MotivesDocument,
  format: MotivesOptions['format'],
  output: string | undefined,
): Promise<Iterable<string>> {
  switch (format) {
    case 'json': {
      const { safeJson } = await import('../output/printable.ts');
      return [`${safeJson(doc, 1)}\n`];
    }
    case 'html': {
      const { pageWith } = await import('../page/page.ts');
      const { safeJson } = await import('../output/printable.ts');
      return pageWith('motives', [safeJson(doc)]);
    }
    case 'text': {
      const { motivesText } = await import('../motives/text.ts');
      return [motivesText(doc, styler(output === undefined && process.stdout.isTTY === true))];
    }
  }
}
