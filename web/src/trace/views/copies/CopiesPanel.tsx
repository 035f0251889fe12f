import { useMemo } from 'react';
import type { TraceCopy } from '../../../../../src/fleet/trace-document.ts';
import { parseTime, shortTime } from '../../../shared/lib/time.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Name } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import { groupBy, type Model } from '../../state/model.ts';
import type { Visibility } from '../../state/visibility.ts';
import { Swatch } from '../../ui/Mark.tsx';
import './copies.css';

interface CopiesPanelProps {
  model: Model;
  visibility: Visibility;
  setView: SetView;
}

interface Place {
  id: string;
  label: string;
  scope: string;
  channel: TraceCopy['channel'];
  copies: TraceCopy[];
  live: boolean;
  readers: number;
  latest: TraceCopy;
}

const SHOWN = 60;

/** Where it was written on, what still carries it first: the list to clean up by. */
export function CopiesPanel({ model, visibility, setView }: CopiesPanelProps) {
  const places = useMemo(() => placesOf(model, visibility.ids), [model, visibility]);
  const live = places.filter((place) => place.live).length;
  return (
    <Panel
      title="Copies, and what still carries one"
      note={
        places.length === 0
          ? undefined
          : `${count(live, 'place')} still ${live === 1 ? 'carries' : 'carry'} it at the end of the telemetry, as far as can be seen.`
      }
      className="copies long"
    >
      {places.length === 0 ? (
        <p className="empty">No session in the list wrote a copy.</p>
      ) : (
        <div className="copies-scroll scroll">
          <table className="copies-table">
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">State</th>
                <th scope="col" className="right">
                  Copies
                </th>
                <th scope="col" className="right">
                  Readers
                </th>
                <th scope="col">Last written by</th>
              </tr>
            </thead>
            <tbody>
              {places.slice(0, SHOWN).map((place) => (
                <tr key={place.id}>
                  <td data-label="Where">
                    <Swatch colour={`var(--channel-${place.channel})`} /> <span className="quiet">{place.channel}</span>{' '}
                    <code>
                      <Name text={place.label} />
                    </code>
                    {place.scope && (
                      <span className="quiet">
                        {' '}
                        <Name text={place.scope} />
                      </span>
                    )}
                  </td>
                  <td data-label="State">
                    {place.live ? (
                      <span className="tag live">still there</span>
                    ) : (
                      <span className="quiet">gone or replaced</span>
                    )}
                  </td>
                  <td data-label="Copies" className="right number">
                    {number(place.copies.length)}
                    <Kinds copies={place.copies} />
                  </td>
                  <td data-label="Readers" className="right number">
                    {number(place.readers)}
                  </td>
                  <td data-label="Last written by">
                    <button type="button" className="link" onClick={() => setView({ picked: place.latest.session })}>
                      <Name text={model.byId.get(place.latest.session)?.session.agent ?? place.latest.session} />
                    </button>
                    <span className="quiet"> {shortTime(parseTime(place.latest.time))}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {places.length > SHOWN && (
            <p className="quiet copies-rest">and {count(places.length - SHOWN, 'more place')}.</p>
          )}
        </div>
      )}
    </Panel>
  );
}

/** How many of the copies are altered, and how many only quote it. */
function Kinds({ copies }: { copies: readonly TraceCopy[] }) {
  const altered = copies.filter((copy) => copy.altered).length;
  const quoted = copies.filter((copy) => copy.quoted).length;
  const parts = [altered > 0 ? `${altered} altered` : '', quoted > 0 ? `${quoted} quoted` : ''].filter(Boolean);
  return parts.length === 0 ? null : <span className="quiet kinds">{parts.join(', ')}</span>;
}

function placesOf(model: Model, ids: ReadonlySet<string>): Place[] {
  const copies = (model.seed?.copies ?? []).filter((copy) => ids.has(copy.session));
  const places = [...groupBy(copies, (copy) => copy.artifact ?? `${copy.channel} ${copy.session}`)].map(
    ([id, group]) => {
      const artifact = model.artifacts.get(id);
      const first = group[0] as TraceCopy;
      return {
        id,
        label: artifact?.label ?? first.artifact ?? 'output without an address',
        scope: artifact?.scope ?? '',
        channel: first.channel,
        copies: group,
        live: group.some((copy) => copy.live),
        readers: artifact?.readers ?? 0,
        latest: group.reduce(
          (best, copy) => ((parseTime(copy.time) ?? 0) > (parseTime(best.time) ?? 0) ? copy : best),
          first,
        ),
      };
    },
  );
  return places.sort((a, b) => Number(b.live) - Number(a.live) || b.readers - a.readers || (a.id < b.id ? -1 : 1));
}
