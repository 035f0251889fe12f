import { injectionRule } from '../injection.ts';

export const injectionByMention = injectionRule({
  id: 'injection-by-mention',
  outcome: 'mention',
  severity: () => 'low',
  verdict: () => 'have commands run, once a person with rights starts the agent on their text,',
  page: {
    title: 'A person with rights starts an agent with a shell on text that an outsider wrote',
    what: 'Only people with rights start the agent, but it then reads the issue or pull request of anybody, and can run any command.',
    why:
      'The gate binds who starts it, not who wrote the text. A maintainer who mentions the agent on the issue of a ' +
      'stranger lends it their rights.',
    fix: 'List the few commands that the task needs, or keep secrets and write tokens out of the job.',
    misses:
      'Text that is edited between the mention and the reading, where the agent fetches it anew: see old-agent-version.',
  },
});
