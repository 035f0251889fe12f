import { memo, useMemo } from 'react';
import { shorten, visibleName } from '../../../shared/lib/text.ts';
import { parseTime } from '../../../shared/lib/time.ts';
import type { Row } from '../../state/model.ts';
import type { Hue } from '../../ui/colour.ts';
import { dashOf } from '../../ui/colour.ts';
import { markPath, OUTLINED, shapeOf } from '../../ui/marks.ts';
import { byLook, type DrawnLink, type DrawnMark, LinkPaths, MarkPaths, TimeGrid, useLaneScale } from './LanePaths.tsx';
import { linkPath } from './layout.ts';

interface LanesProps {
  lanes: readonly Row[];
  ids: ReadonlySet<string>;
  domain: [number, number];
  width: number;
  left: number;
  laneHeight: number;
  colour: (row: Row) => Hue;
  /** Rows from the selected session back to the first writer: their links are drawn over the others. */
  chain: ReadonlySet<string>;
}

/** Room above the first lane. */
export const TOP = 6;

/**
 * The lanes, in a few dozen paths however many sessions there are: everything of one look is one path. Drawn again only
 * when what it shows changes, not while the pointer moves.
 */
export const Lanes = memo(function Lanes({ lanes, ids, domain, width, left, laneHeight, colour, chain }: LanesProps) {
  const right = width - 14;
  const height = TOP + lanes.length * laneHeight + 6;
  const x = useLaneScale(domain, left, right);
  const paths = useMemo(
    () => drawLanes(lanes, ids, domain, left, x, laneHeight, colour, chain),
    [lanes, ids, domain, left, x, laneHeight, colour, chain],
  );
  const labels = laneHeight >= 14 && left > 60;
  return (
    <>
      <TimeGrid {...{ domain, x, height }} width={right - left} />
      <path d={paths.bars} className="lane-bar" style={{ strokeWidth: Math.max(1, Math.min(3, laneHeight / 5)) }} />
      <LinkPaths links={paths.links} dense={laneHeight < 6} />
      {paths.acts.map((act) => (
        <path key={act.key} d={act.d} className="lane-act" style={{ fill: `var(--acted-${act.key})` }} />
      ))}
      <MarkPaths marks={paths.marks} dense={laneHeight < 6} />
      {labels &&
        lanes.map((row, index) => (
          <text
            key={row.id}
            x={left - 10}
            y={TOP + index * laneHeight + laneHeight / 2 + 4}
            textAnchor="end"
            className={ids.has(row.id) ? 'lane-label' : 'lane-label faded'}
          >
            {shorten(visibleName(row.session.agent), 20)}
          </text>
        ))}
    </>
  );
});

interface Drawn {
  bars: string;
  links: DrawnLink[];
  acts: { key: string; d: string }[];
  marks: DrawnMark[];
}

function drawLanes(
  lanes: readonly Row[],
  ids: ReadonlySet<string>,
  domain: [number, number],
  left: number,
  x: (time: number) => number,
  laneHeight: number,
  colour: (row: Row) => Hue,
  chain: ReadonlySet<string>,
): Drawn {
  const y = new Map(lanes.map((row, index) => [row.id, TOP + index * laneHeight + laneHeight / 2]));
  const radius = Math.max(2, Math.min(5, laneHeight * 0.36));
  let bars = '';
  const links = new Map<string, DrawnLink>();
  const acts = new Map<string, string>();
  const marks = new Map<string, DrawnMark>();
  for (const row of lanes) {
    const at = y.get(row.id) as number;
    const start = parseTime(row.session.start);
    const end = parseTime(row.session.end);
    if (start !== null && end !== null && end >= domain[0] && start <= domain[1])
      bars += `M${x(start).toFixed(1)} ${at}H${Math.max(x(start) + 1, x(end)).toFixed(1)}`;
    if (row.time === null) continue;
    const faded = !ids.has(row.id);

    const outside = row.exposure !== undefined && row.exposure.via === null;
    const from = row.via === null ? undefined : y.get(row.via);
    if (from !== undefined || outside) {
      const look = chain.has(row.id) ? 'chain' : faded ? 'faded' : '';
      const channel = row.channel ?? 'none';
      const dash = dashOf(row.basis);
      const key = `${channel} ${dash ?? ''} ${look}`;
      // What came from outside the telemetry comes in from the edge, along its own lane.
      const d =
        from === undefined
          ? `M${left} ${at}H${x(row.time).toFixed(1)}`
          : linkPath(x(Math.min(row.written ?? row.time, row.time)), from, x(row.time), at);
      const link = links.get(key);
      if (link) link.d += d;
      else links.set(key, { key, d, channel, dash, look });
    }
    for (const act of faded || laneHeight < 9 ? [] : (row.exposure?.after ?? [])) {
      const time = parseTime(act.time);
      // An act in the same moment as the read is told by the mark itself.
      if (act.carries === 'nothing' || time === null || x(time) - x(row.time) < 2 * radius) continue;
      const key = act.quoted ? 'quoted' : act.kind === 'write' ? 'relayed' : 'used';
      acts.set(
        key,
        `${acts.get(key) ?? ''}M${x(time).toFixed(1)} ${at - laneHeight * 0.3}h2.4v${laneHeight * 0.6}h-2.4z`,
      );
    }
    const shape = shapeOf(row);
    const hue = colour(row);
    const key = `${hue.key} ${shape} ${faded}`;
    const d = markPath(shape, x(row.time), at, radius);
    const mark = marks.get(key);
    if (mark) mark.d += d;
    else marks.set(key, { key, d, colour: hue.colour, outlined: OUTLINED.has(shape), faded });
  }
  return {
    bars,
    links: [...links.values()].sort(byLook),
    acts: [...acts].map(([key, d]) => ({ key, d })),
    marks: [...marks.values()].sort((a, b) => Number(b.faded) - Number(a.faded)),
  };
}
