import { isOutside } from '../../graph/entries.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const denyListOnly: Rule = {
  id: 'deny-list-only',
  page: {
    title: 'Tools are taken away by name, and everything else stays',
    what: 'The grant names what the agent may not do, nothing names what it may, and text of outsiders reaches it.',
    why: 'There is always another command that does the same. A deny list of one vendor fell to a second way of listing processes.',
    fix: 'Name what the task needs, and nothing else.',
    misses: 'Deny lists in a managed policy outside of the repository.',
  },
  *check({ sites, paths }): Iterable<RawFinding> {
    for (const { site, entries } of sites) {
      const { grants, name } = site.agent;
      const denial = grants.denials[0];
      if (!grants.denyListOnly || denial === undefined) continue;
      if (!entries.some(({ writer, approvals }) => isOutside(writer) && approvals.min === 0)) continue;
      // Where the agent has a way to a shell, that finding says it all.
      if (paths.some(({ fact, outcome }) => fact.site === site && outcome === 'shell')) continue;
      yield {
        severity: 'medium',
        confidence: 'medium',
        span: denial.span,
        message: `${name} may do everything but ${denial.tool}: a deny list alone is no limit.`,
        path: [{ span: denial.span, message: `${denial.tool} is taken away, the rest stays` }],
        assumes: [],
        edits: [
          {
            id: `allow ${denial.span.file}:${denial.span.line}`,
            span: denial.span,
            change: 'name the tools that the task needs',
            put: '--allowedTools "Read,Grep,Glob"',
            cost: 2,
          },
        ],
        key: site.id,
      };
    }
  },
};
