import type { CaseEvidence } from '../../../../../src/fleet/trace-cases.ts';
import { longTime, parseTime } from '../../../shared/lib/time.ts';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import type { Model } from '../../state/model.ts';
import { Place } from '../detail/Passage.tsx';

const ROLE: Record<CaseEvidence['role'], string> = { payload: 'payload', act: 'act', sighting: 'met the condition' };

interface EvidenceProps {
  evidence: CaseEvidence;
  model: Model;
  /** Said instead of the role, where the evidence is another session's. */
  says?: string;
}

/** One piece of evidence: what, where, when, and the passage with what matters in it marked. */
export function Evidence({ evidence, model, says }: EvidenceProps) {
  const { artifact, channel, passage } = evidence;
  return (
    <article className={`evidence ${evidence.role}`}>
      <p className="evidence-head">
        <span className="tag">{evidence.kind}</span>
        {evidence.what !== evidence.kind && (
          <strong>
            <Name text={evidence.what} />
          </strong>
        )}
        {artifact && (
          <code>
            <Name text={model.artifacts.get(artifact)?.label ?? artifact} length={60} />
          </code>
        )}
        {channel && <span className="quiet">{channel}</span>}
      </p>
      {passage === undefined ? (
        <p className="detail-note">
          {model.doc.quotes === 'none'
            ? 'This page was made without quotations (--quotes none).'
            : 'The telemetry has no text of it.'}
        </p>
      ) : (
        <Marked passage={passage} mark={evidence.mark} />
      )}
      <p className="quiet small">
        {says ?? ROLE[evidence.role]} · {longTime(parseTime(evidence.time))}
      </p>
      <Place at={evidence.at} />
    </article>
  );
}

/** A passage with the span that matters. A mark that does not fit its passage marks nothing. */
function Marked({ passage, mark }: { passage: string; mark: CaseEvidence['mark'] }) {
  const start = mark && mark.start < mark.end && mark.end <= passage.length ? mark.start : passage.length;
  const end = start === passage.length ? start : (mark?.end ?? start);
  return (
    <blockquote className="passage">
      <Raw text={passage.slice(0, start)} />
      {end > start && (
        <mark>
          <Raw text={passage.slice(start, end)} />
        </mark>
      )}
      <Raw text={passage.slice(end)} />
    </blockquote>
  );
}
