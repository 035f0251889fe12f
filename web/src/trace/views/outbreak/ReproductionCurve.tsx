import type { TraceReproduction } from '../../../../../src/fleet/trace-outbreak.ts';
import { duration, longTime, parseTime, ticks } from '../../../shared/lib/time.ts';
import { useWidth } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { anchorAt } from './figures.ts';

type Curve = Extract<TraceReproduction['curve'], { bin: number }>;
type Point = { from: number; to: number; mean: number; lower: number; upper: number; truncated: boolean };

const HEIGHT = 150;
const CASES = 46;
const AXIS = 20;
const LEFT = 44;
const MOST_R = 6;

/** New cases, and under them R over time with its band. */
export function ReproductionCurve({ curve }: { curve: TraceReproduction['curve'] }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  if (!('bin' in curve)) return null;
  const points = pointsOf(curve.cori);
  const start = parseTime(curve.from);
  if (start === null || points.length === 0) return null;
  return (
    <Panel
      title="R over time"
      note={`New cases by ${duration(curve.bin)}, and below them what a case infects at that time, over ${duration(curve.bin * curve.window)} (Cori and others 2013). Paler: too near the end of the telemetry to be used.`}
      className="r-curve"
    >
      <div ref={ref} className="r-curve-body">
        {width > 0 && <Plot curve={curve} points={points} start={start} width={width} />}
      </div>
    </Panel>
  );
}

function pointsOf(curve: Curve['cori']): Point[] {
  return curve.flatMap(({ start, end, mean, lower, upper, truncated }) => {
    const [from, to] = [parseTime(start), parseTime(end)];
    if (from === null || to === null || mean === null || lower === null || upper === null) return [];
    return { from, to, mean, lower, upper, truncated };
  });
}

function Plot({ curve, points, start, width }: { curve: Curve; points: Point[]; start: number; width: number }) {
  const end = start + curve.bin * curve.incidence.length;
  const x = (time: number) => LEFT + ((time - start) / Math.max(1, end - start)) * (width - LEFT - 14);
  const most = Math.max(1, ...curve.incidence);
  const top = Math.min(MOST_R, Math.max(2, ...points.map(({ upper }) => upper)));
  const base = CASES + 12 + HEIGHT;
  const y = (value: number) => base - (Math.min(value, top) / top) * HEIGHT;
  const usable = points.filter(({ truncated }) => !truncated);
  return (
    <svg
      width={width}
      height={base + AXIS}
      role="img"
      aria-label={`R over time from ${longTime(start)} to ${longTime(end)}`}
    >
      {curve.incidence.map((cases, i) => {
        const at = start + i * curve.bin;
        const height = (cases / most) * CASES;
        return (
          <rect
            key={at}
            x={x(at)}
            width={Math.max(1, x(at + curve.bin) - x(at) - 1)}
            y={CASES - height}
            height={height}
            className="r-cases"
          />
        );
      })}
      {[0, 1, top].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={width - 14} y1={y(value)} y2={y(value)} className={value === 1 ? 'r-one' : 'grid-line'} />
          <text x={LEFT - 8} y={y(value) + 4} textAnchor="end" className="axis-label">
            {Number(value.toFixed(1))}
          </text>
        </g>
      ))}
      <path d={bandOf(points, x, y)} className="r-band faint" />
      <path d={bandOf(usable, x, y)} className="r-band" />
      <path d={lineOf(points, x, y)} className="r-line" />
      {ticks(start, end, Math.max(2, (width - LEFT) / 90)).map((tick) => (
        <text
          key={tick.at}
          x={x(tick.at)}
          y={base + 15}
          textAnchor={anchorAt(x(tick.at), width)}
          className="axis-label"
        >
          {tick.label}
        </text>
      ))}
    </svg>
  );
}

type Scale = (value: number) => number;

function lineOf(points: readonly Point[], x: Scale, y: Scale): string {
  return points.map(({ to, mean }, i) => `${i === 0 ? 'M' : 'L'}${x(to).toFixed(1)} ${y(mean).toFixed(1)}`).join('');
}

function bandOf(points: readonly Point[], x: Scale, y: Scale): string {
  if (points.length === 0) return '';
  const upper = points.map(({ to, upper }) => `${x(to).toFixed(1)} ${y(upper).toFixed(1)}`);
  const lower = points.map(({ to, lower }) => `${x(to).toFixed(1)} ${y(lower).toFixed(1)}`).reverse();
  return `M${[...upper, ...lower].join('L')}Z`;
}
