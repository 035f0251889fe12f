import { type Command, Option } from 'commander';
import { collect } from '../cases/options.ts';
import type { Quotes } from '../output/quote.ts';
import { AGENT_KEYS } from './agent-key.ts';
import { NORMALISATIONS, type Normalisation } from './run.ts';

/** What every command that reads telemetry takes. */
export interface TelemetryOptions {
  seed?: string[];
  behaviours?: string[];
  behaviour?: string[];
  agentKey?: string;
  output?: string;
  store?: string;
  quotes: Quotes;
  allowJudge?: string[];
  config?: string;
  strict?: boolean;
  hashAttribute?: string;
  hashNormalization: Normalisation;
}

/** What is looked for. */
export function addQuestion(command: Command): Command {
  return command
    .option('--seed <SEED>', 'the known bad thing; may be given several times', collect)
    .option(
      '--behaviours <FILE>',
      'look for the behaviours of this file; shipped: those that come with Cordon; may be given several times',
      collect,
    )
    .option(
      '--behaviour <ID>',
      'look for this one alone: hijack (built in), or an id from the files; may be given several times',
      collect,
    );
}

/** How it is read, and how much of it an output may carry. */
export function addReading(command: Command): Command {
  return command
    .option('--output <FILE>', 'write there instead of to standard output; readable by its owner alone')
    .addOption(
      new Option('--quotes <HOW>', 'how much of a transcript the output may carry; secrets are masked in any case')
        .choices(['none', 'short', 'full'])
        .default('short'),
    )
    .option('--agent-key <KEY>', `what an agent is: one or more of ${AGENT_KEYS.join(', ')}, joined by commas`)
    .option('--store <FILE>', 'keep the events in a DuckDB file: for fleets larger than memory, and for a second look')
    .option(
      '--allow-judge <HOST>',
      'a judge may send text of transcripts to this host; may be given several times',
      collect,
    )
    .option('--config <FILE>', 'settings for all commands (cordon.config.yaml); read only when named')
    .option('--strict', 'exit 4 when anything was skipped')
    .option('--hash-attribute <NAME>', 'attribute that carries a content hash, where telemetry has no content')
    .addOption(
      new Option('--hash-normalization <HOW>', 'what was done to a text before it was hashed')
        .choices(Object.keys(NORMALISATIONS))
        .default('raw'),
    );
}
