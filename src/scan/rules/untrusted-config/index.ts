import { RESTORING_EVENTS } from '../../facts/claude-code-action.ts';
import { autoLoads } from '../../facts/context-files.ts';
import { type Entry, isOutside } from '../../graph/entries.ts';
import { isGrave, isPoor, privilegesOf } from '../../paths/privilege.ts';
import type { Checkout } from '../../repository/agent.ts';
import type { AgentSite } from '../../repository/model.ts';
import type { RawFinding, Rule } from '../rule.ts';

/** Products whose configuration files run commands when a session starts. */
const EXECUTES = new Set(['claude-code', 'gemini-cli', 'qwen-code', 'cursor', 'copilot', 'opencode', 'droid']);

export const untrustedConfig: Rule = {
  id: 'untrusted-config',
  page: {
    title: 'An agent starts in a tree that an outsider wrote, and loads its instructions from it',
    what:
      'The job has secrets or a token that may write (pull_request_target, issue_comment, workflow_run), checks out the head ' +
      'of a pull request at the root of the workspace, and starts an agent there.',
    why:
      'A coding agent loads instruction files by itself, and configuration that runs commands before the model says a ' +
      'word. A slash command or prompt that is taken from the base branch does not help: CLAUDE.md still comes from the fork.',
    fix:
      'Check out the base at the root and the head in a folder below it, and name that folder to the agent; or run on ' +
      'pull_request, where forks have no secrets; or let only branches of the repository itself start it.',
    misses:
      'Files that a tool other than the agent loads from the tree (package scripts, Makefiles) when the agent is allowed to ' +
      'run that tool: see injection-to-shell. Checkouts by a script in words that are not understood.',
  },
  *check({ sites }): Iterable<RawFinding> {
    for (const fact of sites) {
      const { site } = fact;
      const head = site.agent.checkouts.findLast(({ path }) => path === '.' || path === '');
      if (head === undefined || head.tree !== 'head') continue;
      if (!loadsSomething(site.agent.product)) continue;
      const entry = worst(fact.entries.filter(({ situation }) => !isRestored(site, situation.event)));
      if (entry === undefined) continue;
      const held = privilegesOf(fact, entry.situation).filter(({ kind }) => kind !== 'undeclared-token');
      if (held.length === 0) continue;
      const byHand = entry.how === 'read' && entry.approvals.min > 0;
      const grave = isGrave(site, held) && EXECUTES.has(site.agent.product);
      yield {
        severity: byHand ? 'low' : entry.writer === 'contributor' ? 'medium' : grave ? 'critical' : 'high',
        confidence: entry.certain ? 'high' : 'medium',
        span: head.span,
        message: `${site.agent.name} starts in the tree of a pull request and loads its instructions from there, while the job holds ${held[0]!.what}.`,
        path: [
          {
            span: triggerSpan(site, entry),
            message: `${byHand ? 'a person with rights' : 'anybody'} starts it: ${entry.situation.event}`,
          },
          { span: head.span, message: "the head of the pull request is checked out at the workspace's root" },
          {
            span: site.step.span,
            message: `${site.agent.product} loads its instruction files and configuration from it`,
          },
          { span: held[0]!.span, message: `the job holds ${held[0]!.what}` },
        ],
        assumes: entry.assumes,
        edits: [...entry.edits, subfolder(head)],
        key: site.id,
      };
    }
  },
};

function loadsSomething(product: string): boolean {
  return ['CLAUDE.md', 'AGENTS.md', 'GEMINI.md', 'QWEN.md', '.claude/settings.json'].some((path) =>
    autoLoads(path).some((load) => load.product === product),
  );
}

/** Whether the action itself puts the base's configuration in place of the head's, which it does in some events alone. */
function isRestored(site: AgentSite, event: string): boolean {
  return site.agent.restoresConfig && RESTORING_EVENTS.includes(event);
}

function worst(entries: readonly Entry[]): Entry | undefined {
  const onPulls = entries.filter(
    ({ situation, writer }) =>
      isOutside(writer) && !isPoor(situation) && /pull_request|comment|workflow_run/.test(situation.event),
  );
  return [...onPulls].sort(
    (a, b) => a.approvals.min - b.approvals.min || Number(a.writer !== 'anyone') - Number(b.writer !== 'anyone'),
  )[0];
}

function triggerSpan(site: AgentSite, entry: Entry) {
  return site.workflow.triggers.find(({ event }) => event === entry.situation.event)?.span ?? site.workflow.span;
}

function subfolder(checkout: Checkout) {
  return {
    id: `subfolder ${checkout.span.file}:${checkout.span.line}`,
    span: checkout.span,
    change: 'check out the head in a folder below the workspace, and the base at its root',
    put: 'with:\n  path: pr-head',
    cost: 2,
  };
}
