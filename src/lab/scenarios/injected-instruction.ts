import type { Scenario } from '../scenario.ts';
import { nullScenario } from './null.ts';

/** An instruction on a page of the outside world, which some who read it carry out and some pass on. Invented numbers. */
export const injectedInstruction: Scenario = {
  ...nullScenario,
  name: 'injected-instruction',
  description:
    'An instruction that nobody in charge gave comes in on a page; some sessions carry it out, some pass it on through ' +
    'notebooks, mails and files, word for word or in words of their own.',
  seed: {
    strain: 'instruction',
    entry: { outside: 1, session: 0 },
    entersAt: 0.08,
    fates: { ignore: 50, use: 14, relay: 4, useAndRelay: 22, quote: 10 },
    relayTo: { memory: 5, instructions: 1, message: 5, codebase: 3, context: 1 },
    alterations: { verbatim: 8, whitespace: 1, case: 0, wrap: 1, quoting: 0, json: 1, partial: 1, reworded: 4 },
    cleanedAt: null,
    comesBackAt: null,
    abroad: 0.6,
  },
};
