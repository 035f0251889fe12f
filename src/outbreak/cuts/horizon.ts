import type { ContactEngine } from '../../contacts/index.ts';
import type { ExposureModel } from '../forward/model.ts';
import type { OutbreakState } from '../forward/state.ts';

/** How far a forecast looks ahead. */
export interface Horizon {
  /** Generations that are run through, 1 to `GENERATIONS`. */
  generations: number;
  /** Milliseconds; `undefined` where the telemetry does not say how long a generation takes. */
  length: number | undefined;
  /** Length over that of the period observed, in (0, 1]. */
  share: number;
}

/**
 * Errors of R multiply with each generation, so forecasts of outbreaks hold for a few generations and no longer: those of
 * the Ebola epidemic were calibrated for one or two weeks, about as many serial intervals (Funk and others, "Assessing the
 * performance of real-time epidemic forecasts", PLoS Computational Biology 15, 2019).
 */
export const GENERATIONS = 3;

/**
 * Three generations, or the length of the period observed where that is shorter. A generation is the mean time from a
 * case's write to its read by another, and the median time from a read to the onset.
 */
export function horizonOf(state: OutbreakState, { delays }: ExposureModel, engine: ContactEngine): Horizon {
  const { from, until } = state;
  let [waited, waits] = [0, 0];
  for (const { from: writer, written, time } of state.exposures) {
    if (writer < 0 || written === undefined || time === undefined) continue;
    waited += Math.max(0, time - written);
    waits++;
  }
  if (from === undefined || until === undefined || until <= from || delays.observed === 0 || waits === 0) {
    return { generations: GENERATIONS, length: undefined, share: 1 };
  }
  // A session cannot take longer to show it than the longest one lasts.
  const longest = engine.sessions.list.reduce((most, s) => Math.max(most, (s.end ?? 0) - (s.start ?? 0)), 0);
  const generation = Math.max(Math.min(delays.median.estimate, longest) + waited / waits, 1);
  const length = Math.min(GENERATIONS * generation, until - from);
  return {
    generations: Math.min(Math.max(Math.round(length / generation), 1), GENERATIONS),
    length,
    share: length / (until - from),
  };
}
