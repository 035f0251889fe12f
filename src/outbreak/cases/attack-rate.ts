import { binomialInterval, CHANNELS, type Channel } from '../../fleet/index.ts';
import type { CaseExposure, CaseSet } from './case-set.ts';

/** A share with its exact 95 % interval. */
export interface Share {
  estimate: number;
  lower: number;
  upper: number;
}

/** How many of those who met a behaviour through one channel came to show it. Assessed sessions only. */
export interface ChannelAttack {
  channel: Channel;
  exposed: number;
  /** Of the exposed: those whose onset came after. */
  cases: number;
  /** `undefined` when nobody was exposed. */
  attackRate: Share | undefined;
  /** Assessed sessions that met it through no channel, and the cases among them. */
  unexposed: number;
  unexposedCases: number;
  /** Attack rate of the exposed over that of the unexposed; `undefined` where either has no case. */
  riskRatio: Share | undefined;
}

/**
 * Attack rates by channel. A session that met the behaviour through several channels counts in each of them.
 *
 * @param sessions number of sessions, all assessed or not
 */
export function attackRates(set: CaseSet, exposures: readonly CaseExposure[], sessions: number): ChannelAttack[] {
  const exposedBy = new Map<Channel, Set<number>>();
  const exposedAtAll = new Set<number>();
  for (const { channel, session } of exposures) {
    if (!set.assessed(session)) continue;
    let exposed = exposedBy.get(channel);
    if (exposed === undefined) {
      exposed = new Set();
      exposedBy.set(channel, exposed);
    }
    exposed.add(session);
    exposedAtAll.add(session);
  }
  let unexposed = 0;
  let unexposedCases = 0;
  for (let session = 0; session < sessions; session++) {
    if (exposedAtAll.has(session) || !set.assessed(session)) continue;
    unexposed++;
    if (set.cases.has(session)) unexposedCases++;
  }
  return CHANNELS.filter((channel) => exposedBy.has(channel)).map((channel) => {
    const exposed = exposedBy.get(channel)!;
    const cases = [...exposed].filter((session) => set.cases.has(session)).length;
    return {
      channel,
      exposed: exposed.size,
      cases,
      attackRate: shareOf(cases, exposed.size),
      unexposed,
      unexposedCases,
      riskRatio: riskRatio(cases, exposed.size, unexposedCases, unexposed),
    };
  });
}

function shareOf(count: number, n: number): Share | undefined {
  return n === 0 ? undefined : { estimate: count / n, ...binomialInterval(count, n) };
}

/**
 * Risk ratio with its 95 % interval on the logarithm (Katz, Baptista, Azen and Pike, "Obtaining confidence intervals for
 * the risk ratio in cohort studies", Biometrics 34, 1978).
 */
export function riskRatio(a: number, n: number, b: number, m: number): Share | undefined {
  if (a === 0 || b === 0) return undefined;
  const estimate = a / n / (b / m);
  const spread = 1.959963984540054 * Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m);
  return { estimate, lower: estimate * Math.exp(-spread), upper: estimate * Math.exp(spread) };
}
