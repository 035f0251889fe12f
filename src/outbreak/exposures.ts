import type { Hit, SeedTrace } from '../cases/index.ts';
import type { ContactEngine } from '../contacts/index.ts';
import type { Basis, How } from '../fleet/index.ts';
import type { Carriers } from './carriers.ts';
import { instructionsBehind } from './instructions.ts';
import { byStrength, type Link } from './links.ts';

/** A session that read the seed, or a copy of it, for the first time. */
export interface Exposure {
  session: number;
  order: number;
  time: number | undefined;
  /** Session whose write it read; undefined: from outside the telemetry. */
  via: number | undefined;
  /** Row of that write. */
  write: number | undefined;
  basis: Basis | 'none';
  how: How;
  /** Artifact number, or -1. */
  artifact: number;
  /** The read that shows it; undefined when it is inferred. */
  hit: Hit | undefined;
  file: number;
  line: number;
  generation: number;
}

/**
 * First exposures, in order of processing.
 *
 * Observed: a copy stands in what the session read. Inferred: it read, or its client loaded, an artifact in which a copy
 * stood, and the telemetry has no text of that read. For a seed that names a session, an artifact or an address, whose
 * texts were learned, a copy counts only where a contact ties it to the seed: much of what a session writes is common to
 * many, and so is what a site puts on all of its pages.
 */
export function exposuresOf(
  trace: SeedTrace,
  counts: (hit: Hit) => boolean,
  carriers: Carriers,
  engine: ContactEngine,
  links: Map<number, Link[]>,
  firstWriter: number | undefined,
): Map<number, Exposure> {
  const exposures = new Map<number, Exposure>();
  const touched = new Set(trace.touches.map((touch) => touch.order));
  const isLater = ({ session, order }: { session: number; order: number }) =>
    session === firstWriter || (exposures.get(session)?.order ?? Number.POSITIVE_INFINITY) <= order;
  const add = (exposure: Exposure) => {
    const later = exposures.get(exposure.session);
    exposures.set(exposure.session, later === undefined ? exposure : withEvidence(exposure, later));
  };
  for (const hit of trace.hits) {
    if (hit.kind !== 'read' || isLater(hit) || !counts(hit)) continue;
    const pasted = instructionsBehind(hit, carriers.standing, engine);
    const link = pasted === undefined ? linkOf(hit, links) : undefined;
    if (isLearned(trace, hit) && link === undefined && pasted === undefined && !namedBy(trace, hit, touched)) continue;
    add({
      session: hit.session,
      order: hit.order,
      time: hit.time,
      via: pasted?.session ?? link?.from,
      write: pasted?.write ?? link?.write,
      basis: pasted !== undefined ? 'content' : (link?.basis ?? 'none'),
      how: hit.how,
      artifact: pasted?.artifact ?? hit.artifact,
      hit,
      file: hit.file,
      line: hit.line,
      generation: 1,
    });
  }
  for (const { touch, write, otherVersion } of carriers.within) {
    if (touch.kind !== 'read' || touch.seen || otherVersion || isLater(touch)) continue;
    const link = links.get(touch.session)?.find((l) => l.artifact === touch.artifact && l.write === write);
    add({
      session: touch.session,
      order: touch.order,
      time: touch.time,
      via: link?.from,
      write: link?.write,
      basis: link?.basis ?? (touch.how === 'rule' ? 'rule' : 'structure'),
      how: touch.how === 'rule' ? 'rule' : 'inferred',
      artifact: touch.artifact,
      hit: undefined,
      file: touch.file,
      line: touch.line,
      generation: 1,
    });
  }
  return inGenerations(exposures, trace);
}

/** A first meeting that is inferred, and a later one in which the copy was seen: what was seen speaks for both. */
function withEvidence(first: Exposure, later: Exposure): Exposure {
  if (first.hit !== undefined || later.hit === undefined) return first;
  return { ...first, hit: later.hit, how: later.how, file: later.file, line: later.line };
}

/** The hit is of a text that was learned from what the seed names. */
export function isLearned({ seed, patterns }: SeedTrace, hit: Hit): boolean {
  if (seed.kind === 'url') return hit.pattern < 0 || patterns[hit.pattern]!.learned;
  return seed.kind === 'session' || seed.kind === 'artifact';
}

/** The seed itself was read: the artifact or the address that it names, or a text of that very event. */
function namedBy(trace: SeedTrace, hit: Hit, touched: ReadonlySet<number>): boolean {
  if (trace.seed.kind === 'url') return trace.named.has(hit.artifact);
  return trace.seed.kind === 'artifact' && (hit.pattern < 0 || touched.has(hit.order));
}

/** The contact that brought the copy: of this very read where there is one, else the session's latest before it. */
function linkOf(hit: Hit, links: Map<number, Link[]>): Link | undefined {
  const mine = links.get(hit.session);
  if (mine === undefined) return undefined;
  const here = mine.filter((link) => link.time === hit.time && (hit.artifact < 0 || link.artifact === hit.artifact));
  if (here.length > 0) return here.sort(byStrength)[0];
  return mine
    .filter((link) => (hit.time === undefined || link.time <= hit.time) && link.artifact === hit.artifact)
    .sort(byStrength)[0];
}

/**
 * Steps along the links: 1 from the first writer or from outside, one more than its infector for the others. What a
 * session wrote before it had read the seed did not come from what it read.
 */
function inGenerations(exposures: Map<number, Exposure>, trace: SeedTrace): Map<number, Exposure> {
  const ordered = [...exposures.values()].sort((a, b) => a.order - b.order);
  const written = new Map<number, number>();
  for (const hit of trace.hits) if (hit.write >= 0) written.set(hit.write, hit.order);
  const done = new Map<number, Exposure>();
  for (const exposure of ordered) {
    const before = exposure.via === undefined ? undefined : done.get(exposure.via);
    const passedOn = before !== undefined && before.order <= (written.get(exposure.write!) ?? Number.POSITIVE_INFINITY);
    exposure.generation = passedOn ? before.generation + 1 : 1;
    done.set(exposure.session, exposure);
  }
  return done;
}
