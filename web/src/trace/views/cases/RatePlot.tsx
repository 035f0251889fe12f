import { binomialInterval } from '../../../../../src/fleet/binomial.ts';
import { number } from '../../../shared/lib/words.ts';

/** A share as a percentage with the digits that it needs: `0.3 %`, `37 %`. Never rounded to all or nothing. */
export function rateText(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return `${value} %`;
  if (value < 0.1) return '< 0.1 %';
  if (value > 99.9) return '> 99.9 %';
  return value < 10 || value > 99 ? `${value.toFixed(1)} %` : `${Math.round(value)} %`;
}

/** The end of the axis: the least round share that holds every upper bound, so that small rates can be told apart. */
export function axisEnd(uppers: readonly number[]): number {
  const most = Math.max(0, ...uppers);
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((end) => most <= end) ?? 1;
}

export interface Rate {
  cases: number;
  of: number;
  estimate: number;
  lower: number;
  upper: number;
}

/** A rate of counts, with its exact interval; `undefined` where there is nobody of whom to say one. */
export function rateOf(cases: number, of: number): Rate | undefined {
  return of > 0 ? { cases, of, estimate: cases / of, ...binomialInterval(cases, of) } : undefined;
}

/** Dot and whisker on an axis from 0 to `end`. */
export function RatePlot({ rate, end, colour, hollow }: { rate: Rate; end: number; colour: string; hollow?: boolean }) {
  const x = (share: number) => `${(100 * Math.min(share, end)) / end}%`;
  return (
    <svg className="rate-plot" height="18" aria-hidden="true">
      <line x1="0" x2="100%" y1="9" y2="9" className="rate-base" />
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <line key={share} x1={`${share * 100}%`} x2={`${share * 100}%`} y1="5" y2="13" className="rate-base" />
      ))}
      <line x1={x(rate.lower)} x2={x(rate.upper)} y1="9" y2="9" style={{ stroke: colour, strokeWidth: 3 }} />
      <line x1={x(rate.lower)} x2={x(rate.lower)} y1="5" y2="13" style={{ stroke: colour, strokeWidth: 1.5 }} />
      <line x1={x(rate.upper)} x2={x(rate.upper)} y1="5" y2="13" style={{ stroke: colour, strokeWidth: 1.5 }} />
      <circle
        cx={x(rate.estimate)}
        cy="9"
        r="4.5"
        style={{ fill: hollow ? 'var(--surface)' : colour, stroke: colour, strokeWidth: 1.8 }}
      />
    </svg>
  );
}

/** The same in words, as two cells of a table: `24 of 65`, `37 % 25 % to 50 %`. */
export function RateText({ rate }: { rate: Rate }) {
  return (
    <>
      <td className="number rate-count">
        {number(rate.cases)} of {number(rate.of)}
      </td>
      <td className="number rate-share">
        <strong>{rateText(rate.estimate)}</strong>{' '}
        <span className="quiet">
          {rateText(rate.lower)} to {rateText(rate.upper)}
        </span>
      </td>
    </>
  );
}
