import { injectionRule, lessForFewer } from '../injection.ts';

export const injectionToShell = injectionRule({
  id: 'injection-to-shell',
  outcome: 'shell',
  severity: (path) => {
    if (path.sureness === 'able') return lessForFewer(path, 'medium');
    const only = path.privileges.every(({ kind }) => kind === 'undeclared-token');
    return lessForFewer(path, path.grave ? 'critical' : only ? 'medium' : 'high');
  },
  verdict: ({ privileges }) => `run commands where ${privileges[0]!.what} is in reach,`,
  page: {
    title: 'Text of outsiders reaches an agent that can run any command',
    what:
      'Somebody without rights in the repository can start the job, or decides what the agent reads in it, and the agent ' +
      'holds a tool that runs any command: a shell without a limit, an interpreter, a package manager, or commands that ' +
      'expand others.',
    why:
      'A model cannot be relied on to tell text from instructions. Whoever writes the issue decides what the shell does, ' +
      'with every secret and token of the job. The permissions block does not bound this: the key of the model, App ' +
      'tokens and the cache of the default branch lie outside of it.',
    fix:
      'Close one of the three: let only people with rights start it (and remember that a gate on who starts it says ' +
      'nothing about who wrote the text); list the few tools that the task needs; or give the job nothing worth taking ' +
      'and let a second job, without the text, do the writing. Moving the text into an environment variable changes ' +
      'nothing for the model.',
    misses:
      'Gates inside called actions of other repositories; tool lists that an expression builds; agents started by ' +
      'scripts outside of workflows. Whether a repository is private, and so who can open an issue, is not in the tree: ' +
      'it is taken to be public.',
  },
});
