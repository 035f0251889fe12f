import type { Scenario } from '../scenario.ts';
import { nullScenario } from './null.ts';

/**
 * One session declines its task of its own accord and says why in the shared notebook; some of those who read it come
 * to decline as well. Nobody gives an instruction. Modelled on what was told of agents that took over one another's
 * refusal from a shared notebook; every number here is invented.
 */
export const sharedNotebook: Scenario = {
  ...nullScenario,
  name: 'shared-notebook',
  description:
    'A refusal that passes from session to session through a shared notebook, without any instruction in it.',
  repositories: 2,
  seed: {
    strain: 'refusal',
    entry: { outside: 0, session: 1 },
    entersAt: 0.1,
    fates: { ignore: 55, use: 12, relay: 3, useAndRelay: 30, quote: 0 },
    relayTo: { memory: 1, instructions: 0, message: 0, codebase: 0, context: 0 },
    alterations: { verbatim: 0, whitespace: 0, case: 0, wrap: 0, quoting: 0, json: 0, partial: 0, reworded: 1 },
    cleanedAt: null,
    comesBackAt: null,
    abroad: 0,
  },
};
