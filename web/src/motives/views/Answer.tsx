import type { MotivesDocument } from '../../../../src/motives/document.ts';
import type { PatternResult } from '../../../../src/motives/result.ts';
import { Raw } from '../../shared/ui/Raw.tsx';
import type { Shown } from '../state/compute.ts';
import { figure, percent } from '../state/words.ts';
import { PatternMark } from './PatternMark.tsx';

interface AnswerProps {
  doc: MotivesDocument;
  shown: Shown;
  pick: (id: string) => void;
}

/** What came out, in a few sentences. */
export function Answer({ doc, shown: { result, audit, routes }, pick }: AnswerProps) {
  const order = [...result.patterns].sort((a, b) => b.share.mean - a.share.mean);
  const spreading = result.patterns.filter(({ strain }) => (strain.r0.estimate ?? Number.POSITIVE_INFINITY) > 1);
  const sum = (archetype: string): number =>
    result.patterns.reduce(
      (total, { classification, share }) => total + (classification.archetype === archetype ? share.mean : 0),
      0,
    );
  const [best] = audit.tests;
  const open = routes.byStealth.filter(({ verdict }) => verdict === 'open').length;
  const numbers = new Map(result.patterns.map(({ id }, i) => [id, i + 1]));
  const mark = (pattern: PatternResult) => (
    <button key={pattern.id} type="button" className="motives-pattern" onClick={() => pick(pattern.id)}>
      <PatternMark number={numbers.get(pattern.id) ?? 0} archetype={pattern.classification.archetype} />
      <Raw text={pattern.label} />
    </button>
  );
  return (
    <section className="panel motives-answer" aria-label="Answer">
      <p className="motives-lead">
        After {figure(result.settings.steps)} selection steps most share has {order[0] && mark(order[0])}{' '}
        <b className="number">{order[0] && percent(order[0].share.mean)}</b>
        {order[1] && (
          <>
            , then {mark(order[1])} <span className="number">{percent(order[1].share.mean)}</span>
          </>
        )}
        .
      </p>
      <p>
        What the developers want keeps <b className="number">{percent(sum('intended'))}</b>; schemers have{' '}
        <b className="number">{percent(sum('schemer'))}</b>.
      </p>
      {doc.model.channels.length > 0 && (
        <p>
          Would spread (R0 above 1 at the estimates, with wide ranges; this project’s own step):{' '}
          {spreading.length === 0 ? 'none' : spreading.map(mark)}
        </p>
      )}
      {best && best.gain.bits > 1e-9 && (
        <p>
          Best next test: <b>{<Raw text={best.test.label} />}</b>, {figure(best.gain.bits)} of the{' '}
          {figure(audit.entropy)} bits that the kind is unknown by.
        </p>
      )}
      <p>
        Spread or deceptive alignment:{' '}
        {open === routes.byStealth.length
          ? 'open at every stealth within the ranges; the conditions are below.'
          : `open at ${open} of ${routes.byStealth.length} stealths; see below.`}
      </p>
      <p className="quiet">Every number here follows from assumptions in the model. None is a forecast.</p>
    </section>
  );
}
