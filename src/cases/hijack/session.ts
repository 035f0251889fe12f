import type { SessionInfo } from '../../fleet/index.ts';
import type { Fingerprint } from './carried.ts';
import type { HijackAct, SpanRead } from './finding.ts';
import { Ledger } from './ledger.ts';

/** What is remembered of one session. */
export class SessionState {
  readonly id: string;
  readonly info: SessionInfo = {};
  /** Words that it met or used itself, payload spans left out. */
  readonly known = new Ledger();
  /** Words of its principal and of what the operator authorised. */
  readonly asked = new Ledger();
  /** Firm spans, and weaker ones that an act may carry yet. */
  readonly spans: SpanRead[] = [];
  weak = 0;
  readonly prints: Fingerprint[] = [];
  readonly acts: HijackAct[] = [];
  readonly tools = new Set<string>();
  /** Calls that carried a span: what they answered is no independent source. */
  readonly carriers = new Set<string>();
  /** The end of the text that it read last, when that breaks off where an instruction may go on. */
  tail = '';
  delegated = false;
  more = 0;
  /** Events with text: what it read from others, and what it did. */
  readTexts = 0;
  deedTexts = 0;
  /** Logarithm of the likelihood ratio of all evidence so far. */
  evidence = Number.NEGATIVE_INFINITY;

  constructor(id: string) {
    this.id = id;
  }

  /** What it takes up in memory, in ledger slots. */
  get room(): number {
    return this.known.room + this.asked.room;
  }
}

/** Sessions by id; when there are too many, or too much is remembered of them, the longest silent one is forgotten. */
export class SessionStates {
  private readonly byId = new Map<string, SessionState>();
  private readonly most: number;
  private room = 0;
  forgotten = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** The session's state, now the latest to have been heard of. */
  of(id: string): SessionState {
    let state = this.byId.get(id);
    if (state === undefined) {
      state = new SessionState(id);
      this.room += state.room;
    } else this.byId.delete(id);
    this.byId.set(id, state);
    return state;
  }

  find(id: string): SessionState | undefined {
    return this.byId.get(id);
  }

  /** To be told when a session has grown; `room` is what it took up before. */
  grown(state: SessionState, room: number): void {
    this.room += state.room - room;
    while (this.byId.size > 1 && (this.byId.size > this.most || this.room > MOST_ROOM)) {
      const oldest = this.byId.values().next().value!;
      if (oldest === state) return;
      this.byId.delete(oldest.id);
      this.room -= oldest.room;
      this.forgotten++;
    }
  }

  [Symbol.iterator](): IterableIterator<SessionState> {
    return this.byId.values();
  }
}

/** Ledger slots of all sessions together: 256 MB. */
const MOST_ROOM = 64 * 1024 * 1024;
