import { injectionRule, lessForFewer } from '../injection.ts';

export const injectionToCode = injectionRule({
  id: 'injection-to-code',
  outcome: 'code',
  severity: (path) => {
    const direct = /\b(?:push to any branch|merge|pushes)\b/.test(path.hops[2]?.message ?? '');
    const base = direct && path.sureness === 'certain' ? 'high' : 'medium';
    return path.sureness === 'able' ? 'low' : lessForFewer(path, base);
  },
  verdict: () => 'decide what is written to the repository',
  page: {
    title: 'Text of outsiders reaches an agent that can change the code',
    what:
      'Somebody without rights decides what the agent reads, and the agent, or a later step of its job, pushes, merges or ' +
      'opens pull requests with a token that may.',
    why: 'What is pushed is built, released and read by the next agent. A pull request in a trusted name is merged more easily.',
    fix: 'Let only people with rights start it; or let it end in a patch that a person applies; protect the default branch.',
    misses: 'Branch protection is not in the tree: declare it in cordon.config.yaml, and loops are judged by it.',
  },
});
