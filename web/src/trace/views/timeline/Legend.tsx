import { useMemo } from 'react';
import { visibleName } from '../../../shared/lib/text.ts';
import type { Row } from '../../state/model.ts';
import type { Hue } from '../../ui/colour.ts';
import { Mark, Swatch } from '../../ui/Mark.tsx';

/** What the marks' colours, the links' colours and the dashes stand for: only what is drawn. */
export function Legend({ hues, lanes }: { hues: readonly Hue[]; lanes: readonly Row[] }) {
  const channels = useMemo(
    () => [...new Set(lanes.flatMap((row) => (row.role === 'writer' ? [] : [row.channel ?? 'none'])))].sort(),
    [lanes],
  );
  return (
    <ul className="legend">
      {hues.map((hue) => (
        <li key={hue.key}>
          {hue.shape ? <Mark shape={hue.shape} colour={hue.colour} /> : <Swatch colour={hue.colour} />}{' '}
          {visibleName(hue.label)}
        </li>
      ))}
      <li className="legend-break" aria-hidden="true" />
      {channels.map((channel) => (
        <li key={channel}>
          <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
            <path d="M0 4h20" style={{ stroke: `var(--channel-${channel})`, strokeWidth: 2.5 }} />
          </svg>{' '}
          {channel === 'none' ? 'channel not known' : channel}
        </li>
      ))}
      <li>
        <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
          <path d="M0 4h26" className="legend-dash" strokeDasharray="5 3" />
        </svg>{' '}
        by hash or rule
      </li>
      <li>
        <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
          <path d="M0 4h26" className="legend-dash" strokeDasharray="1.5 3.5" />
        </svg>{' '}
        by structure only, or from outside
      </li>
    </ul>
  );
}
