import { injectionRule } from '../injection.ts';

export const injectionToMessage = injectionRule({
  id: 'injection-to-message',
  outcome: 'message',
  severity: (path) =>
    /start workflows/.test(path.hops[2]?.message ?? '') && path.sureness === 'certain' ? 'medium' : 'low',
  verdict: () => 'decide what is said, labelled or started in its name',
  page: {
    title: 'Text of outsiders reaches an agent that speaks for the project',
    what: 'Somebody without rights decides what the agent reads, and it may comment, label, open issues or start workflows.',
    why:
      'Comments and labels start other jobs and are read by other agents; an approval or a label may be the gate of the ' +
      'next one. By itself this is little, and often what the agent is for.',
    fix: 'Keep what it may say small: one command with a fixed target, labels from a list that a script checks.',
    misses: 'Limits that a script after the agent puts on what it says.',
  },
});
