import type { Range } from '../model/types.ts';

/**
 * What the comparison of two routes to consistent adversarial misalignment needs (model note F.5). Every input is
 * assumed, and has a range: what comes out is a range as well, never one probability.
 */
export interface RouteInputs {
  /** Chance that training makes an AI that pursues consequences of its own selection (a schemer). */
  readonly arises: Range;
  /** Audits that it has to pass before deployment. */
  readonly audits: Range;
  /** Chance that one audit finds it at stealth 0. */
  readonly auditStrength: Range;
  /** Lambda: instances in which misaligned goals begin in deployment. Seed rate times runs. */
  readonly seeds: Range;
  /** Instances that one instance passes the goals on to, before monitoring takes any away. */
  readonly r0: Range;
  /** Chance that monitoring in deployment sees and stops an act, at stealth 0: coverage times recall. */
  readonly monitoring: Range;
}

export const ROUTE_INPUTS = ['arises', 'audits', 'auditStrength', 'seeds', 'r0', 'monitoring'] as const;
export type RouteInput = (typeof ROUTE_INPUTS)[number];
/** One value of every input. */
export type RoutePoint = Readonly<Record<RouteInput, number>>;

/** Chance that an audit or a monitor of strength q misses what has stealth s: 1 - q (1 - s). */
function misses(strength: number, stealth: number): number {
  return 1 - Math.min(1, Math.max(0, strength)) * (1 - stealth);
}

/**
 * Deceptive alignment: P = P(arises in training) * product over audits of (1 - q(s)) * E(s), with E(s) the chance that
 * monitoring in deployment misses it (model note F.5).
 */
export function deceptiveAlignment(point: RoutePoint, stealth: number): number {
  const { arises, audits, auditStrength, monitoring } = point;
  return arises * misses(auditStrength, stealth) ** audits * misses(monitoring, stealth);
}

/**
 * Deployment-time spread: P = (1 - exp(-Lambda * p_est)) * E(s), with p_est = 1 - 1/R for geometric offspring (model note
 * F.5). There is no product over audits: the goals begin after them. Monitoring acts twice: each passing-on has to be
 * missed, so that R = R0 * E(s) (a thinned geometric distribution is geometric), and so has the final act.
 */
export function deploymentSpread(point: RoutePoint, stealth: number): number {
  const { seeds, r0, monitoring } = point;
  const missed = misses(monitoring, stealth);
  return -Math.expm1(-seeds * establishes(r0 * missed)) * missed;
}

/** Chance that one case starts an outbreak that does not die out: 1 - 1/R above 1, else 0. */
export function establishes(r: number): number {
  return r > 1 ? 1 - 1 / r : 0;
}

/** Where an input makes a route likelier as it grows: each route is monotone in each input. */
const RAISES: Readonly<Record<RouteInput, { deceptive: number; spread: number }>> = {
  arises: { deceptive: 1, spread: 0 },
  audits: { deceptive: -1, spread: 0 },
  auditStrength: { deceptive: -1, spread: 0 },
  seeds: { deceptive: 0, spread: 1 },
  r0: { deceptive: 0, spread: 1 },
  monitoring: { deceptive: -1, spread: -1 },
};

/** The corner of the ranges at which a route is least or most likely. */
function corner(inputs: RouteInputs, route: 'deceptive' | 'spread', end: 'lower' | 'upper'): RoutePoint {
  return pointOf(inputs, (name) => {
    const rises = RAISES[name][route] >= 0;
    return rises === (end === 'upper') ? 'upper' : 'lower';
  });
}

function pointOf(inputs: RouteInputs, end: (name: RouteInput) => keyof Range): RoutePoint {
  return Object.fromEntries(ROUTE_INPUTS.map((name) => [name, inputs[name][end(name)]])) as RoutePoint;
}

/** What a route can be at one stealth, over every input's whole range. */
export interface RouteRange {
  readonly lower: number;
  readonly upper: number;
}

/** Which route is likelier: `spread` or `deceptive` at every point of the ranges, or `open`: that hangs on the inputs. */
export type Verdict = 'spread' | 'deceptive' | 'open';

