import type { TraceReproduction } from '../../../../../src/fleet/trace-outbreak.ts';
import { duration } from '../../../shared/lib/time.ts';
import { count } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { type Figure, figureText, isInterval, percentText, rangeText } from './figures.ts';

/** R in all and by channel, on one axis with the line at 1, and what else the links say. */
export function Reproduction({ reproduction }: { reproduction: TraceReproduction }) {
  const { channels, generationTime, extinction, detection, method, offspring } = reproduction;
  const rows: { name: string; figure: Figure; colour: string }[] = [
    { name: 'all channels', figure: reproduction.R, colour: 'var(--ink)' },
    ...channels.map(({ channel, R }) => ({ name: channel, figure: R, colour: `var(--channel-${channel})` })),
  ];
  const end = axisEnd(rows.flatMap(({ figure }) => (isInterval(figure) ? [figure.upper] : [])));
  return (
    <Panel
      title="Reproduction number R"
      note={`How many others a case infects, ${method === 'tree' ? 'from who infected whom' : 'from the onsets alone'}; bars are 95 % intervals, the line is at 1.`}
      className="reproduction"
    >
      <ul className="r-rows">
        {rows.map((row) => (
          <li key={row.name} className="r-row">
            <span>{row.name}</span>
            <Whisker {...row} end={end} />
            <span className="number">{isInterval(row.figure) ? rangeText(row.figure) : '–'}</span>
            {!isInterval(row.figure) && <span className="r-reason quiet">{row.figure.notEstimable}</span>}
          </li>
        ))}
      </ul>
      <dl className="facts r-facts">
        {'mean' in generationTime && (
          <Fact name="Generation time">
            {duration(generationTime.mean.estimate)} ({duration(generationTime.mean.lower)} to{' '}
            {duration(generationTime.mean.upper)}), from {count(Math.round(generationTime.pairs), 'pair')}
          </Fact>
        )}
        <Fact name="Share of cases seen">
          {percentText(detection.estimate)} ({percentText(detection.lower)} to {percentText(detection.upper)})
        </Fact>
        {isInterval(offspring.dispersion) && (
          <Fact name="Dispersion k">{rangeText(offspring.dispersion)}: small means few cases infect most</Fact>
        )}
        {isInterval(extinction) && (
          <Fact name="Dies out by itself">
            {percentText(extinction.estimate)} for one new case ({percentText(extinction.lower)} to{' '}
            {percentText(extinction.upper)})
          </Fact>
        )}
      </dl>
      {reproduction.notes.length > 0 && (
        <ul className="behaviour-notes">
          {reproduction.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Panel>
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

function Whisker({ figure, colour, end }: { figure: Figure; colour: string; end: number }) {
  const at = (value: number) => `${(100 * Math.min(value, end)) / end}%`;
  return (
    <svg className="whisker" width="100%" height="18" role="img" aria-label={label(figure)}>
      <line x1={at(1)} x2={at(1)} y1="0" y2="18" className="r-one" />
      {isInterval(figure) && (
        <>
          <line x1={at(figure.lower)} x2={at(figure.upper)} y1="9" y2="9" style={{ stroke: colour, strokeWidth: 3 }} />
          <circle cx={at(figure.estimate)} cy="9" r="5" style={{ fill: colour }} />
        </>
      )}
    </svg>
  );
}

function label(figure: Figure): string {
  return isInterval(figure)
    ? `${figureText(figure.estimate)}, 95 % interval ${figureText(figure.lower)} to ${figureText(figure.upper)}`
    : 'not estimable';
}

/** The least round number that holds every interval, at least 2 so that the line at 1 stands in sight. */
function axisEnd(uppers: readonly number[]): number {
  const most = Math.max(2, ...uppers);
  return [2, 3, 4, 5, 8, 10, 15, 20, 30, 50].find((end) => most <= end) ?? most;
}
