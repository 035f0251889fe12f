import type { SessionInfo } from '../fleet/index.ts';
import { SharedNames } from './shared-names.ts';

/** What is known and counted of one session. */
export interface Session {
  no: number;
  id: string;
  info: SessionInfo;
  /** File in which it was first seen. */
  file: number;
  start: number | undefined;
  end: number | undefined;
  events: number;
  reads: number;
  /** Reads by the client's rule; their text is never in the telemetry. */
  ruleReads: number;
  /** Files that a command took without showing them (copied, piped on): they did not enter the context. */
  silentReads: number;
  readsWithText: number;
  readsIdentified: number;
  /** Reads of what a person typed or an operator set: they come from no artifact. */
  prompts: number;
  writes: number;
  writesWithText: number;
  writesIdentified: number;
  tokens: number;
}

export class SessionTable {
  readonly list: Session[] = [];
  private readonly byId = new Map<string, Session>();
  private readonly names = new SharedNames();

  of(id: string, file: number): Session {
    let session = this.byId.get(id);
    if (session === undefined) {
      session = {
        no: this.list.length,
        id,
        info: {},
        file,
        start: undefined,
        end: undefined,
        events: 0,
        reads: 0,
        ruleReads: 0,
        silentReads: 0,
        readsWithText: 0,
        readsIdentified: 0,
        prompts: 0,
        writes: 0,
        writesWithText: 0,
        writesIdentified: 0,
        tokens: 0,
      };
      this.byId.set(id, session);
      this.list.push(session);
    }
    return session;
  }

  find(id: string): Session | undefined {
    return this.byId.get(id);
  }

  /** A later value fills an empty field and never overwrites one. */
  learn(session: Session, info: SessionInfo): void {
    const known = session.info as Record<string, unknown>;
    for (const [key, value] of Object.entries(info)) {
      if (value === undefined || known[key] !== undefined) continue;
      known[key] = typeof value === 'string' ? this.names.of(value) : value;
    }
  }
}

/** How much of what the session read has its text: reads by rule do not count, no telemetry has their text. */
export function contentOf(session: Session): 'full' | 'partial' | 'none' {
  // Nothing was said or done in it that could have been seen.
  if (session.events === 0) return 'none';
  const judged = session.reads - session.ruleReads - session.silentReads;
  if (judged === 0) return session.info.contentRecorded === true ? 'full' : 'none';
  if (session.readsWithText === 0) return 'none';
  return session.readsWithText === judged && session.info.contentRecorded !== false ? 'full' : 'partial';
}