export interface RoutesAt {
  readonly stealth: number;
  readonly deceptive: RouteRange;
  readonly spread: RouteRange;
  readonly verdict: Verdict;
}

/** At which value of an input the routes are as likely as each other, the other inputs being at their estimates. */
export interface Condition {
  readonly input: RouteInput;
  readonly stealth: number;
  /** Spread is the likelier route above or below `value`; `always` or `never` within the range. */
  readonly spreadLikelier: 'above' | 'below' | 'always' | 'never';
  readonly value: number | null;
  readonly range: Range;
}

export interface Comparison {
  readonly inputs: RouteInputs;
  readonly byStealth: readonly RoutesAt[];
  readonly conditions: readonly Condition[];
}

export const STEALTHS = Array.from({ length: 21 }, (_, i) => i / 20);
const CONDITION_STEALTHS = [0.2, 0.5, 0.8, 0.95];

/** Both routes over stealth, with the conditions under which one overtakes the other. */
export function compareRoutes(inputs: RouteInputs, stealths: readonly number[] = STEALTHS): Comparison {
  return {
    inputs,
    byStealth: stealths.map((stealth) => ({
      stealth,
      deceptive: {
        lower: deceptiveAlignment(corner(inputs, 'deceptive', 'lower'), stealth),
        upper: deceptiveAlignment(corner(inputs, 'deceptive', 'upper'), stealth),
      },
      spread: {
        lower: deploymentSpread(corner(inputs, 'spread', 'lower'), stealth),
        upper: deploymentSpread(corner(inputs, 'spread', 'upper'), stealth),
      },
      verdict: verdictAt(inputs, stealth),
    })),
    conditions: CONDITION_STEALTHS.flatMap((stealth) =>
      ROUTE_INPUTS.map((input) => conditionOn(inputs, input, stealth)),
    ),
  };
}

/**
 * Monitoring counts for both routes at once, so the verdict is not read from two ranges that overlap: spread is compared
 * with deceptive alignment at the same monitoring. Dividing by the final act's E(s), which both share, leaves only the
 * loss of R, so that spread does worst where monitoring is strongest.
 */
function verdictAt(inputs: RouteInputs, stealth: number): Verdict {
  const favours = (spread: boolean): RoutePoint =>
    pointOf(inputs, (name) => {
      const rises = name === 'monitoring' ? false : RAISES[name].spread - RAISES[name].deceptive > 0;
      return rises === spread ? 'upper' : 'lower';
    });
  if (lead(favours(false), stealth) > 0) return 'spread';
  return lead(favours(true), stealth) < 0 ? 'deceptive' : 'open';
}

/** Above 0 where spread is the likelier route; the factor E(s), which both share, is left out. */
export function lead(point: RoutePoint, stealth: number): number {
  const { arises, audits, auditStrength, seeds, r0, monitoring } = point;
  const spread = -Math.expm1(-seeds * establishes(r0 * misses(monitoring, stealth)));
  return spread - arises * misses(auditStrength, stealth) ** audits;
}

/** Halvings that find a threshold to far more digits than an assumed range has. */
const HALVINGS = 60;

function conditionOn(inputs: RouteInputs, input: RouteInput, stealth: number): Condition {
  const range = inputs[input];
  const at = (value: number): boolean => lead({ ...pointOf(inputs, () => 'estimate'), [input]: value }, stealth) > 0;
  const [low, high] = [at(range.lower), at(range.upper)];
  const known = { input, stealth, range };
  if (low === high) return { ...known, spreadLikelier: low ? 'always' : 'never', value: null };
  let [least, most] = [range.lower, range.upper];
  // An unbounded range (an R0 whose losses may be 0) is halved from a bound that no fleet reaches.
  if (most === Number.POSITIVE_INFINITY) most = 1e12;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (least + most) / 2;
    if (at(middle) === low) least = middle;
    else most = middle;
  }
  return { ...known, spreadLikelier: low ? 'below' : 'above', value: (least + most) / 2 };
}
