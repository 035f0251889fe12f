import { BASES } from '../../fleet/index.ts';
import type { CaseExposure, CaseSet } from './case-set.ts';

/**
 * For each case, the exposure that most likely brought it there: from another case that had its onset before, by the
 * strongest basis, what was written last of those. Following it from case to case leads back to what the first of them had read.
 */
export function leadingExposures(set: CaseSet, exposures: readonly CaseExposure[]): Map<number, CaseExposure> {
  const best = new Map<number, CaseExposure>();
  for (const exposure of exposures) {
    const { session } = exposure;
    if (!set.cases.has(session)) continue;
    const known = best.get(session);
    if (known === undefined || isBetter(set, exposure, known)) best.set(session, exposure);
  }
  return best;
}

/** The chain of exposures that leads to a case, the case's own first. Ends where nothing earlier is known. */
export function chainTo(session: number, leading: ReadonlyMap<number, CaseExposure>): CaseExposure[] {
  const chain: CaseExposure[] = [];
  const visited = new Set<number>();
  for (let at = session; at >= 0 && !visited.has(at); ) {
    visited.add(at);
    const exposure = leading.get(at);
    if (exposure === undefined) break;
    chain.push(exposure);
    at = exposure.from;
  }
  return chain;
}

function isBetter(set: CaseSet, a: CaseExposure, b: CaseExposure): boolean {
  const [first, second] = [rank(set, a), rank(set, b)];
  return first !== second ? first > second : (a.written ?? 0) > (b.written ?? 0);
}

/** From an earlier case above from a later one above from no case; within each by basis. */
function rank(set: CaseSet, { session, from, basis }: CaseExposure): number {
  const strength = basis === 'none' ? 0 : BASES.length - BASES.indexOf(basis);
  if (from < 0) return strength;
  const [source, own] = [set.cases.get(from)!, set.cases.get(session)!];
  const earlier = source.time !== undefined && own.time !== undefined && source.time <= own.time;
  return (earlier ? 20 : 10) + strength;
}
