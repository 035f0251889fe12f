import { useMemo, useState } from 'react';
import type { TraceOutbreak, TraceTreeCase } from '../../../../../src/fleet/trace-outbreak.ts';
import { shorten, visible, visibleName } from '../../../shared/lib/text.ts';
import { longTime, parseTime, shortTime, ticks } from '../../../shared/lib/time.ts';
import { count } from '../../../shared/lib/words.ts';
import { useWidth } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import type { SetView } from '../../state/address.ts';
import { anchorAt, percentText } from './figures.ts';

const LANES = 400;
const GUTTER = 210;
const NARROW = 620;
const TOP = 8;
const AXIS = 22;
type ColourBy = 'channel' | 'chain';

interface Lane {
  one: TraceTreeCase;
  at: number;
  /** Lane of its likeliest infector. */
  from: number | undefined;
}

interface TreeProps {
  outbreak: TraceOutbreak;
  picked: string | null;
  setView: SetView;
}

/** The most likely tree: a lane for each case in the order of the tree, its mark the onset, a line from its infector. */
export function Tree({ outbreak, picked, setView }: TreeProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [colourBy, setColourBy] = useState<ColourBy>('channel');
  const lanes = useMemo(() => lanesOf(outbreak.tree), [outbreak]);
  const channels = [...new Set(outbreak.tree.flatMap(({ infectors }) => infectors[0]?.channel ?? []))].sort();
  const drawn = lanes.slice(0, LANES);
  if (drawn.length < 2) return null;
  return (
    <Panel
      title="Who infected whom"
      note={`The most likely tree. A line comes down from the infector; the fainter, the less sure. A ring: from outside or by itself. A broken ring: by a case that was not seen.${lanes.length > LANES ? ` The first ${LANES} of ${lanes.length} cases.` : ''}`}
      tools={
        <label className="colour-by">
          Colour by{' '}
          <select value={colourBy} onChange={(event) => setColourBy(event.target.value as ColourBy)}>
            <option value="channel">channel</option>
            <option value="chain">chain</option>
          </select>
        </label>
      }
      className="tree"
    >
      <div ref={ref} className="tree-body scroll">
        {width > 0 && <Lanes lanes={drawn} width={width} {...{ colourBy, picked, setView }} />}
      </div>
      {colourBy === 'channel' && (
        <ul className="legend">
          {channels.map((channel) => (
            <li key={channel}>
              <span className="dot" style={{ background: `var(--channel-${channel})` }} /> {channel}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface LanesProps {
  lanes: readonly Lane[];
  width: number;
  colourBy: ColourBy;
  picked: string | null;
  setView: SetView;
}

function Lanes({ lanes, width, colourBy, picked, setView }: LanesProps) {
  const height = lanes.length > 120 ? 7 : lanes.length > 40 ? 12 : 20;
  const left = width < NARROW || height < 12 ? 20 : GUTTER;
  const times = lanes.map(({ at }) => at);
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const x = (time: number) => left + ((time - start) / Math.max(1, end - start)) * (width - left - 24);
  const y = (lane: number) => TOP + (lane + 0.5) * height;
  const bottom = TOP + lanes.length * height;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list below has the same sessions, with keys.
    <svg
      width={width}
      height={bottom + AXIS}
      onClick={(event) => {
        const session = (event.target as Element).closest('[data-session]')?.getAttribute('data-session');
        if (session) setView({ picked: session });
      }}
      role="img"
      aria-label={`Tree of ${count(lanes.length, 'case')}, from ${longTime(start)} to ${longTime(end)}`}
    >
      {ticks(start, end, Math.max(2, (width - left) / 90)).map((tick) => (
        <g key={tick.at}>
          <line x1={x(tick.at)} x2={x(tick.at)} y1={0} y2={bottom} className="grid-line" />
          <text x={x(tick.at)} y={bottom + 15} textAnchor={anchorAt(x(tick.at), width)} className="axis-label">
            {tick.label}
          </text>
        </g>
      ))}
      {lanes.map(({ one, at, from }, i) => {
        const [infector] = one.infectors;
        if (from === undefined || infector === undefined) return null;
        const d = `M${x(lanes[from]?.at ?? at).toFixed(1)} ${y(from)}V${y(i)}H${x(at).toFixed(1)}`;
        return (
          <path
            key={one.session}
            d={d}
            className="tree-link"
            style={{ stroke: colourOf(one, colourBy), opacity: 0.25 + 0.75 * infector.probability }}
          />
        );
      })}
      {lanes.map(({ one, at }, i) => (
        <TreeMark
          key={one.session}
          one={one}
          x={x(at)}
          y={y(i)}
          radius={Math.min(5, height / 2 - 1)}
          label={left === GUTTER ? left - 10 : undefined}
          colour={colourOf(one, colourBy)}
          picked={picked === one.session}
        />
      ))}
    </svg>
  );
}

interface TreeMarkProps {
  one: TraceTreeCase;
  x: number;
  y: number;
  radius: number;
  label: number | undefined;
  colour: string;
  picked: boolean;
}

function TreeMark({ one, x, y, radius, label, colour, picked }: TreeMarkProps) {
  const kind = one.infectors[0]?.kind ?? 'introduction';
  const solid = kind === 'case';
  return (
    <g className={picked ? 'tree-case picked' : 'tree-case'} data-session={one.session}>
      <title>{describe(one)}</title>
      {label !== undefined && (
        <text x={label} y={y + 4} textAnchor="end" className="lane-label">
          {shorten(visible(one.session), 24)}
        </text>
      )}
      <circle
        cx={x}
        cy={y}
        r={radius}
        style={{
          fill: solid ? colour : 'var(--surface)',
          stroke: picked ? 'var(--accent)' : solid ? 'var(--surface)' : 'var(--ink)',
          strokeWidth: picked ? 2.5 : solid ? 1 : 1.8,
          strokeDasharray: kind === 'unobserved' ? '2 2' : undefined,
        }}
      />
    </g>
  );
}

function describe(one: TraceTreeCase): string {
  const answers = one.infectors.map(({ kind, session, probability, channel }) => {
    const who = kind === 'case' ? visibleName(session ?? '') : kind === 'unobserved' ? 'a case not seen' : 'outside';
    return `${percentText(probability)} ${who}${channel === undefined ? '' : ` through ${channel}`}`;
  });
  return `${visibleName(one.session)} of ${visibleName(one.agent)}, ${shortTime(parseTime(one.onset))}: ${answers.join('; ')}`;
}

function colourOf(one: TraceTreeCase, by: ColourBy): string {
  if (by === 'chain') return `var(--series-${one.outbreak % 5})`;
  return `var(--channel-${one.infectors[0]?.channel ?? 'none'})`;
}

/** Cases with a time, each under its infector: depth first, earlier ones first. */
function lanesOf(tree: readonly TraceTreeCase[]): Lane[] {
  const timed = tree.flatMap((one) => {
    const at = parseTime(one.onset);
    return at === null ? [] : [{ one, at }];
  });
  const known = new Set(timed.map(({ one }) => one.session));
  const children = new Map<string, typeof timed>();
  const roots: typeof timed = [];
  for (const each of timed) {
    const from = each.one.infectors[0]?.session ?? null;
    if (from === null || !known.has(from)) roots.push(each);
    else children.set(from, [...(children.get(from) ?? []), each]);
  }
  const lanes: Lane[] = [];
  const laneOf = new Map<string, number>();
  // Earlier ones first, so the last pushed is drawn first.
  const open = roots.toReversed();
  while (open.length > 0) {
    const next = open.pop()!;
    const from = laneOf.get(next.one.infectors[0]?.session ?? '');
    laneOf.set(next.one.session, lanes.length);
    lanes.push({ ...next, from });
    open.push(...(children.get(next.one.session) ?? []).toReversed());
  }
  return lanes;
}
