import type { Channel } from '../../fleet/index.ts';

/** Sightings of one part that are kept with their evidence, and orders that are kept for counting. */
const KEPT = 3;
const ORDERS = 256;

/** One time that a part of a condition was met. */
export interface Sighting {
  /** Position among all events. */
  order: number;
  time: number | undefined;
  kind: 'read' | 'write' | 'call' | 'say';
  tool: string | undefined;
  /** Number of the artifact, -1 without one. */
  artifact: number;
  channel: Channel | undefined;
  file: number;
  line: number;
  /** The text around what met it, and where in that text it stands. */
  passage: string;
  start: number;
  end: number;
}

/** How often one session met one part, and when. */
export class Tally {
  count = 0;
  readonly first: Sighting[] = [];
  /** Orders of the first sightings. */
  readonly orders: number[] = [];
  last = -1;

  get wantsEvidence(): boolean {
    return this.first.length < KEPT;
  }

  add(order: number, sighting: Sighting | undefined): void {
    this.count++;
    this.last = order;
    if (this.orders.length < ORDERS) this.orders.push(order);
    if (sighting !== undefined && this.first.length < KEPT) this.first.push(sighting);
  }

  /** Order of the n-th sighting (from 1); the last known one when more are counted than kept. */
  nth(n: number): number | undefined {
    if (this.count < n) return undefined;
    return this.orders[n - 1] ?? this.last;
  }

  /** The first sighting after that order. */
  after(order: number): number | undefined {
    const kept = this.orders.find((one) => one > order);
    return kept ?? (this.last > order ? this.last : undefined);
  }
}

/** What was seen of one session, for the parts that are watched for. */
export class SessionRecord {
  readonly tallies = new Map<number, Tally>();

  tally(leaf: number): Tally {
    let tally = this.tallies.get(leaf);
    if (tally === undefined) {
      tally = new Tally();
      this.tallies.set(leaf, tally);
    }
    return tally;
  }
}
