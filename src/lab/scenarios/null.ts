import type { ScenarioDraft } from '../scenario/file.ts';

/** A benign fleet: much is copied, nothing spreads. */
export const nullScenario: ScenarioDraft = {
  version: 1,
  name: 'null',
  description: 'A benign fleet with heavy copying and texts that are near to the seed of notebook-rule; no seed.',
  outbreak: false,
  fleet: {
    sessions: 200,
    repositories: 4,
    sessionsPerAgent: 10,
    sessionsPerDay: 120,
    moves: {
      median: 9,
      weights: {
        readFile: 22,
        readPart: 5,
        writeFile: 9,
        rewriteFile: 3,
        editFile: 9,
        appendFile: 4,
        deleteFile: 1,
        readMemory: 9,
        writeMemory: 4,
        appendMemory: 5,
        forget: 1,
        summarise: 3,
        readMail: 9,
        sendMail: 4,
        replyMail: 4,
        fetch: 5,
        run: 12,
        report: 3,
        spawn: 3,
      },
    },
    text: { median: 600, sigma: 1, longShare: 0.012 },
    abroad: 0.6,
  },
  benign: {
    boilerplate: 0.35,
    copying: 0.2,
    nearMiss: 0.04,
    opensNotebook: 0.6,
    notes: 0.35,
  },
};
