import { Command, Option } from 'commander';
import { CordonError, EXIT } from '../../fleet/error.ts';
import type { ScanDocument } from '../../fleet/index.ts';
import { SEVERITIES, type Severity } from '../../fleet/severity.ts';
import { maskSecrets } from '../output/mask.ts';
import { styler } from '../output/style.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';
import { writeOutput } from '../output/write.ts';
import { toolVersion } from '../version.ts';

interface ScanOptions {
  format: 'text' | 'json' | 'sarif' | 'html';
  output?: string;
  emitFleet?: string;
  failOn?: Severity | 'loop';
  baseline?: string;
  explain?: string;
  strict?: boolean;
}

export function scanCommand(): Command {
  return new Command('scan')
    .description(
      'Could it spread here? What the agents of a repository can read, write and start, and the loops in it.',
    )
    .argument('[PATH]', 'root of the repository', '.')
    .addOption(
      new Option('--format <FORMAT>', 'of the output').choices(['text', 'json', 'sarif', 'html']).default('text'),
    )
    .option('--output <FILE>', 'write there instead of to standard output; readable by its owner alone')
    .option('--emit-fleet <FILE>', 'write the declared fleet for cordon simulate (fleet.yaml)')
    .addOption(
      new Option(
        '--fail-on <WHAT>',
        'exit 1 for findings this bad or worse; loop: for loops that may need no person',
      ).choices([...SEVERITIES, 'loop']),
    )
    .option('--baseline <FILE>', 'leave out the findings of an earlier scan (its JSON)')
    .option('--explain <RULE>', 'print the page of a rule and do nothing else; all lists them')
    .option('--strict', 'exit 4 when a file could not be read')
    .addHelpText(
      'after',
      `
Nothing in the repository is executed, and nothing is fetched.

Examples:
  cordon scan
  cordon scan ../service --format sarif --output cordon.sarif
  cordon scan --format html --output scan.html
  cordon scan --fail-on high
  cordon scan --format json --output baseline.json; cordon scan --baseline baseline.json
  cordon scan --explain propagation-loop

To silence one finding:  # cordon-ignore: RULE -- reason    (in Markdown: <!-- cordon-ignore: RULE -- reason -->)`,
    )
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .action(scanAction);
}

async function scanAction(path: string, options: ScanOptions): Promise<void> {
  const { format, output, emitFleet, failOn, baseline } = options;
  if (options.explain !== undefined) {
    const { explain } = await import('../scan/explain.ts');
    process.stdout.write(explain(options.explain, styler(process.stdout.isTTY === true)));
    return;
  }
  if (output !== undefined && output !== '-' && output === emitFleet) {
    throw new CordonError('usage', '--output and --emit-fleet name the same file');
  }
  const { scanRepository } = await import('../../scan/index.ts');
  const known = baseline === undefined ? undefined : (await import('../scan/baseline.ts')).readBaseline(baseline);
  const found = scanRepository(path, {
    toolVersion: toolVersion(),
    ...(known !== undefined && { baseline: known }),
  });
  const doc = { ...found, excerpts: found.excerpts?.map((each) => ({ ...each, text: maskSecrets(each.text) })) };
  await writeOutput(output, await render(doc, format, output));
  if (emitFleet !== undefined) {
    const { declaredFleetYaml } = await import('../scan/fleet.ts');
    await writeOutput(emitFleet, [declaredFleetYaml(doc)]);
  }
  if (output !== undefined && output !== '-') process.stderr.write(`wrote ${output}\n`);
  if (failOn !== undefined && fails(doc, failOn)) process.exitCode = EXIT.found;
  else if (options.strict === true && doc.coverage.skipped.some(({ weight }) => weight === 'error')) {
    process.exitCode = EXIT.partial;
  }
}

async function render(
  doc: ScanDocument,
  format: ScanOptions['format'],
  output: string | undefined,
): Promise<Iterable<string>> {
  switch (format) {
    case 'json': {
      const { scanJson } = await import('../scan/json.ts');
      return scanJson(doc);
    }
    case 'sarif': {
      const { scanSarif } = await import('../scan/sarif.ts');
      return [scanSarif(doc)];
    }
    case 'html': {
      const { pageWith } = await import('../page/page.ts');
      const { safeJson } = await import('../output/printable.ts');
      return pageWith('scan', [safeJson(doc)]);
    }
    case 'text': {
      const { scanText } = await import('../scan/text.ts');
      return [scanText(doc, styler(output === undefined && process.stdout.isTTY === true))];
    }
  }
}

/** Whether what `--fail-on` names is among the findings that neither a comment nor the baseline silences. */
export function fails(doc: ScanDocument, failOn: Severity | 'loop'): boolean {
  if (failOn === 'loop') return doc.findings.some(({ loop }) => loop !== undefined);
  return doc.findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn));
}
