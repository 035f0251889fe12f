import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CordonError } from '../../fleet/index.ts';
import type { RunOptions, ScenarioFile, TelemetryKind } from '../../lab/index.ts';
import { plural } from '../output/table.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';

interface LabOptions {
  out: string;
  rngSeed: number;
  sessions?: number;
  telemetry: TelemetryKind[];
  missingSessions?: number;
  missingReads?: number;
  content?: 'full' | 'hashes' | 'structure';
  clockSkew?: number;
  late?: number;
}

const KINDS = ['otlp', 'chat', 'claude-code', 'codex', 'langfuse'];

export function labCommand(): Command {
  return new Command('lab')
    .description('Make a fleet of scripted agents that leaves telemetry, with the truth beside it. No model is run.')
    .argument(
      '<SCENARIO>',
      'notebook-rule, injected-instruction, shared-notebook (outbreaks); null, null-instructive (benign); ' +
        'refusal-notebook, registry-board, issue-to-instructions, feed-into-prompt (after documented events); turf-war, ' +
        'null-fleet (nothing spreads); or a scenario FILE.yaml',
    )
    .requiredOption('--out <DIR>', 'folder to write into')
    .option('--rng-seed <N>', 'random seed: the same one gives the same fleet, byte for byte', whole, 1)
    .option('--sessions <N>', 'sessions started from outside; sub-agents come on top', whole)
    .addOption(
      new Option('--telemetry <KIND...>', 'kinds of telemetry to leave').choices(KINDS).default(['claude-code']),
    )
    .option('--missing-sessions <SHARE>', 'share of sessions that leave nothing', share)
    .option('--missing-reads <SHARE>', 'share of reads that leave nothing', share)
    .addOption(
      new Option('--content <HOW>', 'what is left of content: full, unless the scenario says otherwise').choices([
        'full',
        'hashes',
        'structure',
      ]),
    )
    .option('--clock-skew <MS>', "standard deviation of each agent's clock, milliseconds", whole)
    .option('--late <SHARE>', 'share of records that come late', share)
    .addHelpText(
      'after',
      `
Examples:
  cordon lab notebook-rule --out made-up
  cordon lab null --out benign --telemetry otlp --sessions 500 --rng-seed 7
  cordon lab notebook-rule --out blind --telemetry otlp --content hashes
  cordon lab my-outbreak.yaml --out made-up --telemetry chat`,
    )
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .action(labAction);
}

async function labAction(name: string, options: LabOptions): Promise<void> {
  const { labFiles, runScenario, truthOf, writeLab } = await import('../../lab/index.ts');
  const { loadScenario } = await import('../lab/scenario-file.ts');
  const { out, telemetry, rngSeed, ...rest } = options;
  const scenario = loadScenario(name);
  const run = runScenario(scenario, { ...(rest as Omit<RunOptions, 'seed'>), seed: rngSeed });
  clearOldFleets(out, telemetry);
  const written = writeLab(out, labFiles(run, telemetry));
  const { seed, epidemic } = truthOf(run, telemetry[0]!);
  const strains = epidemic?.strains ?? (seed === null ? [] : [{ kind: run.seed!.strain, text: seed.text }]);
  writeLab(
    out,
    strains.map(({ text }, i) => ({ path: seedFile(i), chunks: [`${text}\n`] })),
  );
  const mega = (written.bytes / 1e6).toFixed(1);
  process.stdout.write(
    `${run.scenario.name}: ${plural(run.sessions.length, 'session')}, ${mega} MB in ${plural(written.files, 'file')} under ${out}\n`,
  );
  if (epidemic !== undefined) {
    const cases = plural(epidemic.infections.length, 'session');
    process.stdout.write(
      `${cases} took it up, of them ${epidemic.introductions.length} without having it from another.\n`,
    );
  }
  process.stdout.write(sourceOf(scenario));
  const folder = join(out, telemetry[0]!);
  strains.forEach(({ kind }, i) => {
    process.stdout.write(
      `${i === 0 ? '\n' : ''}Trace it:  cordon trace ${folder} ${howToTrace(kind, join(out, seedFile(i)))}\n`,
    );
  });
  if (strains.length > 0) process.stdout.write(`Truth:     ${folder}.truth.json\n`);
}

/** What a scenario is modelled after, and that its numbers are made up. */
function sourceOf({ documented }: ScenarioFile): string {
  if (documented === undefined) return '';
  return `After: ${documented.event}.\nInvented: ${documented.invented.join(', ')}. No rate of this fleet is that event's.\n`;
}

function seedFile(strain: number): string {
  return strain === 0 ? 'seed.txt' : `seed-${strain + 1}.txt`;
}

/** A refusal passes on in other words each time: it is found as a behaviour, not as a text. */
function howToTrace(strain: 'rule' | 'instruction' | 'refusal', seed: string): string {
  if (strain === 'refusal') return '--behaviours shipped --behaviour refusal';
  return strain === 'instruction' ? `--seed @${seed} --behaviour hijack` : `--seed @${seed}`;
}

/** Two fleets in one folder would be traced as one: an earlier one of the same kind goes, anything else stays. */
function clearOldFleets(out: string, kinds: readonly TelemetryKind[]): void {
  for (const kind of kinds) {
    const folder = join(out, kind);
    if (!existsSync(folder) || readdirSync(folder).length === 0) continue;
    if (!existsSync(`${folder}.truth.json`)) {
      throw new CordonError('output', `${folder} holds files that are no fleet of the lab`, {
        hint: 'Name an empty folder with --out.',
      });
    }
    rmSync(folder, { recursive: true });
  }
}

function whole(value: string): number {
  const n = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(n)) throw new InvalidArgumentError('Wanted: a whole number.');
  return n;
}

function share(value: string): number {
  const n = Number(value);
  if (!(n >= 0 && n <= 1)) throw new InvalidArgumentError('Wanted: a share from 0 to 1.');
  return n;
}
