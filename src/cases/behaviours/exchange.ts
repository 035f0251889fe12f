import type { Artifact } from '../../contacts/index.ts';

/** Writers that are told apart at one place; more say no more. */
const MOST_WRITERS = 10_000;
const MOST_PLACES = 200_000;

/**
 * A shared place as a message board: who wrote there, and who wrote after reading what others had written. What counts
 * as a place is the artifact or its whole scope.
 */
export class ExchangeMemory {
  private readonly writers = new Map<string, Set<number>>();
  /** `session place`: other writers known when it last read there. */
  private readonly read = new Map<string, number>();

  noteRead(session: number, artifact: Artifact, by: 'artifact' | 'scope'): void {
    const place = placeOf(artifact, by);
    const writers = this.writers.get(place);
    if (writers === undefined) return;
    const others = writers.size - (writers.has(session) ? 1 : 0);
    if (others === 0) return;
    if (this.read.size >= MOST_PLACES) this.read.delete(this.read.keys().next().value!);
    this.read.set(`${session} ${place}`, others);
  }

  /** How many others had written there when the session, which writes now, last read; 0 when it had not read. */
  noteWrite(session: number, artifact: Artifact, by: 'artifact' | 'scope'): number {
    const place = placeOf(artifact, by);
    let writers = this.writers.get(place);
    if (writers === undefined) {
      if (this.writers.size >= MOST_PLACES) return 0;
      writers = new Set();
      this.writers.set(place, writers);
    }
    if (writers.size < MOST_WRITERS) writers.add(session);
    return this.read.get(`${session} ${place}`) ?? 0;
  }
}

function placeOf(artifact: Artifact, by: 'artifact' | 'scope'): string {
  if (by === 'artifact') return String(artifact.no);
  // A page has no scope: its host is what its pages have in common.
  const { channel, scope, key } = artifact.ref;
  return `${channel}:${scope === '' ? key.replace(/^((?:https?:\/\/)?[^/]*).*$/s, '$1') : scope}`;
}
