import type { Rows } from './rows.ts';

/** Normal distribution of the logarithm of a lag. */
interface LogNormal {
  mean: number;
  sd: number;
}

/** Lags that the belief about their distribution before any data is worth. */
const STRENGTH = 4;
/** Standard deviations of the logarithm: the least, and what is expected of infecting contacts. */
const LEAST_SD = 0.3;
const EXPECTED_SD = 1.2;
/** Densities in the tails are not taken at their word. */
const MOST = 50;
/**
 * One infecting contact in ten has a lag as others have it: a contaminated normal distribution (Tukey, "A survey of sampling
 * from contaminated distributions", 1960). No lag rules a contact out.
 */
const CONTAMINATED = 0.1;

/**
 * Time from reading to onset, where the read infected and where it did not: two log-normal distributions. Before any data the
 * infecting contact is the latest one before the onset.
 */
export class LagTable {
  infecting: LogNormal;
  private others: LogNormal;
  private readonly before: { infecting: LogNormal; others: LogNormal };
  private counted = { infecting: [0, 0, 0], others: [0, 0, 0] };

  constructor(rows: Rows) {
    this.before = startOf(rows);
    this.infecting = this.before.infecting;
    this.others = this.before.others;
  }

  count(lag: number, infecting: number, weight: number): void {
    if (Number.isNaN(lag)) return;
    add(this.counted.infecting, lag, infecting);
    add(this.counted.others, lag, Math.max(0, weight - infecting));
  }

  learn(): void {
    this.infecting = fitted(this.counted.infecting, this.before.infecting, LEAST_SD);
    // What did not infect is at least as spread out: nothing ties it to the onset.
    this.others = fitted(this.counted.others, this.before.others, this.infecting.sd);
    this.counted = { infecting: [0, 0, 0], others: [0, 0, 0] };
  }

  /** How many times likelier the lag is after an infecting read than after another; 1 where it is not known. */
  ratioOf(lag: number): number {
    if (Number.isNaN(lag)) return 1;
    const [a, b] = [this.infecting, this.others];
    const u = (lag - a.mean) / a.sd;
    const v = (lag - b.mean) / b.sd;
    const ratio = (b.sd / a.sd) * Math.exp((v * v - u * u) / 2);
    return CONTAMINATED + (1 - CONTAMINATED) * Math.min(MOST, ratio);
  }
}

function startOf(rows: Rows): { infecting: LogNormal; others: LogNormal } {
  const all = [0, 0, 0];
  const latest = [0, 0, 0];
  for (let i = 0; i + 1 < rows.first.length; i++) {
    let least = Number.NaN;
    for (let at = rows.first[i]!; at < rows.first[i + 1]!; at++) {
      const lag = rows.lag[at]!;
      if (Number.isNaN(lag)) continue;
      add(all, lag, rows.share[at]!);
      if (!(least <= lag)) least = lag;
    }
    if (!Number.isNaN(least)) add(latest, least, 1);
  }
  const others = fitted(all, { mean: 0, sd: EXPECTED_SD }, EXPECTED_SD, 0);
  const infecting = fitted(latest, { mean: others.mean, sd: EXPECTED_SD }, LEAST_SD, 1);
  return { infecting, others: { mean: others.mean, sd: Math.max(others.sd, infecting.sd) } };
}

/** Weight, sum and sum of squares. */
function add(moments: number[], value: number, weight: number): void {
  moments[0]! += weight;
  moments[1]! += weight * value;
  moments[2]! += weight * value * value;
}

/** Mean and spread with `strength` further lags that are as expected. */
function fitted([weight, sum, squares]: number[], before: LogNormal, least: number, strength = STRENGTH): LogNormal {
  const n = weight! + strength;
  if (n === 0) return before;
  const mean = (sum! + strength * before.mean) / n;
  const spread = squares! + strength * (before.sd ** 2 + before.mean ** 2);
  return { mean, sd: Math.max(least, Math.sqrt(Math.max(0, spread / n - mean * mean))) };
}
