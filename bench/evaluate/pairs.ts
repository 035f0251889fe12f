import type { TraceContact, TraceDocument } from '../../src/fleet/index.ts';
import type { LabTruth, TruthPair } from '../../src/lab/index.ts';

/** How far the time of a write in the telemetry may be from the true one, milliseconds. */
export const TIME_TOLERANCE = 2_000;

export interface Matched {
  /** The contact that was found for a true pair. */
  contactOf: Map<TruthPair, TraceContact>;
  /** The true pair that a contact is. */
  pairOf: Map<TraceContact, TruthPair>;
}

/**
 * Ties contacts to true pairs, one to one. They are the same when writer, reader and the artifact that was read agree and
 * the writes are at most `tolerance` apart; of several such, the nearest in time. Writes of one session are rarely that
 * near to each other.
 */
export function matchPairs(truth: LabTruth, doc: TraceDocument, tolerance = TIME_TOLERANCE): Matched {
  const groups = new Map<string, TruthPair[]>();
  for (const pair of truth.pairs) {
    const key = `${pair.from} ${pair.to}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pair]);
    else group.push(pair);
  }
  const candidates: { pair: TruthPair; contact: TraceContact; apart: number }[] = [];
  for (const contact of doc.contacts) {
    const written = contact.written == null ? Number.NaN : Date.parse(contact.written);
    for (const pair of groups.get(`${contact.from} ${contact.to}`) ?? []) {
      const apart = Math.abs(pair.writeTime - written);
      if (apart <= tolerance && sameArtifact(pair, contact.artifact)) candidates.push({ pair, contact, apart });
    }
  }
  candidates.sort((a, b) => a.apart - b.apart);
  const contactOf = new Map<TruthPair, TraceContact>();
  const pairOf = new Map<TraceContact, TruthPair>();
  for (const { pair, contact } of candidates) {
    if (contactOf.has(pair) || pairOf.has(contact)) continue;
    contactOf.set(pair, contact);
    pairOf.set(contact, pair);
  }
  return { contactOf, pairOf };
}

/**
 * The truth names an artifact inside its scope; a source puts channel and scope before it. Each client names a sub-agent's
 * prompt and answer in its own way, so for these the channel is enough. A text that was read without an address (an
 * instruction file inside a system prompt) can be any.
 */
export function sameArtifact(named: { artifact: string; channel: string }, id: string | null): boolean {
  if (id === null || id === 'none') return true;
  return named.channel === 'context' ? id.startsWith('context:') : id.includes(named.artifact);
}
