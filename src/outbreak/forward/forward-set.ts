import type { ContactEngine } from '../../contacts/index.ts';
import type { CaseExposure } from '../cases/index.ts';
import type { Ranged } from './delay.ts';
import { type ExposureModel, isRunning, UNKNOWN_RISK, watchedFor } from './model.ts';
import type { OutbreakState } from './state.ts';

/** A session that met the behaviour and does not show it. */
export interface MayBeInfected {
  session: number;
  /** Its reads, the latest first. */
  exposures: CaseExposure[];
  /** Probability that it is infected and has not shown it yet. */
  probability: Ranged;
  /** It was seen so lately that it may still be running; one that has ended matters when somebody resumes it. */
  running: boolean;
  /** False: what it did has no content, so whether it shows the behaviour cannot be said. */
  assessed: boolean;
}

/**
 * Who may be infected without showing it, the likeliest first. The interval takes the ends of the probability per read and of
 * the delay together: it is wider than 95 %. Where the session's acts cannot be judged, nothing is known of what would show.
 */
export function forwardSet(state: OutbreakState, model: ExposureModel, engine: ContactEngine): MayBeInfected[] {
  const list: MayBeInfected[] = [];
  for (const [session, exposures] of state.reads) {
    if (state.set.cases.has(session)) continue;
    const assessed = state.set.assessed(session);
    list.push({
      session,
      exposures: exposures.toSorted((a, b) => (b.time ?? 0) - (a.time ?? 0)),
      probability: probabilityOf(exposures, assessed, model, state),
      running: isRunning(session, state, engine),
      assessed,
    });
  }
  return list.sort(
    (a, b) =>
      Number(b.running) - Number(a.running) || b.probability.estimate - a.probability.estimate || a.session - b.session,
  );
}

function probabilityOf(
  exposures: readonly CaseExposure[],
  assessed: boolean,
  { delays, infects }: ExposureModel,
  state: OutbreakState,
): Ranged {
  const all = { estimate: 0, lower: 0, upper: 0 };
  const shows = { estimate: 0, lower: 0, upper: 0 };
  for (const exposure of exposures) {
    const risk = infects.get(exposure.channel) ?? UNKNOWN_RISK;
    const shown = assessed ? delays.shownWithin(watchedFor(exposure, state)) : { estimate: 0, lower: 0, upper: 0 };
    for (const [end, late] of ENDS) {
      all[end] += odds(risk[end]);
      shows[end] += odds(risk[end] * shown[late]);
    }
  }
  return {
    estimate: hidden(all.estimate, shows.estimate),
    lower: hidden(all.lower, shows.lower),
    upper: hidden(all.upper, shows.upper),
  };
}

/** Ends of the probability per read, and what share of the infected has shown it at that end. */
const ENDS = [
  ['estimate', 'estimate'],
  ['lower', 'upper'],
  ['upper', 'lower'],
] as const;
/** No read is more certain to infect than this: what is certain has no odds. */
const MOST_CERTAIN = 1 - 1e-9;

/**
 * Probability that one of the reads infected, given that nothing has shown, from the sums over the reads of the odds that it
 * infects, and that it infects and has shown it.
 *
 * Sessions differ in how easily they are taken in, so reads of one session are not independent: one that four reads did not
 * take in will rather withstand the fifth. With an exponential frailty (Vaupel, Manton and Stallard, "The impact of
 * heterogeneity in individual frailty on the dynamics of mortality", Demography 16, 1979) it escapes all of them with
 * probability `1 / (1 + sum of odds)`; a single read keeps its own probability, and many do not make a certainty.
 */
function hidden(all: number, shows: number): number {
  return Math.max(0, (all - shows) / (1 + all));
}

function odds(probability: number): number {
  const p = Math.min(probability, MOST_CERTAIN);
  return p / (1 - p);
}
