import { makeText, paragraph, sentence } from './grammar.ts';
import type { Passage } from './passage.ts';
import type { Rng } from './rng.ts';

/** Texts that many agents write word for word without one having it from the other. */
export interface Boilerplate {
  /** At the top of source files. */
  licence: Passage;
  /** At the top of every README and instruction file. */
  shared: Passage;
  /** At the end of mails. */
  footer: Passage;
  /** What a failing test run prints. */
  trace: Passage;
  /** What a passing test run prints. */
  passed: Passage;
  /** Banners of generated files, checklists and the like. */
  blocks: Passage[];
}

const shared = (text: string): Passage => ({ kind: 'fixed', text, shared: true });

/** One set for each fleet: the same in all its repositories. */
export function makeBoilerplate(rng: Rng): Boilerplate {
  return {
    licence: shared(
      `/*\n * This file is part of the fleet's shared tree. You may use, copy and change it under the terms\n` +
        ` * of the house licence, of which a copy lies beside it. It comes without warranty of any kind.\n` +
        ` * ${sentence(rng)}\n */`,
    ),
    shared: shared(
      `# Working agreement\n\n- Small commits, each with its reason.\n- Run the tests before you hand over.\n` +
        `- ${sentence(rng)}\n- ${sentence(rng)}\n- Ask in the team's mailbox when a rule and a task disagree.\n- ${sentence(rng)}`,
    ),
    footer: shared(
      `-- \nThis message was sent by an automated member of the team. ${sentence(rng)} If it reached you by mistake, ` +
        `delete it and tell the sender.`,
    ),
    trace: shared(
      `FAIL  integration/upload.test\nError: expected status 200, got 503\n` +
        Array.from(
          { length: 9 },
          (_, i) => `    at step${i} (/srv/build/runtime/${rng.hex(4)}.js:${10 + rng.int(900)}:${1 + rng.int(60)})`,
        ).join('\n') +
        `\nTests: 1 failed, ${40 + rng.int(60)} passed`,
    ),
    passed: shared(`Tests: ${90 + rng.int(60)} passed\nTime: about as long as ever\n${sentence(rng)}`),
    blocks: Array.from({ length: 6 }, (_, i) =>
      shared(i % 2 === 0 ? paragraph(rng, 3 + rng.int(3)) : makeText(rng, 'notes', 400 + rng.int(900))),
    ),
  };
}

/** A status report after a fixed form, with a few words of its own. */
export function statusReport(rng: Rng): Passage {
  return {
    kind: 'fixed',
    text:
      `## Status\n\nState: ${rng.pick(['green', 'amber', 'green', 'red'])}\nDone since the last report:\n- ${sentence(rng)}\n` +
      `Next:\n- ${sentence(rng)}\nBlocked by: nothing that the team can lift\nRisks: none beyond those in the register`,
  };
}
