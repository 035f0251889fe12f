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
 * Who may be infected without showing it, the likeliest first. With reads j, each infecting with probability p_j, of which
 * a share F_j would have shown by now, the probability of an infection given that none has shown is
 * 1 - prod((1 - p_j) / (1 - p_j * F_j)). Where the session's acts cannot be judged, nothing is known of F, and it is
 * 1 - prod(1 - p_j). The interval takes the ends of p and of F together: it is wider than 95 %.
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
  const free = { estimate: 1, lower: 1, upper: 1 };
  for (const exposure of exposures) {
    const risk = infects.get(exposure.channel) ?? UNKNOWN_RISK;
    const shown = assessed ? delays.shownWithin(watchedFor(exposure, state)) : { estimate: 0, lower: 0, upper: 0 };
    free.estimate *= notHidden(risk.estimate, shown.estimate);
    free.lower *= notHidden(risk.lower, shown.upper);
    free.upper *= notHidden(risk.upper, shown.lower);
  }
  return { estimate: 1 - free.estimate, lower: 1 - free.lower, upper: 1 - free.upper };
}

/** Probability that the read infected nobody, given that nothing has shown. */
function notHidden(risk: number, shown: number): number {
  const silent = 1 - risk * shown;
  return silent <= 0 ? 1 : Math.max(0, (1 - risk) / silent);
}
