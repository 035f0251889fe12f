import { useMemo } from 'react';
import { BASES, type Basis, CHANNELS } from '../../../../../src/fleet/channel.ts';
import type { TraceDocument } from '../../../../../src/fleet/trace-document.ts';
import { shorten, titleOf, visibleName } from '../../../shared/lib/text.ts';
import { BASIS_MEANING, count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model } from '../../state/model.ts';
import { Swatch } from '../../ui/Mark.tsx';
import './summary.css';

const SHOWN = 15;

/** The contact graph in figures, for a trace without a seed: what would carry something far, if it stood there. */
export function Summary({ model, setView }: { model: Model; setView: SetView }) {
  const { doc } = model;
  if (doc.contacts.length === 0) {
    return (
      <Panel title="Contacts">
        <p className="empty">
          No session of this telemetry is seen to have read what another one wrote. That may be so, or the reads and
          writes are not recorded: see below what could be seen.
        </p>
      </Panel>
    );
  }
  return (
    <>
      <Reach model={model} />
      <Channels doc={doc} />
      <Chains model={model} setView={setView} />
    </>
  );
}

/** The finding of a trace without a seed: that there are contacts, and no more. */
export function SummaryFinding({ doc }: { doc: TraceDocument }) {
  const artifacts = new Set(doc.contacts.map((contact) => contact.artifact)).size;
  return (
    <section className="panel finding-plain" aria-label="Finding">
      <h1>
        {doc.contacts.length === 0
          ? 'No contact was seen.'
          : `${count(doc.contacts.length, 'contact')} between ${count(connected(doc), 'session')}, through ${count(artifacts, 'artifact')}.`}
      </h1>
      <p className="quiet">No seed was given, so this is who could hand what to whom, not who did wrong.</p>
    </section>
  );
}

function connected(doc: TraceDocument): number {
  const ids = new Set<string>();
  for (const contact of doc.contacts) ids.add(contact.from).add(contact.to);
  return ids.size;
}

function Reach({ model }: { model: Model }) {
  const top = useMemo(
    () => model.doc.artifacts.toSorted((a, b) => b.readers - a.readers || (a.id < b.id ? -1 : 1)).slice(0, SHOWN),
    [model],
  );
  const most = Math.max(1, top[0]?.readers ?? 1);
  return (
    <Panel title="Artifacts that reach most sessions" note="What stands in one of these reaches all its readers.">
      <ol className="reach">
        {top.map((artifact) => (
          <li key={artifact.id}>
            <span className="reach-name" title={titleOf(artifact.label)}>
              <Swatch colour={`var(--channel-${artifact.channel})`} /> <code>{visibleName(artifact.label)}</code>{' '}
              <span className="quiet">
                {artifact.channel}
                {artifact.scope && <>, {visibleName(artifact.scope)}</>}
              </span>
            </span>
            <svg className="reach-bar" height="12" aria-hidden="true">
              <rect width="100%" height="12" rx="3" className="meter-track" />
              <rect
                width={`${(100 * artifact.readers) / most}%`}
                height="12"
                rx="3"
                style={{ fill: `var(--channel-${artifact.channel})` }}
              />
            </svg>
            <span className="number">{count(artifact.readers, 'reader')}</span>
            <span className="number quiet">{count(artifact.writers, 'writer')}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Channels({ doc }: { doc: TraceDocument }) {
  const cells = new Map(doc.contactsByChannel.map((cell) => [`${cell.channel} ${cell.basis}`, cell.contacts]));
  const channels = CHANNELS.filter((channel) => doc.contactsByChannel.some((cell) => cell.channel === channel));
  const bases = BASES.filter((basis) => doc.contactsByChannel.some((cell) => cell.basis === basis));
  const of = (channel: string, basis: Basis) => cells.get(`${channel} ${basis}`) ?? 0;
  return (
    <Panel title="Channels, and how the contacts are known" note="From left to right the evidence gets weaker.">
      <div className="channels-scroll scroll">
        <table className="channels">
          <thead>
            <tr>
              <th scope="col">Channel</th>
              {bases.map((basis) => (
                <th key={basis} scope="col" title={BASIS_MEANING[basis]}>
                  {basis}
                </th>
              ))}
              <th scope="col">all</th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel}>
                <th scope="row">
                  <Swatch colour={`var(--channel-${channel})`} /> {channel}
                </th>
                {bases.map((basis) => (
                  <td key={basis} className={of(channel, basis) === 0 ? 'zero' : undefined}>
                    {number(of(channel, basis))}
                  </td>
                ))}
                <td>
                  <strong>{number(bases.reduce((sum, basis) => sum + of(channel, basis), 0))}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Chains({ model, setView }: { model: Model; setView: SetView }) {
  const chains = model.doc.longestChains.slice(0, 8);
  if (chains.length === 0) return null;
  return (
    <Panel title="Longest chains" note="Each session read what the one before it had written, in order of time.">
      <ol className="chains">
        {chains.map((chain) => (
          <li key={chain.join('\n')}>
            <span className="quiet number">{count(chain.length, 'session')}</span>
            <ol>
              {chain.map((id) => (
                <li key={id}>
                  <button type="button" className="link" onClick={() => setView({ picked: id })} title={titleOf(id)}>
                    {shorten(visibleName(model.byId.get(id)?.session.agent ?? ''), 32)}{' '}
                    <code>{shorten(visibleName(id), 14)}</code>
                  </button>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
