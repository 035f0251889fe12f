import { useMemo } from 'react';
import type { TraceAfter, TraceContact, TraceExposure } from '../../../../../src/fleet/trace-document.ts';
import { duration, longTime, parseTime, shortTime } from '../../../shared/lib/time.ts';
import { ACTED_MEANING, BASIS_MEANING, count, number, STATUS_MEANING } from '../../../shared/lib/words.ts';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model, Row } from '../../state/model.ts';
import { chainBack } from '../../state/tree.ts';
import type { Hue } from '../../ui/colour.ts';
import { Mark } from '../../ui/Mark.tsx';
import { shapeOf } from '../../ui/marks.ts';
import { outcome } from '../sessions/SessionRow.tsx';
import { DetailBar } from './DetailBar.tsx';
import { Passage, Place } from './Passage.tsx';
import './detail.css';

interface SessionDetailProps {
  model: Model;
  row: Row;
  colour: (row: Row) => Hue;
  /** Its place in the list, `-1` when the filters leave it out. */
  index: number;
  total: number;
  setView: SetView;
  onStep: (by: number) => void;
}

const NEIGHBOURS = 12;

export function SessionDetail({ model, row, colour, index, total, setView, onStep }: SessionDetailProps) {
  const { session } = row;
  const start = parseTime(session.start);
  const end = parseTime(session.end);
  return (
    <section className="panel detail" aria-label={`Session ${row.id}`} data-testid="detail">
      <DetailBar what="session" {...{ index, total, onStep }} onClose={() => setView({ picked: null })} />
      <h2 className="detail-title">
        <Mark shape={shapeOf(row)} colour={colour(row).colour} size={18} /> <Name text={session.agent} />
      </h2>
      <p className="mono detail-id">
        <Name text={session.id} length={4000} />
      </p>
      <p className="detail-outcome">
        <strong>{outcome(row)}.</strong> {row.acted ? ACTED_MEANING[row.acted] : STATUS_MEANING[row.status]}
      </p>
      <dl className="facts">
        <Fact name="Ran">
          {start === null ? 'no time recorded' : longTime(start)}
          {start !== null && end !== null && <span className="quiet"> for {duration(end - start)}</span>}
        </Fact>
        <Fact name="Telemetry">
          <Name text={session.source} />, {count(session.events, 'event')},{' '}
          {session.content === 'full' ? 'all text' : session.content === 'partial' ? 'part of the text' : 'no text'}
        </Fact>
        {session.parent && (
          <Fact name="Started by">
            <SessionLink id={session.parent} model={model} setView={setView} />
          </Fact>
        )}
      </dl>
      {row.exposure && <WhatItRead row={row} exposure={row.exposure} model={model} setView={setView} />}
      {row.exposure && <WhatItDid exposure={row.exposure} model={model} />}
      {row.copies.length > 0 && <Copies row={row} model={model} />}
      {row.via !== null && <Chain row={row} model={model} colour={colour} setView={setView} />}
      {model.seed && row.exposure === undefined && row.role !== 'writer' && row.role !== 'copier' && (
        <p className="detail-note">
          {row.role === 'reachable'
            ? 'It touched, or its client loads, something that carried the seed; that it read it is not seen.'
            : session.content === 'full'
              ? 'All that it read has its text, and the seed is in none of it.'
              : 'Not all of what it read has its text, so nothing is said about it.'}
        </p>
      )}
      <Neighbours
        title="Read from"
        contacts={model.contactsTo.get(row.id)}
        end="from"
        model={model}
        setView={setView}
      />
      <Neighbours title="Read by" contacts={model.contactsFrom.get(row.id)} end="to" model={model} setView={setView} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface Part {
  model: Model;
  setView: SetView;
}

function SessionLink({ id, model, setView }: Part & { id: string }) {
  const row = model.byId.get(id);
  if (!row) return <Name text={id} />;
  return (
    <button type="button" className="link" onClick={() => setView({ picked: id })}>
      <Name text={row.session.agent} />{' '}
      <span className="mono">
        <Name text={id} />
      </span>
    </button>
  );
}

function ArtifactName({ id, model }: { id: string | null | undefined; model: Model }) {
  if (!id) return <span className="quiet">an artifact that is not named</span>;
  const artifact = model.artifacts.get(id);
  return (
    <code>
      <Name text={artifact?.label ?? id} />
    </code>
  );
}

function WhatItRead({ row, exposure, model, setView }: Part & { row: Row; exposure: TraceExposure }) {
  return (
    <div className="detail-part">
      <h3>What it read</h3>
      <p>
        <ArtifactName id={exposure.artifact} model={model} />
        {exposure.channel && <span className="tag">{exposure.channel}</span>} {longTime(row.time)}
      </p>
      {exposure.passage ? (
        <Passage text={exposure.passage} seed={model.seedText} />
      ) : (
        <p className="detail-note">{noPassage(exposure, model)}</p>
      )}
      <Place at={exposure.at} />
      <dl className="facts">
        <Fact name="Written by">
          {exposure.via === null ? (
            'outside the telemetry'
          ) : (
            <SessionLink id={exposure.via} model={model} setView={setView} />
          )}
        </Fact>
        <Fact name="Basis">
          <strong>{exposure.basis === 'none' ? 'no link' : exposure.basis}</strong>
          <span className="quiet">: {BASIS_MEANING[exposure.basis]}</span>
        </Fact>
        <Fact name="Read">
          {exposure.how}
          {exposure.how === 'observed' && (
            <span className="quiet">
              , {Math.round(exposure.similarity * 100)} % of the seed
              {exposure.altered ? ', altered' : ', word for word'}
            </span>
          )}
        </Fact>
        {exposure.tokensAfter !== undefined && (
          <Fact name="Tokens after">
            {number(exposure.tokensAfter)} <span className="quiet">at most because of it</span>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function noPassage(exposure: TraceExposure, model: Model): string {
  if (model.doc.quotes === 'none') return 'This page was made without quotations (--quotes none).';
  return exposure.how === 'observed'
    ? 'The passage is not in this page.'
    : 'The read was inferred, so there is no passage to show.';
}

const CARRIES: Record<TraceAfter['carries'], string> = {
  text: 'carries the text',
  value: 'carries a value from it',
  nothing: 'carries nothing of it',
};

function WhatItDid({ exposure, model }: { exposure: TraceExposure; model: Model }) {
  const left = exposure.afterLeftOut ?? 0;
  return (
    <div className="detail-part">
      <h3>What it did after</h3>
      {exposure.after.length === 0 && left === 0 && (
        <p className="quiet">
          {exposure.acted === 'unknown' ? 'The telemetry has no content of it.' : 'Nothing is recorded after the read.'}
        </p>
      )}
      <ol className="acts">
        {exposure.after.map((act, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the acts of a session never change their order.
          <li key={index} className={act.carries === 'nothing' ? 'inert' : undefined}>
            <p>
              <span className="tag">{act.kind}</span>{' '}
              <strong>
                <Name text={act.what} />
              </strong>
              <span className="quiet">
                {' '}
                {CARRIES[act.carries]}
                {act.quoted ? ', as a quotation' : ''} · {shortTime(parseTime(act.time))}
              </span>
            </p>
            {act.value && (
              <p>
                <code className="value">
                  <Raw text={act.value} />
                </code>
              </p>
            )}
            {act.passage && <Passage text={act.passage} seed={model.seedText} />}
            <Place at={act.at} />
          </li>
        ))}
      </ol>
      {left > 0 && <p className="quiet">and {count(left, 'further act')} that are not listed.</p>}
    </div>
  );
}

function Copies({ row, model }: { row: Row; model: Model }) {
  return (
    <div className="detail-part">
      <h3>Copies it wrote</h3>
      <ol className="acts">
        {row.copies.map((copy, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the copies of a session never change their order.
          <li key={index}>
            <p>
              <ArtifactName id={copy.artifact} model={model} /> <span className="tag">{copy.channel}</span>
              {copy.live && <span className="tag live">still there</span>}
              {copy.quoted && <span className="tag">quotation</span>}
              {copy.altered && <span className="tag">altered</span>}
              <span className="quiet"> {shortTime(parseTime(copy.time))}</span>
            </p>
            {copy.passage && <Passage text={copy.passage} seed={model.seedText} />}
            <Place at={copy.at} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Chain({ row, model, colour, setView }: Part & { row: Row; colour: (row: Row) => Hue }) {
  const chain = useMemo(() => chainBack(row, model.byId), [row, model]);
  const last = chain.at(-1) as Row;
  return (
    <div className="detail-part">
      <h3>The way back</h3>
      <ol className="chain">
        {chain.map((step) => (
          <li key={step.id}>
            <Mark shape={shapeOf(step)} colour={colour(step).colour} />{' '}
            {step === row ? (
              <strong>this session</strong>
            ) : (
              <SessionLink id={step.id} model={model} setView={setView} />
            )}
            <span className="quiet">
              {' '}
              {step.exposure
                ? `read it ${shortTime(step.time)} through ${step.channel ?? 'an unknown channel'}`
                : `wrote it ${shortTime(step.time)}`}
            </span>
          </li>
        ))}
        {last.exposure && last.via === null && <li className="quiet">from outside the telemetry</li>}
      </ol>
    </div>
  );
}

interface NeighboursProps extends Part {
  title: string;
  contacts: TraceContact[] | undefined;
  end: 'from' | 'to';
}

/** All contacts of the session, with the seed or without. */
function Neighbours({ title, contacts, end, model, setView }: NeighboursProps) {
  if (!contacts || contacts.length === 0) return null;
  return (
    <details className="detail-part neighbours">
      <summary>
        <h3>
          {title} <span className="quiet">{count(contacts.length, 'contact')}, with or without the seed</span>
        </h3>
      </summary>
      <ul>
        {contacts.slice(0, NEIGHBOURS).map((contact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two contacts can be alike in everything.
          <li key={index}>
            <SessionLink id={contact[end]} model={model} setView={setView} />{' '}
            <span className="quiet">
              <Name text={model.artifacts.get(contact.artifact)?.label ?? contact.artifact} /> · {contact.basis} ·{' '}
              {shortTime(parseTime(contact.time))}
            </span>
          </li>
        ))}
        {contacts.length > NEIGHBOURS && <li className="quiet">and {number(contacts.length - NEIGHBOURS)} more</li>}
      </ul>
    </details>
  );
}
