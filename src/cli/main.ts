#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { CordonError, type CordonErrorCode, EXIT } from '../fleet/error.ts';
import { keepHeapSmall } from './heap.ts';
import { interruption } from './interrupt.ts';
import { maskSecrets } from './output/mask.ts';
import { printable } from './output/printable.ts';
import { USAGE_ERRORS } from './output/usage-errors.ts';
import { toolVersion } from './version.ts';

const EXIT_OF: Record<CordonErrorCode, number> = {
  usage: EXIT.usage,
  'seed-too-common': EXIT.usage,
  'seed-unreadable': EXIT.usage,
  'bad-config': EXIT.usage,
  'nothing-readable': EXIT.unreadable,
  'partly-read': EXIT.partial,
  store: EXIT.unreadable,
  output: EXIT.usage,
};

/** Each command by its name, loaded when it is called: a scan waits for nothing that only a trace needs. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  scan: async () => (await import('./commands/scan.ts')).scanCommand(),
  trace: async () => (await import('./commands/trace.ts')).traceCommand(),
  cut: async () => (await import('./commands/cut.ts')).cutCommand(),
  confirm: async () => (await import('./commands/verdict.ts')).verdictCommand('confirm'),
  dismiss: async () => (await import('./commands/verdict.ts')).verdictCommand('dismiss'),
  motives: async () => (await import('./commands/motives.ts')).motivesCommand(),
  lab: async () => (await import('./commands/lab.ts')).labCommand(),
};

async function program(called: string | undefined): Promise<Command> {
  const wanted = called !== undefined && Object.hasOwn(COMMANDS, called) ? [called] : Object.keys(COMMANDS);
  const root = new Command('cordon')
    .description('Outbreak surveillance for fleets of AI agents: who read it, who acted on it, who passed it on.')
    .version(toolVersion())
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .helpCommand('help [command]', 'what a command does, with its options and examples')
    .argument('[command]')
    .usage('[command] [options]')
    .action(async (word: string | undefined) => {
      if (word !== undefined) {
        throw new CordonError('usage', `no command "${word}"`, { hint: 'cordon --help lists them.' });
      }
      const { overviewAction } = await import('./commands/overview.ts');
      await overviewAction();
    })
    .addHelpText(
      'after',
      `
Examples:
  cordon                                         what can be seen in the session logs of this machine
  cordon trace ~/.claude/projects --seed "the suspicious sentence"
  cordon trace logs/ --seed @bad-skill/SKILL.md --format html --output outbreak.html
  cordon cut logs/ --seed "the sentence" --plan    what stops it, as an ordered plan (a dry run)
  cordon scan                                    could it spread in this repository
  cordon motives                                 which motivations selection favours, and how to tell them apart
  cordon lab notebook-rule --out made-up         a made-up fleet with the truth beside it

Exit: 0 done, 1 found under --fail-on, 2 wrong use, 3 nothing readable, 4 partly read under --strict, 130 interrupted.`,
    );
  for (const name of wanted) root.addCommand(await COMMANDS[name]!());
  return root;
}

async function main(): Promise<number> {
  keepHeapSmall();
  try {
    await (await program(process.argv[2])).parseAsync();
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof CordonError) {
      process.stderr.write(`cordon: ${printable(maskSecrets(error.message))}\n`);
      if (error.hint !== undefined) process.stderr.write(`  ${printable(maskSecrets(error.hint))}\n`);
      return interruption.happened ? EXIT.interrupted : EXIT_OF[error.code];
    }
    throw error;
  }
}

// `cordon … | head` closes the pipe early: that is no fault of anybody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.usage);
});

process.on('SIGINT', () => interruption.signal());

process.exitCode = await main();
// What an interrupt left waiting (a pipe, a file half read) keeps the process no longer.
if (interruption.happened) process.stdout.write('', () => process.exit());
