import { hash53 } from '../read/hash.ts';
import type { SourceContext } from '../source.ts';

/** What the files of one run share. */
export interface RunState {
  seen: SeenRecords;
  /** Directories in which a CLAUDE.md was seen: there the client does not load an AGENTS.md. */
  instructed: Set<string>;
}

const KEY = 'claude-code';

/** The state of the run; one for this file alone where the run keeps none. */
export function runState(context: SourceContext): RunState {
  const known = context.state?.get(KEY) as RunState | undefined;
  if (known !== undefined) return known;
  const state: RunState = { seen: new SeenRecords(), instructed: new Set() };
  context.state?.set(KEY, state);
  return state;
}

/** Records remembered before the older half is forgotten; about 40 bytes each. */
const GENERATION = 500_000;

/**
 * Ids of records that were read, of this file and of others: resumed and forked sessions repeat the records that they
 * continue. Bounded: of very many, the oldest are forgotten.
 */
export class SeenRecords {
  private recent = new Set<number>();
  private older = new Set<number>();

  /** Notes the id; false when it was there before. */
  add(id: string): boolean {
    const hash = hash53(id);
    if (this.recent.has(hash) || this.older.has(hash)) return false;
    if (this.recent.size >= GENERATION) {
      this.older = this.recent;
      this.recent = new Set();
    }
    this.recent.add(hash);
    return true;
  }
}
