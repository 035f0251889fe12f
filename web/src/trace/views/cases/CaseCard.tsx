import { useRef, useState } from 'react';
import { duration, longTime, parseTime, shortTime } from '../../../shared/lib/time.ts';
import { BASIS_MEANING, count, number } from '../../../shared/lib/words.ts';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import { type CaseRow, type Cases, caseKey, sidesOf, writerEvidence } from '../../state/cases.ts';
import type { Model } from '../../state/model.ts';
import { Mark, Swatch } from '../../ui/Mark.tsx';
import { DetailBar } from '../detail/DetailBar.tsx';
import '../detail/detail.css';
import { verdictCommand } from './command.ts';
import { Evidence } from './Evidence.tsx';
import { rateText } from './RatePlot.tsx';
import { CASE_MEANING, hueOf } from './status.ts';

interface CaseCardProps {
  model: Model;
  cases: Cases;
  row: CaseRow;
  /** Its place in the list, `-1` when the filters leave it out. */
  index: number;
  total: number;
  setView: SetView;
  onStep: (by: number) => void;
}

const CHAIN = 40;

export function CaseCard({ model, cases, row, index, total, setView, onStep }: CaseCardProps) {
  const hue = hueOf(row);
  const others = (cases.bySession.get(row.session) ?? []).filter((other) => other !== row);
  const direct = cases.children.get(row.id) ?? 0;
  return (
    <section className="panel detail case-card" aria-label={`Case ${row.session}`} data-testid="case">
      <DetailBar
        what="case"
        {...{ index, total, onStep }}
        onClose={() => setView({ picked: null, pickedCase: null })}
      />
      <h2 className="detail-title">
        <Mark shape={hue.shape} colour={hue.colour} size={18} /> <Name text={row.agent} />
      </h2>
      <p className="mono detail-id">
        <Name text={row.session} length={4000} />
      </p>
      <p className="detail-outcome">
        <strong title={CASE_MEANING[row.status]}>{hue.label}</strong> {row.found ? 'case of' : 'as a case of'} “
        <Raw text={cases.titles.get(row.behaviour) ?? row.behaviour} />”
        {row.found && (
          <>
            , definition <Name text={row.found.definition} />. Onset {longTime(row.time)}.
          </>
        )}
      </p>
      <p className="case-why">
        <Raw text={row.reason} />
      </p>
      {row.score !== null && (
        <p className="quiet small">
          Score {rateText(row.score)}: the probability that it acted on a payload, at an assumed prevalence of{' '}
          {rateText(model.doc.summary?.prevalence ?? 0)}.
        </p>
      )}
      <Verdict model={model} row={row} />
      {row.found && <BothSides model={model} cases={cases} row={row} setView={setView} />}
      {row.found && <Chain model={model} cases={cases} row={row} setView={setView} />}
      {row.found && direct > 0 && (
        <p className="quiet small case-below">
          {count(direct, 'case')} read last what this one wrote; {number(downstream(row, cases))} are downstream in all.
        </p>
      )}
      {others.length > 0 && (
        <div className="detail-part">
          <h3>Also</h3>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <Mark shape={hueOf(other).shape} colour={hueOf(other).colour} />{' '}
                <button
                  type="button"
                  className="link"
                  onClick={() => setView({ picked: other.session, pickedCase: other.behaviour })}
                >
                  {other.status}: <Raw text={cases.titles.get(other.behaviour) ?? other.behaviour} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Commands row={row} />
      <p className="detail-part">
        <button
          type="button"
          className="link"
          onClick={() => setView({ about: model.seed ? 'seed' : 'contacts', picked: row.session, pickedCase: null })}
        >
          All contacts of this session
        </button>
      </p>
    </section>
  );
}

/** Cases in the subtree below this one. */
function downstream(row: CaseRow, cases: Cases): number {
  const below = new Set([row.id]);
  // A tree lists those before what descends from them, so one pass meets every descendant after its parent.
  for (const each of cases.trees.get(row.behaviour) ?? [])
    if (each.via !== null && below.has(each.via)) below.add(each.id);
  return below.size - 1;
}

function Verdict({ model, row }: { model: Model; row: CaseRow }) {
  const said =
    row.found?.verdict ??
    model.doc.dismissals?.find((each) => each.session === row.session && each.behaviour === row.behaviour);
  if (!said) return null;
  return (
    <p className="detail-note">
      A person {row.found ? 'confirmed' : 'dismissed'} it, {longTime(parseTime(said.time))}
      {row.found && (
        <>
          : <Raw text={said.reason} />
        </>
      )}
    </p>
  );
}

interface Part {
  model: Model;
  cases: Cases;
  row: CaseRow;
  setView: SetView;
}

/** What it had read, beside what it did. */
function BothSides({ model, cases, row, setView }: Part) {
  const { read, did } = sidesOf(row.found as NonNullable<CaseRow['found']>);
  const lastRead = read.map((each) => parseTime(each.time)).findLast((time) => time !== null) ?? row.read;
  const between = lastRead != null && row.time !== null ? row.time - lastRead : null;
  return (
    <div className="case-sides">
      <div className="case-side">
        <h3>What it had read</h3>
        {read.length > 0 ? (
          read.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the evidence of a case never changes its order.
            <Evidence key={index} evidence={each} model={model} />
          ))
        ) : (
          <ReadFromCase model={model} cases={cases} row={row} setView={setView} />
        )}
      </div>
      <div className="case-side">
        <h3>
          What it did
          {between !== null && between >= 0 && <span className="quiet"> {duration(between)} later</span>}
        </h3>
        {did.length === 0 && <p className="quiet">No act is listed.</p>}
        {did.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <Evidence key={index} evidence={each} model={model} />
        ))}
      </div>
    </div>
  );
}

