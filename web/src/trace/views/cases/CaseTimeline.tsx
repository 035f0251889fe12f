import { memo, useMemo, useRef, useState } from 'react';
import { shorten, visible, visibleName } from '../../../shared/lib/text.ts';
import { longTime, shortTime } from '../../../shared/lib/time.ts';
import { count } from '../../../shared/lib/words.ts';
import { useWidth } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import type { SetView } from '../../state/address.ts';
import type { CaseVisibility } from '../../state/case-visibility.ts';
import type { CaseRow, Cases } from '../../state/cases.ts';
import { chainBack } from '../../state/tree.ts';
import type { View } from '../../state/view.ts';
import { Mark } from '../../ui/Mark.tsx';
import { Curve } from '../timeline/Curve.tsx';
import { LinkPaths, MarkPaths, TimeGrid, useDomain, useLaneScale } from '../timeline/LanePaths.tsx';
import { laneHeight as heightFor, lanesOf } from '../timeline/layout.ts';
import '../timeline/timeline.css';
import { caseExtent, drawForest, type Lane, laneAt, placeLanes } from './forest.ts';
import { hueOf, STATUS_HUES } from './status.ts';

interface CaseTimelineProps {
  cases: Cases;
  visibility: CaseVisibility;
  view: View;
  setView: SetView;
  picked: CaseRow | undefined;
}

const GUTTER = 168;
const NARROW = 640;

/** Onsets over time by status, and who is downstream of whom. */
export function CaseTimeline({ cases, visibility, view, setView, picked }: CaseTimelineProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const extent = useMemo(() => caseExtent(cases.rows), [cases]);
  const domain = useDomain(view, extent);
  const trees = useMemo(
    () =>
      [...cases.trees]
        .map(([behaviour, tree]) => ({
          title: cases.titles.get(behaviour) ?? behaviour,
          rows: lanesOf(tree, cases.byId, visibility.ids),
        }))
        .filter(({ rows }) => rows.length > 0),
    [cases, visibility],
  );
  const shown = trees.reduce((sum, { rows }) => sum + rows.length, 0);
  const laneHeight = heightFor(shown);
  const placed = useMemo(() => placeLanes(trees, laneHeight), [trees, laneHeight]);
  const chain = useMemo(
    () => new Set(picked ? chainBack(picked, cases.byId).map((row) => row.id) : []),
    [picked, cases],
  );
  const left = width < NARROW ? 12 : GUTTER;
  const onsets = visibility.anyTime;
  const present = STATUS_HUES.filter((hue) => onsets.some((row) => row.time !== null && row.status === hue.key));
  const timeless = visibility.rows.filter((row) => row.found && row.time === null).length;
  const channels = [...new Set(trees.flatMap(({ rows }) => rows.flatMap((row) => (row.link && row.channel) || [])))];
  return (
    <Panel
      title="Onsets, and who is downstream of whom"
      note={`Each lane is a case, its mark the onset. A line comes down from the case that wrote what it read; the tick is when it read it${timeless > 0 ? `; ${count(timeless, 'case')} without a time not drawn` : ''}.`}
      className="timeline"
    >
      <div ref={ref} className="timeline-body case-timeline">
        {width > 0 && (
          <>
            <Curve
              rows={onsets}
              what="onsets"
              domain={extent}
              width={width}
              left={left}
              colour={hueOf}
              order={STATUS_HUES}
              view={view}
              setView={setView}
            />
            {shown === 0 ? (
              <p className="empty">No case passes the filters.</p>
            ) : (
              <Forest
                {...{ placed, shown, width, left, laneHeight, domain, chain, setView, picked }}
                ids={visibility.ids}
              />
            )}
          </>
        )}
      </div>
      <ul className="legend">
        {present.map((hue) => (
          <li key={hue.key}>
            <Mark shape={hue.shape} colour={hue.colour} /> {hue.label}
          </li>
        ))}
        <li className="legend-break" aria-hidden="true" />
        {channels.sort().map((channel) => (
          <li key={channel}>
            <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
              <path d="M0 4h20" style={{ stroke: `var(--channel-${channel})`, strokeWidth: 2.5 }} />
            </svg>{' '}
            {channel}
          </li>
        ))}
        <li className="quiet">
          broken line: weaker basis · a line from no other lane: no known case wrote it · no line: an introduction
        </li>
      </ul>
    </Panel>
  );
}

