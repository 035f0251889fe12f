import type { CutRelapse } from '../../fleet/index.ts';
import type { Agents, RelapseReport } from '../../outbreak/index.ts';
import { quote } from '../output/quote.ts';
import { type Frame, iso } from '../trace/frame.ts';

/** Whether the cure held, as the document tells it. */
export function relapseOf(report: RelapseReport, since: number, agents: Agents, frame: Frame): CutRelapse {
  const { names } = frame;
  // What was not read may hold a relapse.
  const held = report.outcome === 'held' && frame.unread === 0 && frame.options.interrupted !== true;
  return {
    since: new Date(since).toISOString(),
    outcome: report.outcome === 'held' && !held ? 'cannot-tell' : report.outcome,
    sessions: report.sessions,
    seen: report.seen,
    found: report.relapses.map(({ kind, session, artifact, time, altered, passage, file, line }) => {
      const quoted = quote(passage, frame.options.quotes);
      return {
        kind,
        session: names.session(session),
        agent: names.other(agents.names[agents.of[session]!]!),
        artifact: artifact < 0 ? null : names.artifact(artifact),
        time: iso(time),
        altered,
        ...(quoted !== undefined && { passage: quoted }),
        at: { file: names.other(frame.files[file]?.path ?? '-'), line },
      };
    }),
    carriers: report.carriers.map(({ artifact, now }) => ({ artifact: names.artifact(artifact), now })),
  };
}
