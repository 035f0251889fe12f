import { injectionRule, lessForFewer } from '../injection.ts';

export const injectionToSecret = injectionRule({
  id: 'injection-to-secret',
  outcome: 'secret',
  severity: (path) => lessForFewer(path, 'high'),
  verdict: ({ privileges }) => `read ${privileges.find(({ kind }) => /key|secret/.test(kind))?.what ?? 'a secret'}`,
  page: {
    title: 'Text of outsiders reaches an agent that can read its own secrets and answer in public',
    what:
      'The agent has no shell, but a tool that reads files of the host, in a version that lets it read the environment of ' +
      'its own process, and a way out: a comment, a commit, a page that it fetches.',
    why: 'A list of tools that only read is no protection for a key that lies in the same process. A comment is network enough.',
    fix: 'Use a release in which the reading tool is kept out of /proc, and let only people with rights start the job.',
    misses: 'Agents whose reading tool is not known to reach /proc: nothing is claimed about them.',
  },
});