interface ForestProps {
  placed: { lanes: Lane[]; height: number };
  shown: number;
  width: number;
  left: number;
  laneHeight: number;
  domain: [number, number];
  chain: ReadonlySet<string>;
  ids: ReadonlySet<string>;
  picked: CaseRow | undefined;
  setView: SetView;
}

const TOP = 6;

function Forest({ placed, shown, width, left, laneHeight, domain, chain, ids, picked, setView }: ForestProps) {
  const [hover, setHover] = useState<Lane | undefined>();
  const svgRef = useRef<SVGSVGElement>(null);
  const at = (clientY: number) => {
    const lane = laneAt(placed.lanes, clientY - (svgRef.current?.getBoundingClientRect().top ?? 0) - TOP);
    return lane && 'row' in lane ? lane : undefined;
  };
  const marked = (lane: Lane | undefined, look: string) =>
    lane && <rect x={0} width={width} y={TOP + lane.y} height={Math.max(3, lane.height)} className={look} />;
  const pickedLane = picked && placed.lanes.find((lane) => 'row' in lane && lane.row === picked);
  return (
    <div className="lane-wrap">
      <div className="lane-scroll scroll">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list below has the same cases, with keys. */}
        <svg
          ref={svgRef}
          className="lanes"
          width={width}
          height={placed.height + 2 * TOP}
          role="img"
          aria-label={`Forest of ${count(shown, 'case')}, from ${longTime(domain[0])} to ${longTime(domain[1])}. The list below has the same cases.`}
          onPointerMove={(event) => setHover(at(event.clientY))}
          onPointerLeave={() => setHover(undefined)}
          onClick={(event) => {
            const lane = at(event.clientY);
            if (lane && 'row' in lane) setView({ picked: lane.row.session, pickedCase: lane.row.behaviour });
          }}
        >
          {marked(pickedLane, 'lane-picked')}
          {marked(hover, 'lane-hover')}
          <Lanes {...{ lanes: placed.lanes, height: placed.height, width, left, laneHeight, domain, chain, ids }} />
        </svg>
      </div>
      <p className="lane-tip" aria-hidden="true">
        {hover && 'row' in hover ? describe(hover.row) : ' '}
      </p>
    </div>
  );
}

interface LanesProps {
  lanes: readonly Lane[];
  height: number;
  width: number;
  left: number;
  laneHeight: number;
  domain: [number, number];
  chain: ReadonlySet<string>;
  ids: ReadonlySet<string>;
}

/** Drawn again only when what it shows changes, not while the pointer moves. */
const Lanes = memo(function Lanes({ lanes, height, width, left, laneHeight, domain, chain, ids }: LanesProps) {
  const right = width - 14;
  const x = useLaneScale(domain, left, right);
  const drawn = useMemo(
    () => drawForest(lanes, ids, x, Math.max(2, Math.min(5, laneHeight * 0.36)), chain),
    [lanes, ids, x, laneHeight, chain],
  );
  const labels = laneHeight >= 14 && left > 60;
  return (
    <>
      <TimeGrid {...{ domain, x }} width={right - left} height={height + TOP} />
      <g transform={`translate(0 ${TOP})`}>
        <LinkPaths links={drawn.links} dense={laneHeight < 6} />
        <MarkPaths marks={drawn.marks} dense={laneHeight < 6} />
        {lanes.map((lane) =>
          'heading' in lane ? (
            <text key={lane.y} x={12} y={lane.y + 17} className="lane-heading">
              {shorten(visible(lane.heading), 60)}
            </text>
          ) : labels ? (
            <text
              key={lane.row.id}
              x={left - 10}
              y={lane.y + lane.height / 2 + 4}
              textAnchor="end"
              className={ids.has(lane.row.id) ? 'lane-label' : 'lane-label faded'}
            >
              {shorten(visibleName(lane.row.agent), 22)}
            </text>
          ) : null,
        )}
      </g>
    </>
  );
});

function describe(row: CaseRow): string {
  const parts = [`${visibleName(row.agent)} · ${visibleName(row.session)}`, row.status, `onset ${shortTime(row.time)}`];
  if (row.link) {
    const writer = row.link.from === null ? 'of no known case' : `of ${visibleName(row.link.from)}`;
    parts.push(`read ${writer} through ${row.channel ?? 'an unknown channel'}, by ${row.basis}`);
  }
  return parts.join(' · ');
}
