import type { ScanDocument } from '../../../../src/fleet/scan-document.ts';
import { count } from '../../shared/lib/words.ts';

/** What was seen, then the answer in one sentence. */
export function Answer({ doc }: { doc: ScanDocument }) {
  const { coverage, agents, findings } = doc;
  const unread = coverage.skipped.filter(({ weight }) => weight === 'error').length;
  const seen: [string, string][] = [
    ['Agents', String(agents.length)],
    ['Workflows', String(coverage.workflows)],
    ['Files that agents load', String(coverage.contextFiles)],
    ['Files read', `${coverage.files.read} of ${coverage.files.seen}`],
    ['Not readable', String(unread)],
  ];
  // Findings come worst first, and so do their severities.
  const counts = [...new Set(findings.map(({ severity }) => severity))].map((severity) => ({
    severity,
    n: findings.filter((finding) => finding.severity === severity).length,
  }));
  return (
    <section className="answer" aria-label="Answer">
      <dl>
        {seen.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      <h1>{sentence(doc)}</h1>
      <p className="counts">
        {counts.length === 0
          ? 'No findings.'
          : counts.map(({ severity, n }) => (
              <span key={severity} className={`severity ${severity}`}>
                {n} {severity}
              </span>
            ))}
      </p>
    </section>
  );
}

function sentence({ agents, loops }: ScanDocument): string {
  if (agents.length === 0) return 'No agent is declared here: nothing can be said about one that no file shows.';
  const free = loops.filter(({ approvals }) => approvals.min === 0);
  const reached = free.filter(({ start }) => start.length > 0).length;
  if (loops.length === 0) return 'No loop was found: nothing that an agent writes here comes back to an agent.';
  if (free.length === 0) return `${count(loops.length, 'loop')}, each with a person on it.`;
  const within = reached === 0 ? 'none within reach of outsiders' : `${reached} of them within reach of outsiders`;
  return `${count(free.length, 'loop')} may need no person, ${within}.`;
}
