import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Range } from '../model/types.ts';
import {
  compareRoutes,
  deceptiveAlignment,
  deploymentSpread,
  establishes,
  lead,
  ROUTE_INPUTS,
  type RouteInputs,
  type RoutePoint,
} from './routes.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const amount = fc.double({ min: 0, max: 1_000, noNaN: true });
const rangeOf = (value: fc.Arbitrary<number>): fc.Arbitrary<Range> =>
  fc.tuple(value, value, value).map((three) => {
    const [lower, estimate, upper] = three.sort((a, b) => a - b) as [number, number, number];
    return { lower, estimate, upper };
  });
const inputs: fc.Arbitrary<RouteInputs> = fc.record({
  arises: rangeOf(share),
  audits: rangeOf(fc.integer({ min: 0, max: 20 })),
  auditStrength: rangeOf(share),
  seeds: rangeOf(amount),
  r0: rangeOf(amount),
  monitoring: rangeOf(share),
});

/** A point within the ranges, at the given fractions of each. */
function inside(some: RouteInputs, fractions: readonly number[]): RoutePoint {
  const entries = ROUTE_INPUTS.map((name, i) => {
    const { lower, upper } = some[name];
    return [name, lower + (upper - lower) * fractions[i]!] as const;
  });
  return Object.fromEntries(entries) as RoutePoint;
}

const fractions = fc.array(share, { minLength: 6, maxLength: 6 });

describe('ranges', () => {
  property.prop([inputs, share, fractions])('hold every point within the inputs', (some, stealth, at) => {
    const point = inside(some, at);
    const [row] = compareRoutes(some, [stealth]).byStealth;
    const deceptive = deceptiveAlignment(point, stealth);
    const spread = deploymentSpread(point, stealth);
    expect(deceptive).toBeGreaterThanOrEqual(row!.deceptive.lower - 1e-12);
    expect(deceptive).toBeLessThanOrEqual(row!.deceptive.upper + 1e-12);
    expect(spread).toBeGreaterThanOrEqual(row!.spread.lower - 1e-12);
    expect(spread).toBeLessThanOrEqual(row!.spread.upper + 1e-12);
  });

  property.prop([inputs, share, fractions])('a verdict holds at every point', (some, stealth, at) => {
    const [row] = compareRoutes(some, [stealth]).byStealth;
    const ahead = lead(inside(some, at), stealth);
    if (row!.verdict === 'spread') expect(ahead).toBeGreaterThan(-1e-12);
    if (row!.verdict === 'deceptive') expect(ahead).toBeLessThan(1e-12);
  });

  property.prop([inputs, share, fractions])('the lead has the sign of the difference of the routes', (some, s, at) => {
    const point = inside(some, at);
    const difference = deploymentSpread(point, s) - deceptiveAlignment(point, s);
    if (Math.abs(difference) > 1e-9) expect(Math.sign(lead(point, s))).toBe(Math.sign(difference));
  });
});

property.prop([inputs])('a condition is where the routes are as likely as each other', (some) => {
  const estimates = inside(
    some,
    ROUTE_INPUTS.map(() => 0),
  );
  const middle = Object.fromEntries(ROUTE_INPUTS.map((name) => [name, some[name].estimate])) as RoutePoint;
  for (const { input, stealth, value, spreadLikelier, range } of compareRoutes(some, []).conditions) {
    if (value === null) continue;
    const step = 1e-6 * (range.upper - range.lower);
    const above = lead({ ...estimates, ...middle, [input]: Math.min(range.upper, value + step) }, stealth);
    const below = lead({ ...estimates, ...middle, [input]: Math.max(range.lower, value - step) }, stealth);
    expect([above > 0, below > 0]).toEqual(spreadLikelier === 'above' ? [true, false] : [false, true]);
  }
});

test('an outbreak that passes on to less than one does not start', () => {
  expect(establishes(0.99)).toBe(0);
  expect(establishes(2)).toBe(0.5);
});

test('formulas, worked by hand', () => {
  const point = { arises: 0.1, audits: 2, auditStrength: 0.5, seeds: 1, r0: 4, monitoring: 0.5 };
  // Stealth 0: half of the audits and of the acts are missed.
  expect(deceptiveAlignment(point, 0)).toBeCloseTo(0.1 * 0.25 * 0.5, 12);
  expect(deploymentSpread(point, 0)).toBeCloseTo((1 - Math.exp(-0.5)) * 0.5, 12);
  // Stealth 1: nothing is seen.
  expect(deceptiveAlignment(point, 1)).toBeCloseTo(0.1, 12);
  expect(deploymentSpread(point, 1)).toBeCloseTo(1 - Math.exp(-0.75), 12);
});
