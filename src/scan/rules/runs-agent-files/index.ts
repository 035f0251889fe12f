import { splitCommands } from '../../grants/shell.ts';
import type { SiteFacts } from '../../graph/build.ts';
import { canWriteFiles } from '../../graph/carriers.ts';
import { dropStep } from '../../graph/edits.ts';
import { type Entry, isOutside } from '../../graph/entries.ts';
import { accessTo } from '../../graph/powers.ts';
import { isPoor } from '../../paths/privilege.ts';
import type { AgentSite, Step } from '../../repository/model.ts';
import type { Span } from '../../repository/position.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const runsAgentFiles: Rule = {
  id: 'runs-agent-files',
  page: {
    title: 'A later step runs files that the agent may have changed, with a secret in reach',
    what:
      'Outsiders reach an agent that has no shell but may change files, and a later step of the same job runs what lies in ' +
      'the tree (package scripts, a Makefile, tests, a local action) while it holds a secret or a token that may write.',
    why:
      'A changed package.json or test is a shell, one step later. A vendor of agents says to make the agent the last step ' +
      'of its job, for the host may have been altered by then.',
    fix: 'Run it in a job of its own that checks the tree out anew, or without the secret; or limit the agent to paths that nothing runs.',
    misses:
      'Programs outside of the tree that read configuration from it; files that the agent changes and another job takes as ' +
      'an artifact. Where the agent has a shell itself, injection-to-shell says it all.',
  },
  *check({ sites, paths }): Iterable<RawFinding> {
    for (const fact of sites) {
      const { site } = fact;
      const entry = worstEntry(fact);
      if (entry === undefined || site.agent.via === 'gh-aw' || !changesAnyFile(site)) continue;
      if (paths.some((path) => path.fact === fact && path.outcome === 'shell')) continue;
      const found = runnerAfter(site);
      if (found === undefined) continue;
      const { step, command, worth } = found;
      yield {
        severity: entry.writer === 'contributor' ? 'medium' : 'high',
        confidence: entry.certain ? 'high' : 'medium',
        span: step.span,
        message: `${command} runs files that ${site.agent.name} may have changed on text of outsiders (${entry.situation.event}), with ${worth.what} in reach.`,
        path: [
          {
            span: site.workflow.triggers.find((t) => t.event === entry.situation.event)?.span ?? site.workflow.span,
            message: `outsiders reach the agent: ${entry.situation.event}`,
          },
          { span: site.step.span, message: `${site.agent.name} may change files of the tree` },
          { span: step.span, message: `${command} runs what lies there` },
          { span: worth.span, message: `with ${worth.what} in reach` },
        ],
        assumes: entry.assumes,
        edits: [
          dropStep(step.span, `run ${command} in a job of its own, on a tree that is checked out anew`),
          ...entry.edits,
        ],
        key: `${site.id} ${step.index}`,
      };
    }
  },
};

function worstEntry({ entries }: SiteFacts): Entry | undefined {
  const open = entries.filter(
    ({ writer, approvals, situation }) => isOutside(writer) && approvals.min === 0 && !isPoor(situation),
  );
  return open.find(({ writer, certain }) => writer === 'anyone' && certain) ?? open[0];
}

/** Whether it may change a file anywhere in the tree: a limit to some paths is taken to keep it off what is run. */
function changesAnyFile(site: AgentSite): boolean {
  const writes = site.agent.grants.items.filter(({ capability }) => capability === 'write-files');
  return canWriteFiles(site) && (writes.length === 0 || writes.some(({ paths }) => paths === undefined));
}

interface Runner {
  readonly step: Step;
  readonly command: string;
  readonly worth: { readonly what: string; readonly span: Span };
}

function runnerAfter(site: AgentSite): Runner | undefined {
  for (const step of site.job.steps.slice(site.step.index + 1)) {
    if (resetsTree(step)) return undefined;
    const command = runsTree(step);
    const worth = command === undefined ? undefined : worthOf(site, step);
    if (command !== undefined && worth !== undefined) return { step, command, worth };
  }
  return undefined;
}

/** A checkout, or a command that puts every file back. */
function resetsTree({ uses, run }: Step): boolean {
  if (uses?.kind === 'action') return `${uses.owner}/${uses.repo}`.toLowerCase() === 'actions/checkout';
  return /\bgit (?:reset --hard|stash|clean -\w*f|(?:checkout|restore) (?:\S+ )?(?:-- )?\.(?:\s|$))/.test(
    run?.value ?? '',
  );
}

const BUILDERS = new Set([
  'make',
  'just',
  'rake',
  'gradle',
  'mvn',
  'tox',
  'nox',
  'pytest',
  'pre-commit',
  'bundle',
  'composer',
]);
const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const BY_COMMAND: Readonly<Record<string, RegExp>> = {
  cargo: /^(?:build|test|run|publish|bench)$/,
  go: /^(?:test|run|generate)$/,
  dotnet: /^(?:build|test|run|publish)$/,
};
const INTERPRETERS = new Set(['node', 'python', 'python3', 'ruby', 'bash', 'sh', 'deno', 'tsx', 'ts-node']);
const PACKAGE_SCRIPTS = /^(?:ci|i|install|test|t|start|run|run-script|publish|build|exec)$/;

/** The command of a step that runs files of the tree, in two words; `undefined` when none does. */
function runsTree({ uses, run, agents }: Step): string | undefined {
  if (uses?.kind === 'local') return uses.raw;
  if (run === undefined || agents.length > 0) return undefined;
  for (const { words } of splitCommands(run.value)) {
    const at = words.findIndex((word) => !/^(?:sudo|env|time|if|then|do|!|[A-Za-z_]\w*=.*)$/.test(word));
    const program = words[at] ?? '';
    const rest = words.slice(at + 1);
    const first = rest.find((word) => !word.startsWith('-')) ?? '';
    const runs =
      BUILDERS.has(program) ||
      /^\.{1,2}\/|^(?:scripts?|bin|tools|ci)\//.test(program) ||
      (PACKAGE_MANAGERS.has(program) && PACKAGE_SCRIPTS.test(first) && !rest.includes('--ignore-scripts')) ||
      BY_COMMAND[program]?.test(first) === true ||
      (INTERPRETERS.has(program) &&
        !/^-[a-z]*[ce]$/.test(rest[0] ?? '') &&
        /[./]/.test(first) &&
        !first.startsWith('/'));
    if (runs) return `${program} ${first}`.trim().slice(0, 60);
  }
  return undefined;
}

/** What the step can take: a secret of its own or of the job, or a token that may write. */
function worthOf(site: AgentSite, step: Step): Runner['worth'] | undefined {
  const shared = site.agent.secrets.filter(
    ({ name, via }) => via === 'env' && !site.step.secrets.some((own) => own.name === name),
  );
  const secret = [...step.secrets, ...shared].find(({ name }) => name !== 'GITHUB_TOKEN');
  if (secret !== undefined) return { what: `the secret ${secret.name}`, span: secret.span };
  const { permissions } = site.job;
  if (!permissions.known || accessTo(permissions, 'contents') !== 'write') return undefined;
  const given =
    step.secrets.some(({ name }) => name === 'GITHUB_TOKEN') || site.agent.checkouts.some((one) => one.persistsToken);
  return given ? { what: 'a GITHUB_TOKEN that may write contents', span: permissions.span } : undefined;
}
