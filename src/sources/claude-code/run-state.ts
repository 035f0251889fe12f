import type { Json } from '../read/json.ts';
import { KeySet } from '../read/key-set.ts';
import type { SourceContext } from '../source.ts';
import type { Family } from './families.ts';
import { Instructions } from './instructions.ts';
import { isRepeated, UNIQUE_ID } from './repeated.ts';
import { SessionLog } from './session.ts';

/** Sessions kept for files to come; of more, the oldest are closed. */
const MAX_SESSIONS = 20_000;
const KEPT_SESSIONS = 16_000;
const MAX_HELD = 10_000;
/** Tool uses without an answer that are listed of one session. */
const MAX_LISTED = 1000;

/**
 * What the files of one run share: sessions with their tool uses that wait for an answer, which may stand in another
 * file, and which records were read.
 */
export class RunState {
  readonly instructions = new Instructions();
  families: ReadonlyMap<number, Family> = new Map();
  private readonly seen = new SeenRecords();
  private readonly sessions = new Map<string, SessionLog>();
  /** How many sessions there may be before the oldest are closed. */
  private room = MAX_SESSIONS;
  /** Who made a tool use that waits, by its id where that is unique in the world. */
  private readonly askers = new Map<string, SessionLog>();
  /** Answers that were read before the tool use that they answer. */
  private readonly held = new Map<string, (() => void)[]>();

  /** The session of this name, whichever file told of it first. */
  session(root: string, agentId: string | undefined, context: SourceContext): SessionLog {
    const id = agentId === undefined ? root : `${root}/${agentId}`;
    let session = this.sessions.get(id);
    if (session === undefined) {
      session = new SessionLog(root, agentId, context);
      this.sessions.set(id, session);
      if (this.sessions.size > this.room) this.closeOldest();
    }
    return session;
  }

  /** True for a record that another file tells, or that was read before. */
  isRepeated(record: Json, session: string, file: number): boolean {
    if (this.families.get(file)?.isElsewhere(record, file)) return true;
    // What waits in the queue may wait there twice.
    return record.type !== 'queue-operation' && isRepeated(record, session, this.seen);
  }

  /** A tool was used; what was held back for it is read now. */
  called(call: string, session: SessionLog): void {
    if (call.length >= UNIQUE_ID && this.askers.size < MAX_SESSIONS) this.askers.set(call, session);
    const held = this.held.get(call);
    this.held.delete(call);
    for (const read of held ?? []) read();
  }

  /** The session whose tool use this answers: the one that got the answer, unless another one asked. */
  askerOf(call: string, session: SessionLog): SessionLog {
    const asker = session.openUse(call) === undefined ? this.askers.get(call) : undefined;
    this.askers.delete(call);
    return asker ?? session;
  }

  /** Keeps back the answer to a tool use that another file is still to tell. False when there is none. */
  holds(call: string, session: SessionLog, file: number, read: () => void): boolean {
    if (!this.families.get(file)?.isCalledElsewhere(call, file)) return false;
    if (session.openUse(call) !== undefined || this.askers.has(call) || this.held.size >= MAX_HELD) return false;
    const held = this.held.get(call);
    if (held === undefined) this.held.set(call, [read]);
    else held.push(read);
    return true;
  }

  /** After the last file: what still waits is told. */
  finish(): void {
    const held = [...this.held.values()].flat();
    this.held.clear();
    this.families = new Map();
    for (const read of held) read();
    for (const session of this.sessions.values()) close(session);
    this.sessions.clear();
  }

  /**
   * Sessions of a file that is being read stay. Many are closed at a time, and where many must stay the next look is put
   * off: a look at all of them for each new session would be quadratic.
   */
  private closeOldest(): void {
    for (const [id, session] of this.sessions) {
      if (this.sessions.size <= KEPT_SESSIONS) break;
      if (session.readers > 0) continue;
      this.sessions.delete(id);
      close(session);
    }
    this.room = Math.max(MAX_SESSIONS, Math.ceil(this.sessions.size * 1.25));
  }
}

function close(session: SessionLog): void {
  let listed = 0;
  for (const { context, line } of session.openUses()) {
    if (++listed <= MAX_LISTED) context.skip(line, 'a tool use without an answer: what it wrote is not known');
  }
}

const KEY = 'claude-code';

/** The state of the run. */
export function runState(state: Map<string, unknown>): RunState {
  const known = state.get(KEY) as RunState | undefined;
  if (known !== undefined) return known;
  const made = new RunState();
  state.set(KEY, made);
  return made;
}

/** Records remembered before the older half is forgotten; 16 bytes each. */
const GENERATION = 500_000;

/**
 * Keys of records that were read, of this file and of others: resumed and forked sessions repeat the records that they
 * continue. Bounded: of very many, the oldest are forgotten.
 */
export class SeenRecords {
  private recent = new KeySet();
  private older = new KeySet();

  /** Notes the key; false when it was there before. */
  add(key: number): boolean {
    if (this.recent.has(key) || this.older.has(key)) return false;
    if (this.recent.size >= GENERATION) {
      this.older = this.recent;
      this.recent = new KeySet();
    }
    this.recent.add(key);
    return true;
  }
}
