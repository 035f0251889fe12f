/**
 * Share of the cases, most infectious first, to which four of five transmissions go; `null` without a transmission.
 *
 * @param cases number of cases with 0, 1, 2, ... offspring
 */
export function shareOfCasesFor80(cases: ArrayLike<number>): number | null {
  let all = 0;
  let transmissions = 0;
  for (let z = 0; z < cases.length; z++) {
    all += cases[z]!;
    transmissions += z * cases[z]!;
  }
  if (!(transmissions > 0)) return null;
  let needed = 0.8 * transmissions;
  let taken = 0;
  for (let z = cases.length - 1; z > 0 && needed > 0; z--) {
    const part = Math.min(cases[z]!, needed / z);
    taken += part;
    needed -= part * z;
  }
  return taken / all;
}
