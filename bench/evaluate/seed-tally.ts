import type { TraceCopy, TraceExposure } from '../../src/fleet/index.ts';
import { ALTERATIONS, type TruthCopy, type TruthSeed } from '../../src/lab/index.ts';
import type { Line } from '../report.ts';
import type { TracedFleet } from './fleets.ts';
import { sameArtifact, TIME_TOLERANCE } from './pairs.ts';
import { Tally } from './tally.ts';

const ALTERED = 'recall of altered onward copies';
const RECALL = 'recall of the exposed that read a copy';
const RULE = 'recall of the exposed whose client loaded it';

/** What tracing a known seed found, against what happened, summed over fleets. */
export class SeedTally {
  readonly tally = new Tally();
  /** Sessions called confirmed by a link that shows no text of the seed. */
  falselyConfirmed = 0;

  add({ truth, doc }: TracedFleet, tolerance = TIME_TOLERANCE): void {
    const found = doc.seeds[0]!;
    const seed = truth.seed!;
    const { tally } = this;
    const exposed = new Map(found.exposed.map((exposure) => [exposure.session, exposure]));
    const truly = new Map(seed.exposed.map((exposure) => [exposure.session, exposure]));
    const seen = seed.exposed.filter((exposure) => exposure.observed);
    const byRule = seed.exposed.filter((exposure) => !exposure.observed && exposure.how === 'rule');
    tally.add(RECALL, seen.filter(({ session }) => exposed.has(session)).length, seen.length);
    tally.add(RULE, byRule.filter(({ session }) => exposed.has(session)).length, byRule.length);
    const right = found.exposed.filter(({ session }) => truly.has(session));
    tally.add('precision of the exposed', right.length, found.exposed.length);
    const shown = found.exposed.filter(({ how }) => how === 'observed');
    const shownRight = shown.filter(({ session }) => truly.has(session)).length;
    tally.add('precision of the exposed called observed', shownRight, shown.length);
    tally.add(
      'generation agrees, of the exposed found',
      right.filter((e) => e.generation === truly.get(e.session)!.generation).length,
      right.length,
    );
    tally.add(
      'infector agrees, of the exposed found',
      right.filter((e) => e.via === truly.get(e.session)!.via).length,
      right.length,
    );
    this.acts(right, seed);
    this.reachable(found.reachableSessions, seed.reachable);
    this.copies(found.copies, seed, tolerance);
    const writer = seed.firstWriter === 'outside' ? null : seed.firstWriter;
    tally.add('first writer agrees', found.firstWriter === writer ? 1 : 0, 1);
    this.falselyConfirmed += confirmedWithoutText(doc, found.exposed, found.firstWriter);
  }

  private acts(exposed: TraceExposure[], seed: TruthSeed): void {
    const categoryOf = (session: string): TraceExposure['acted'] => {
      if (seed.acted.relayed.includes(session)) return 'relayed';
      if (seed.acted.used.includes(session)) return 'used';
      // To take a copy out, an edit carries it: a quotation, as the trace counts it.
      return seed.acted.quoted.includes(session) || seed.cleaners.includes(session) ? 'quoted' : 'no';
    };
    for (const category of ['used', 'relayed', 'quoted'] as const) {
      const called = exposed.filter(({ acted }) => acted === category);
      const truly = exposed.filter(({ session }) => categoryOf(session) === category);
      const both = called.filter(({ session }) => categoryOf(session) === category).length;
      this.tally.add(`precision of ${category}`, both, called.length);
      this.tally.add(`recall of ${category}`, both, truly.length);
    }
  }

  private reachable(found: string[], truly: string[]): void {
    const set = new Set(truly);
    const both = found.filter((session) => set.has(session)).length;
    this.tally.add('recall of the reachable', both, truly.length);
    this.tally.add('precision of the reachable', both, found.length);
  }

  private copies(found: TraceCopy[], seed: TruthSeed, tolerance: number): void {
    const onward = oneOfEachWrite(seed.copies.filter((copy) => copy.observed && !copy.original));
    const taken = new Set<TraceCopy>();
    const isFound = (copy: TruthCopy) => {
      const same = found.find((other) => !taken.has(other) && sameCopy(copy, other, tolerance));
      if (same !== undefined) taken.add(same);
      return same !== undefined;
    };
    for (const copy of onward) {
      const hit = isFound(copy) ? 1 : 0;
      if (copy.alteration !== 'verbatim') this.tally.add(ALTERED, hit, 1);
      this.tally.add(`recall of onward copies: ${copy.alteration}`, hit, 1);
    }
    for (const copy of oneOfEachWrite(seed.copies.filter(({ original }) => original))) isFound(copy);
    this.tally.add('precision of copies', taken.size, found.length);
  }

  lines(part: string, where: string, judged: boolean): Line[] {
    const { tally } = this;
    const kinds = ALTERATIONS.map((alteration) => `recall of onward copies: ${alteration}`);
    const goals: Record<string, number> = judged ? { [RECALL]: 0.99, [RULE]: 0.99, [ALTERED]: 0.95 } : {};
    const first = [RECALL, RULE, ALTERED].filter((name) => tally.names().includes(name));
    const rest = tally.names().filter((name) => !first.includes(name) && !kinds.includes(name));
    return [...first, ...rest].map((name) => tally.line(part, where, name, goals[name])).filter(isMeasured);
  }
}

/** Some telemetry has nothing of a kind: every client but one records what it loads. */
function isMeasured(line: Line): boolean {
  return line.reached !== undefined;
}

/** A trace names writes. Of several copies in one write the least altered counts: it is what has to be found there. */
function oneOfEachWrite(copies: readonly TruthCopy[]): TruthCopy[] {
  const writes = new Map<string, TruthCopy>();
  for (const copy of copies) {
    const key = JSON.stringify([copy.session, copy.scope, copy.artifact, copy.time]);
    const known = writes.get(key);
    const easier = known !== undefined && hardness(copy) >= hardness(known) ? known : copy;
    writes.set(key, easier);
  }
  return [...writes.values()];
}

function hardness(copy: TruthCopy): number {
  return ALTERATIONS.indexOf(copy.alteration);
}

function sameCopy(copy: TruthCopy, found: TraceCopy, tolerance: number): boolean {
  if (copy.session !== found.session || !sameArtifact(copy, found.artifact)) return false;
  return found.time === null || Math.abs(Date.parse(found.time) - copy.time) <= tolerance;
}

function confirmedWithoutText(doc: TracedFleet['doc'], exposed: TraceExposure[], firstWriter: string | null): number {
  const weak = new Set(
    exposed.filter((e) => e.how !== 'observed' || e.basis === 'structure').map(({ session }) => session),
  );
  return doc.sessions.filter(({ id, status }) => status === 'confirmed' && id !== firstWriter && weak.has(id)).length;
}
