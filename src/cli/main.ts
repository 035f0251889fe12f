#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { CordonError, type CordonErrorCode, EXIT } from '../fleet/index.ts';
import { labCommand } from './commands/lab.ts';
import { overviewAction } from './commands/overview.ts';
import { scanCommand } from './commands/scan.ts';
import { traceCommand } from './commands/trace.ts';
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

function program(): Command {
  return new Command('cordon')
    .description('Outbreak surveillance for fleets of AI agents: who read it, who acted on it, who passed it on.')
    .version(toolVersion())
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .helpCommand('help [command]', 'what a command does, with its options and examples')
    .argument('[command]')
    .usage('[command] [options]')
    .addCommand(scanCommand())
    .addCommand(traceCommand())
    .addCommand(labCommand())
    .action(async (word: string | undefined) => {
      if (word !== undefined) {
        throw new CordonError('usage', `no command "${word}"`, { hint: 'cordon --help lists them.' });
      }
      await overviewAction();
    })
    .addHelpText(
      'after',
      `
Examples:
  cordon                                         what can be seen in the session logs of this machine
  cordon trace ~/.claude/projects --seed "the suspicious sentence"
  cordon trace logs/ --seed @bad-skill/SKILL.md --format html --output outbreak.html
  cordon scan                                    could it spread in this repository
  cordon lab notebook-rule --out made-up         a made-up fleet with the truth beside it

Exit: 0 done, 2 wrong use, 3 nothing readable, 4 partly read under --strict, 130 interrupted.`,
    );
}

async function main(): Promise<number> {
  keepHeapSmall();
  try {
    await program().parseAsync();
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
