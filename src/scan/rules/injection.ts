import type { Confidence, Severity } from '../../fleet/index.ts';
import { WEB_ENTRY } from '../graph/entries.ts';
import type { InjectionPath, Outcome } from '../paths/injection.ts';
import type { RawFinding, Rule, RulePage } from './rule.ts';

/** A rule about one outcome of an injection path; its folder says how bad it is and writes its page. */
export function injectionRule(options: {
  readonly id: string;
  readonly outcome: Outcome;
  readonly page: RulePage;
  readonly severity: (path: InjectionPath) => Severity;
  readonly verdict: (path: InjectionPath) => string;
}): Rule {
  const { id, page, outcome, severity, verdict } = options;
  return {
    id,
    page,
    *check({ paths }): Iterable<RawFinding> {
      for (const path of paths) {
        if (path.outcome !== outcome) continue;
        const { site } = path.fact;
        yield {
          severity: severity(path),
          confidence: CONFIDENCE[path.sureness],
          span: site.step.span,
          message: `${whoOf(path)} can ${verdict(path)} through ${site.agent.name} (${path.entry.situation.event}).`,
          path: path.hops,
          assumes: path.assumes,
          edits: path.edits,
          key: site.id,
        };
      }
    },
  };
}

const WHO: Record<string, string> = { anyone: 'Anybody', contributor: 'Whoever had a pull request merged once' };

function whoOf({ entry }: InjectionPath): string {
  if (entry.node.id === WEB_ENTRY.id) return 'Whoever writes a page that it reads';
  return WHO[entry.writer] ?? 'An outsider';
}

const CONFIDENCE: Record<InjectionPath['sureness'], Confidence> = { certain: 'high', likely: 'medium', able: 'low' };

/**
 * A step down for what needs a merged pull request first; at most medium for pages of the web, which one must be led to; at
 * most high where another agent has to hand it on.
 */
export function lessForFewer(path: InjectionPath, severity: Severity): Severity {
  if (path.entry.node.id === WEB_ENTRY.id && severity !== 'low') return 'medium';
  if (path.entry.through !== undefined && severity === 'critical') return 'high';
  if (path.entry.writer !== 'contributor') return severity;
  return ({ critical: 'high', high: 'medium', medium: 'low', low: 'low' } as const)[severity];
}
