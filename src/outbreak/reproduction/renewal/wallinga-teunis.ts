import { gammaQuantile } from '../../../fleet/index.ts';
import type { Window } from './cori.ts';

/**
 * Case reproduction number by window of onset from onsets alone (Wallinga and Teunis, "Different epidemic curves for
 * severe acute respiratory syndrome reveal similar impacts of control measures", American Journal of Epidemiology 160,
 * 2004): each case was infected by an earlier one with a probability in proportion to the serial interval. The means are
 * those of EpiEstim 2.2-4; a window without a case has no estimate (`undefined`).
 *
 * The band is that of a gamma distribution with the mean and the variance that the number of cases infected from the
 * window has over all such trees. It holds who infected whom, and not that the last cases have yet to infect.
 */
export function wallingaTeunis(
  incidence: readonly number[],
  serialInterval: readonly number[],
  windows: readonly Window[],
): ({ mean: number; lower: number; upper: number } | undefined)[] {
  const bins = incidence.length;
  const delay = (t: number, s: number) => serialInterval[t - s] ?? 0;
  const all = incidence.map((_, t) => {
    let sum = 0;
    for (let s = Math.max(0, t - serialInterval.length + 1); s <= t; s++) sum += delay(t, s) * incidence[s]!;
    return sum;
  });
  return windows.map(({ start, end }) => {
    let cases = 0;
    for (let s = start; s < end; s++) cases += incidence[s]!;
    if (cases <= 0) return undefined;
    let offspring = 0;
    let variance = 0;
    const last = Math.min(bins, end + serialInterval.length);
    for (let t = start; t < last; t++) {
      if (incidence[t] === 0 || all[t] === 0) continue;
      let within = 0;
      for (let s = start; s < end && s <= t; s++) within += delay(t, s) * incidence[s]!;
      const share = Math.min(1, within / all[t]!);
      offspring += incidence[t]! * share;
      variance += incidence[t]! * share * (1 - share);
    }
    const mean = offspring / cases;
    if (!(variance > 1e-12 * offspring)) return { mean, lower: mean, upper: mean };
    const shape = offspring ** 2 / variance;
    return {
      mean,
      lower: (gammaQuantile(shape, 0.025) / shape) * mean,
      upper: (gammaQuantile(shape, 0.975) / shape) * mean,
    };
  });
}