/** For a behaviour without a payload: the link to the case before, and what that one wrote there. */
function ReadFromCase({ model, cases, row, setView }: Part) {
  const { link } = row;
  if (!link) {
    return (
      <p className="detail-note">
        Nothing that a case wrote is known to have been read by it before: it came to it by itself, or from what no case
        wrote, or its source left no trace here.
      </p>
    );
  }
  const wrote = writerEvidence(row, cases.byId);
  return (
    <>
      <p>
        <Swatch colour={`var(--channel-${link.channel})`} />{' '}
        <code>
          <Name text={label(link.artifact, model)} />
        </code>{' '}
        <span className="quiet">
          {link.channel}, read {shortTime(row.read)}
        </span>
      </p>
      <p className="quiet">
        {link.from === null ? (
          'Nobody who is known to be a case wrote it.'
        ) : (
          <>
            written by <CaseLinkButton session={link.from} {...{ model, cases, row, setView }} />
          </>
        )}
      </p>
      {wrote ? (
        <Evidence evidence={wrote} model={model} says="what that case wrote there" />
      ) : (
        link.from !== null && <p className="quiet small">What it read there is not quoted in this document.</p>
      )}
      <p className="quiet small">
        Known by {link.basis === 'none' ? 'no link' : link.basis}: {BASIS_MEANING[link.basis]}.
      </p>
    </>
  );
}

function label(artifact: string | null, model: Model): string {
  return artifact === null ? 'a place without a name' : (model.artifacts.get(artifact)?.label ?? artifact);
}

function CaseLinkButton({ session, model, row, setView }: Part & { session: string }) {
  return (
    <button type="button" className="link" onClick={() => setView({ picked: session, pickedCase: row.behaviour })}>
      <Name text={model.byId.get(session)?.session.agent ?? session} />{' '}
      <span className="mono">
        <Name text={session} length={14} />
      </span>
    </button>
  );
}

/** The chain of contacts, back from this case to the first. */
function Chain({ model, cases, row, setView }: Part) {
  const chain = row.found?.chain ?? [];
  if (chain.length === 0) return null;
  const shown = chain.slice(0, CHAIN);
  const last = chain.at(-1);
  return (
    <div className="detail-part">
      <h3>
        The way back <span className="quiet">{count(chain.length, 'contact')}, the latest first</span>
      </h3>
      <ol className="chain case-chain">
        <li>
          <Mark shape={hueOf(row).shape} colour={hueOf(row).colour} /> <strong>this case</strong>
        </li>
        {shown.map((link, index) => {
          const from = link.from === null ? undefined : cases.byId.get(caseKey(link.from, row.behaviour));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the links of a chain never change their order.
            <li key={index}>
              <span className="chain-read quiet">
                read <Name text={label(link.artifact, model)} length={36} />{' '}
                <Swatch colour={`var(--channel-${link.channel})`} /> {link.channel} · by{' '}
                {link.basis === 'none' ? 'no link' : link.basis} · {shortTime(parseTime(link.time))}
              </span>
              {from && <Mark shape={hueOf(from).shape} colour={hueOf(from).colour} />}
              {link.from === null ? (
                <span className="quiet">written by nobody who is known to be a case</span>
              ) : (
                <CaseLinkButton session={link.from} {...{ model, cases, row, setView }} />
              )}
              {index === chain.length - 1 && link.from !== null && <span className="tag">first known</span>}
            </li>
          );
        })}
        {chain.length > shown.length && (
          <li className="quiet">
            and {count(chain.length - shown.length, 'contact')} more
            {last?.from && (
              <>
                , back to <CaseLinkButton session={last.from} {...{ model, cases, row, setView }} />
              </>
            )}
          </li>
        )}
      </ol>
    </div>
  );
}

/** What a person types to say what they found. */
function Commands({ row }: { row: CaseRow }) {
  const commands = (['confirm', 'dismiss'] as const).map((verb) => verdictCommand(verb, row.session, row.behaviour));
  return (
    <div className="detail-part no-print">
      <h3>Say what you found</h3>
      {commands.map((command) => (command === undefined ? null : <Command key={command} command={command} />))}
      <p className="quiet small">
        {commands.includes(undefined)
          ? 'The id of this session holds characters that cannot be seen, so there is no command to paste: take the id from the JSON.'
          : 'Put your reason and your store in. A later verdict replaces an earlier one.'}
      </p>
    </div>
  );
}

function Command({ command }: { command: string }) {
  const ref = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('Copy');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      setSaid('Copied');
    } catch {
      // A browser that lets no local file write: the text is selected, to be copied by hand.
      if (ref.current) window.getSelection()?.selectAllChildren(ref.current);
      setSaid('Selected');
    }
  };
  return (
    <p className="command">
      <code ref={ref}>{command}</code>
      <button type="button" className="button" onClick={copy} aria-live="polite">
        {said}
      </button>
    </p>
  );
}
