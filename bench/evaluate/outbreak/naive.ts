import type { ContactEngine } from '../../../src/contacts/index.ts';
import type { Channel } from '../../../src/fleet/index.ts';
import type { LineList, SeedOutbreak } from '../../../src/outbreak/index.ts';

/** For each listed case the session whose text it read last before its onset, whoever that is; -1 where there is none. */
export function lastWriters({ cases, transmissions }: LineList): number[] {
  const latest = cases.map(() => ({ read: Number.NEGATIVE_INFINITY, session: -1 }));
  for (const { from, to, read, writer } of transmissions) {
    const session = from >= 0 ? cases[from]!.session : (writer ?? -1);
    const known = latest[to]!;
    if (session >= 0 && read !== undefined && read >= known.read) latest[to] = { read, session };
  }
  return latest.map(({ session }) => session);
}

/**
 * R by channel as somebody counts who takes whoever wrote the text for an infector (whoever reports or quotes it among them)
 * and whoever read it for infected: readers by channel over sessions that read or wrote it.
 */
export function naiveR(seed: SeedOutbreak, engine: ContactEngine): Map<Channel, number> {
  const sessions = new Set<number>(seed.exposures.keys());
  for (const { hit } of seed.copies) sessions.add(hit.session);
  const counts = new Map<Channel, number>();
  for (const { artifact, via } of seed.exposures.values()) {
    const channel = engine.artifacts.list[artifact]?.ref.channel;
    if (via === undefined || channel === undefined) continue;
    counts.set(channel, (counts.get(channel) ?? 0) + 1);
  }
  return new Map([...counts].map(([channel, count]) => [channel, count / sessions.size]));
}
