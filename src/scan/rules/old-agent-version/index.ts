import type { Severity } from '../../../fleet/index.ts';
import { atLeast, CLAUDE_CODE_ACTION_FLOORS, type Floor } from '../../facts/claude-code-action.ts';
import { isOutside } from '../../graph/entries.ts';
import type { AgentSite } from '../../repository/model.ts';
import type { RawFinding, Rule } from '../rule.ts';

/** Floors that matter by themselves, with what has to hold for them to matter; the rest weighs in the other rules. */
const MATTERS: Record<string, { readonly severity: Severity; readonly when: (site: AgentSite) => boolean }> = {
  'body-race': { severity: 'medium', when: answersMentions },
  'branch-injection': { severity: 'high', when: answersMentions },
  'title-race': { severity: 'medium', when: answersMentions },
  'human-actor': { severity: 'medium', when: (site) => site.agent.mode !== 'tag' },
  'body-payload': { severity: 'medium', when: answersMentions },
  'blanket-edit': { severity: 'high', when: answersMentions },
  'config-restore': { severity: 'medium', when: (site) => on(site, /^pull_request|^issue_comment$/) },
  'bot-actor': {
    severity: 'medium',
    when: (site) => site.agent.mode !== 'tag' && on(site, /^issues$|comment|^pull_request/),
  },
  'proc-environ': { severity: 'medium', when: (site) => on(site, /^issues$|comment|^pull_request/) },
  'review-time': { severity: 'low', when: (site) => answersMentions(site) && on(site, /review/) },
  'event-time': { severity: 'low', when: answersMentions },
  'upstream-actor': { severity: 'medium', when: (site) => on(site, /^workflow_run$/) },
};

const ORDER: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

export const oldAgentVersion: Rule = {
  id: 'old-agent-version',
  page: {
    title: 'A release of the agent action in which a known hole is open, where it matters',
    what:
      'The release that is named, by tag or by commit, is older than the one that closed a known hole, and the workflow has ' +
      'what the hole needs: it answers mentions, reads pull requests, or follows other runs.',
    why: 'Several of these holes turn a harmless-looking mention by a maintainer into commands of a stranger.',
    fix: 'Move the pin to the newest release. A moving tag (v1) is taken as the newest.',
    misses:
      'Commits that the built-in table does not name and that no comment explains are unknown, which is not the same as ' +
      'safe. Floors of agents other than claude-code-action are not known yet.',
  },
  *check({ sites }): Iterable<RawFinding> {
    for (const { site, entries } of sites) {
      const { agent } = site;
      if (agent.name !== 'anthropics/claude-code-action' || agent.version.version === undefined) continue;
      const open = CLAUDE_CODE_ACTION_FLOORS.filter(
        (row) => MATTERS[row.id]?.when(site) === true && atLeast(agent.version.version, row.version) === 'no',
      );
      if (open.length === 0 || !entries.some(({ writer }) => isOutside(writer))) continue;
      const worst = open.reduce((a, b) => (rank(b) > rank(a) ? b : a));
      const newest = open.at(-1)!;
      yield {
        severity: MATTERS[worst.id]!.severity,
        confidence: agent.version.kind === 'exact' && agent.version.assumes === undefined ? 'high' : 'medium',
        span: agent.version.span,
        message: `${agent.name} ${releaseOf(agent.version)} is open to what v${worst.version} closed: ${worst.what}${open.length > 1 ? `; ${open.length - 1} more up to v${newest.version}` : ''}.`,
        path: open.map((row) => ({
          span: agent.version.span,
          message: `before v${row.version} (${row.date}): ${row.what}`,
        })),
        assumes: agent.version.assumes === undefined ? [] : [agent.version.assumes],
        edits: [
          {
            id: `version ${agent.version.span.file}:${agent.version.span.line}`,
            span: agent.version.span,
            change: `use a release from v${newest.version} on`,
            put: `uses: ${agent.name}@v1`,
            cost: 1,
          },
        ],
        key: site.id,
      };
    }
  },
};

/** The release in words: what lies before the first one has a name and no number. */
function releaseOf({ ref, version }: AgentSite['agent']['version']): string {
  return version === '0.0.0' ? `at ${ref}, which is older than v1.0.0,` : version!;
}

function rank(row: Floor): number {
  return ORDER.indexOf(MATTERS[row.id]!.severity);
}

function answersMentions(site: AgentSite): boolean {
  return site.agent.mode !== 'agent' && on(site, /comment|review|^issues$/);
}

function on(site: AgentSite, events: RegExp): boolean {
  return site.workflow.triggers.some(({ event }) => events.test(event));
}
