import type { ScenarioDraft } from '../scenario/file.ts';
import { nullScenario } from './null.ts';

/** An instruction on a page of the outside world, which some who read it carry out and some pass on. Invented numbers. */
export const injectedInstruction: ScenarioDraft = {
  ...nullScenario,
  name: 'injected-instruction',
  description:
    'An instruction that nobody in charge gave comes in on a page; some sessions carry it out, some pass it on through ' +
    'notebooks, mails and files, word for word or in words of their own.',
  outbreak: true,
  strains: [
    {
      id: 'injected',
      kind: 'instruction',
      alterations: { verbatim: 8, whitespace: 1, wrap: 1, json: 1, partial: 1, reworded: 4 },
    },
  ],
  introductions: [{ strain: 'injected', at: 0.08, by: 'page' }],
  readers: {
    do: { ignore: 50, use: 14, relay: 4, useAndRelay: 22, quote: 10 },
    passOnBy: { notebook: 5, instructions: 1, mail: 5, files: 3, subagents: 1 },
  },
};
