import { statSync } from 'node:fs';
import { Command } from 'commander';
import { HIJACK } from '../../cases/index.ts';
import { CordonError } from '../../fleet/index.ts';
import { loadBehaviours } from '../cases/behaviours.ts';
import { collect } from '../cases/options.ts';
import { oneLine } from '../output/printable.ts';
import { USAGE_ERRORS } from '../output/usage-errors.ts';

interface VerdictOptions {
  behaviour: string;
  behaviours?: string[];
  reason: string;
  store: string;
}

const LONGEST_REASON = 2000;

/** `cordon confirm` and `cordon dismiss`: what a person says of a case, kept in the store. */
export function verdictCommand(name: 'confirm' | 'dismiss'): Command {
  const confirming = name === 'confirm';
  return new Command(name)
    .description(
      confirming
        ? 'Say that a session is a case: only a person can confirm one. Later traces of the store show it.'
        : 'Say that a session is no case: later traces of the store list it as dismissed, with the reason.',
    )
    .argument('<SESSION>', 'id of the session, as the trace shows it')
    .requiredOption('--behaviour <ID>', 'which behaviour: hijack, or one of your own')
    .option('--behaviours <FILE>', 'the file that declares your own; may be given several times', collect)
    .requiredOption('--reason <TEXT>', 'what you saw; it is kept and shown')
    .requiredOption('--store <FILE>', 'the store that holds the session (cordon trace PATH --store FILE)')
    .addHelpText(
      'after',
      `
A later verdict on the same session and behaviour replaces an earlier one.

Example:
  cordon ${name} run-1042 --behaviour hijack --reason "${confirming ? 'it mailed the key list' : 'the user had asked for that mail'}" --store fleet.duckdb`,
    )
    .exitOverride()
    .configureOutput(USAGE_ERRORS)
    .action((session: string, options: VerdictOptions) => verdictAction(name, session, options));
}

async function verdictAction(name: 'confirm' | 'dismiss', session: string, options: VerdictOptions): Promise<void> {
  const { behaviour, store } = options;
  const reason = options.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) {
    throw new CordonError('usage', `a reason has 1 to ${LONGEST_REASON} characters`);
  }
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(behaviour)) {
    throw new CordonError('usage', `no behaviour can be called ${oneLine(behaviour, 60)}`, {
      hint: 'The trace names the behaviour of each case.',
    });
  }
  const known = [
    HIJACK.behaviour,
    ...loadBehaviours(['shipped', ...(options.behaviours ?? [])], []).behaviours.map(({ id }) => id),
  ];
  if (!known.includes(behaviour)) {
    throw new CordonError('usage', `no behaviour ${behaviour}`, {
      hint: `There are ${known.join(', ')}. For one of your own add --behaviours FILE.`,
    });
  }
  if (statSync(store, { throwIfNoEntry: false }) === undefined) {
    throw new CordonError('store', `there is no store ${store}`, { hint: 'Make one: cordon trace PATH --store FILE.' });
  }
  const { openDuckDbLog } = await import('../../store/index.ts');
  const log = await openDuckDbLog(store);
  try {
    if (!log.hasSession(session)) {
      throw new CordonError('usage', `the store holds no session ${oneLine(session, 80)}`, {
        hint: `cordon trace --store ${store} --format json lists them.`,
      });
    }
    const verdict = name === 'confirm' ? ('confirmed' as const) : ('dismissed' as const);
    await log.judge({ session, behaviour, verdict, reason, time: Date.now() });
    process.stdout.write(`${verdict}: ${oneLine(session, 80)} as a case of ${behaviour}\n`);
  } finally {
    await log.close();
  }
}
