import type { LineList } from '../line-list/line-list.ts';
import { type Candidate, elapsedShare } from './generation-time.ts';

/** Share of each case's offspring that is expected before the end of telemetry. */
export interface FollowUp {
  /** For each case, by the likeliest generation time. */
  share: Float64Array;
  /** Bin of each case: cases of one bin were followed for about as long. */
  bin: Uint16Array;
  bins: number;
  /** Shares by bin, one table for each generation time that is possible; equally likely. */
  tables: readonly Float64Array[];
}

/** Bins of follow-up time, per factor e. */
const PER_E = 8;
const TABLES = 48;

/**
 * How much of their time the cases had. Without a generation time, or for a case without an onset, all of it.
 *
 * @param candidates generation times that are possible; weights sum to 1
 * @param point the one that figures rest on
 * @param until end of telemetry, milliseconds since the epoch; at least every onset
 */
export function followUp(
  list: LineList,
  candidates: readonly Candidate[] | undefined,
  point: { mean: number; shape: number } | undefined,
  until: number,
): FollowUp {
  const cases = list.cases.length;
  if (candidates === undefined || point === undefined) {
    const share = new Float64Array(cases).fill(1);
    return { share, bin: new Uint16Array(cases), bins: 1, tables: [new Float64Array([1])] };
  }
  const place = new Map<number, number>();
  const times: number[] = [];
  const bin = Uint16Array.from(list.cases, ({ onset }) => {
    const time = onset === undefined ? Number.POSITIVE_INFINITY : Math.max(until - onset, 0);
    const key = Math.round(Math.log(time + 1) * PER_E);
    let at = place.get(key);
    if (at === undefined) {
      at = times.length;
      place.set(key, at);
      times.push(key === Number.POSITIVE_INFINITY ? key : Math.exp(key / PER_E) - 1);
    }
    return at;
  });
  const share = Float64Array.from(list.cases, ({ onset }) =>
    onset === undefined ? 1 : elapsedShare(point, until - onset),
  );
  const tables = systematic(candidates, TABLES).map((candidate) =>
    Float64Array.from(times, (time) => elapsedShare(candidate, time)),
  );
  return { share, bin, bins: times.length, tables };
}

/** `count` candidates, each as often as its weight says. */
function systematic(candidates: readonly Candidate[], count: number): Candidate[] {
  const chosen: Candidate[] = [];
  let passed = 0;
  for (const candidate of candidates) {
    passed += candidate.weight;
    while (chosen.length < count && (chosen.length + 0.5) / count <= passed + 1e-12) chosen.push(candidate);
  }
  return chosen;
}
