import { useEffect, useMemo, useRef, useState } from 'react';
import { visibleName } from '../../../shared/lib/text.ts';
import { longTime, shortTime } from '../../../shared/lib/time.ts';
import { ACTED_LABEL, count } from '../../../shared/lib/words.ts';
import { useWidth } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model, Row } from '../../state/model.ts';
import { chainBack } from '../../state/tree.ts';
import type { View } from '../../state/view.ts';
import type { Visibility } from '../../state/visibility.ts';
import { type Hue, legend } from '../../ui/colour.ts';
import { Curve } from './Curve.tsx';
import { useDomain } from './LanePaths.tsx';
import { Lanes, TOP } from './Lanes.tsx';
import { Legend } from './Legend.tsx';
import { laneHeight as heightFor, lanesOf, timeExtent } from './layout.ts';
import './timeline.css';

interface TimelineProps {
  model: Model;
  view: View;
  setView: SetView;
  visibility: Visibility;
  colour: (row: Row) => Hue;
}

const GUTTER = 158;
const NARROW = 620;

/** Who had it from whom, on a time axis. */
export function Timeline({ model, view, setView, visibility, colour }: TimelineProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const lanes = useMemo(() => lanesOf(model.tree, model.byId, visibility.ids), [model, visibility]);
  const extent = useMemo(() => timeExtent(model.tree), [model]);
  const domain = useDomain(view, extent);
  // The curve keeps the whole of time in sight, so the time limits are the one filter that it does not follow.
  const inCurve = useMemo(
    () => (view.from === null && view.to === null ? lanes.filter((row) => visibility.ids.has(row.id)) : model.tree),
    [lanes, visibility, model, view.from, view.to],
  );
  const order = useMemo(() => legend(model.tree, colour), [model, colour]);
  const laneHeight = heightFor(lanes.length);
  const left = width < NARROW ? 12 : GUTTER;
  const picked = view.picked === null ? undefined : model.byId.get(view.picked);
  const chain = useMemo(
    () => new Set(picked ? chainBack(picked, model.byId).map((row) => row.id) : []),
    [picked, model],
  );
  const timeless = lanes.filter((row) => row.time === null).length;
  return (
    <Panel
      title="Generations"
      note={`Each lane is a session; a line runs down from the session that wrote it to the one that read it${timeless > 0 ? `; ${count(timeless, 'read')} without a time not drawn` : ''}.`}
      className="timeline"
    >
      <div ref={ref} className="timeline-body">
        {width > 0 && (
          <>
            <Curve
              rows={inCurve}
              what="first reads"
              domain={extent}
              width={width}
              left={left}
              colour={colour}
              order={order}
              view={view}
              setView={setView}
            />
            {lanes.length === 0 ? (
              <p className="empty">No session of the tree passes the filters.</p>
            ) : (
              <LaneArea
                {...{ lanes, laneHeight, width, left, domain, colour, chain, setView }}
                ids={visibility.ids}
                picked={view.picked}
              />
            )}
          </>
        )}
      </div>
      <Legend hues={order} lanes={lanes} />
    </Panel>
  );
}

interface LaneAreaProps {
  lanes: Row[];
  ids: ReadonlySet<string>;
  laneHeight: number;
  width: number;
  left: number;
  domain: [number, number];
  colour: (row: Row) => Hue;
  chain: ReadonlySet<string>;
  picked: string | null;
  setView: SetView;
}

function LaneArea({ lanes, ids, laneHeight, width, left, domain, colour, chain, picked, setView }: LaneAreaProps) {
  const svgRef = useRef<SVGSVGElement>(null);
  const scrollRef = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const height = TOP + lanes.length * laneHeight + 6;

  useEffect(() => {
    const svg = svgRef.current;
    if (!svg) return;
    const laneAt = (event: PointerEvent | MouseEvent) => {
      const index = Math.floor((event.clientY - svg.getBoundingClientRect().top - TOP) / laneHeight);
      return index >= 0 && index < lanes.length ? index : null;
    };
    const onMove = (event: PointerEvent) => setHover(laneAt(event));
    const onLeave = () => setHover(null);
    const onClick = (event: MouseEvent) => {
      const index = laneAt(event);
      if (index !== null) setView({ picked: (lanes[index] as Row).id });
    };
    svg.addEventListener('pointermove', onMove);
    svg.addEventListener('pointerleave', onLeave);
    svg.addEventListener('click', onClick);
    return () => {
      svg.removeEventListener('pointermove', onMove);
      svg.removeEventListener('pointerleave', onLeave);
      svg.removeEventListener('click', onClick);
    };
  }, [lanes, laneHeight, setView]);

  const pickedIndex = useMemo(() => lanes.findIndex((row) => row.id === picked), [lanes, picked]);
  useEffect(() => {
    const scroll = scrollRef.current;
    if (!scroll || pickedIndex < 0) return;
    const y = TOP + pickedIndex * laneHeight;
    if (y < scroll.scrollTop || y > scroll.scrollTop + scroll.clientHeight - laneHeight) {
      scroll.scrollTop = y - scroll.clientHeight / 2;
    }
  }, [pickedIndex, laneHeight]);

  const hovered = hover === null ? undefined : lanes[hover];
  return (
    <div className="lane-wrap">
      <div ref={scrollRef} className="lane-scroll scroll">
        <svg
          ref={svgRef}
          className="lanes"
          width={width}
          height={height}
          role="img"
          aria-label={`Transmission tree of ${count(lanes.length, 'session')}, from ${longTime(domain[0])} to ${longTime(domain[1])}. The list below has the same sessions.`}
        >
          {pickedIndex >= 0 && (
            <rect
              x={0}
              width={width}
              y={TOP + pickedIndex * laneHeight}
              height={Math.max(4, laneHeight)}
              className="lane-picked"
            />
          )}
          {hover !== null && hover < lanes.length && (
            <rect
              x={0}
              width={width}
              y={TOP + hover * laneHeight}
              height={Math.max(3, laneHeight)}
              className="lane-hover"
            />
          )}
          <Lanes {...{ lanes, ids, domain, width, left, laneHeight, colour, chain }} />
        </svg>
      </div>
      <p className="lane-tip" aria-hidden="true">
        {hovered ? describe(hovered) : ' '}
      </p>
    </div>
  );
}

function describe(row: Row): string {
  const parts = [`${visibleName(row.session.agent)} · ${visibleName(row.id)}`, shortTime(row.time)];
  if (row.role === 'writer') parts.push('first writer');
  if (row.exposure) {
    parts.push(`generation ${row.exposure.generation}`);
    parts.push(
      row.exposure.via === null
        ? 'from outside the telemetry'
        : `through ${row.channel ?? 'an unknown channel'}, by ${row.basis}`,
    );
    parts.push(ACTED_LABEL[row.exposure.acted].toLowerCase());
  }
  return parts.join(' · ');
}
