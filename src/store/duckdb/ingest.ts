import type { FleetEvent } from '../../fleet/index.ts';
import type { Ingest, LoggedInput, Remarks } from '../event-log.ts';
import type { Database } from './database.ts';
import { EVENT_TYPES, type Lexicon, Rows } from './rows.ts';

/** Written at one go: large enough that a commit costs nothing, small beside the memory that DuckDB may take. */
const FLUSH_BYTES = 32 * 1024 * 1024;
const FLUSH_ROWS = 50_000;

/** What `commit` tells the log. */
export interface Done {
  number: number;
  /** Inputs that were read, by their number. */
  inputs: ReadonlyMap<number, LoggedInput>;
  remarks: Remarks;
  inOrder: boolean;
  lastKey: number | undefined;
}

/** Events on their way into a DuckDB log, written as they come. */
export class DuckDbIngest implements Ingest {
  private readonly database: Database;
  private readonly lexicon: Lexicon;
  private readonly number: number;
  private readonly finish: (done: Done) => Promise<void>;
  private readonly rows: Rows;
  private readonly inputs = new Map<number, LoggedInput>();
  private readonly numbers: Map<string, number>;
  private next: number;
  private last: FleetEvent | undefined;
  private lastKey: number | undefined;
  private inOrder = true;

  constructor(
    database: Database,
    lexicon: Lexicon,
    known: { number: number; inputs: readonly LoggedInput[]; lastKey: number | undefined },
    finish: (done: Done) => Promise<void>,
  ) {
    this.database = database;
    this.lexicon = lexicon;
    this.number = known.number;
    this.finish = finish;
    this.rows = new Rows(lexicon);
    this.numbers = new Map(
      known.inputs.flatMap(({ place }, number) => (place === undefined ? [] : [[place, number] as const])),
    );
    this.next = known.inputs.length;
    this.lastKey = known.lastKey;
  }

  input(input: LoggedInput): number {
    const known = input.place === undefined ? undefined : this.numbers.get(input.place);
    const number = known ?? this.next++;
    if (input.place !== undefined) this.numbers.set(input.place, number);
    this.inputs.set(number, input);
    return number;
  }

  async append(events: readonly FleetEvent[], times: readonly number[]): Promise<void> {
    for (const [index, event] of events.entries()) {
      const key = times[index]!;
      this.watchOrder(key, event);
      this.rows.push(this.number, key, event);
      if (this.rows.bytes >= FLUSH_BYTES || this.rows.length >= FLUSH_ROWS) await this.flush();
    }
  }

  async commit(remarks: Remarks): Promise<void> {
    await this.flush();
    const { number, inputs, inOrder, lastKey } = this;
    await this.finish({ number, inputs, remarks, inOrder, lastKey });
  }

  private watchOrder(key: number, event: FleetEvent): void {
    const { last, lastKey } = this;
    // Events of an earlier ingest that stand at the same time may belong behind this one.
    if (lastKey !== undefined && (key < lastKey || (key === lastKey && (last === undefined || before(event, last))))) {
      this.inOrder = false;
    }
    this.last = event;
    this.lastKey = lastKey === undefined ? key : Math.max(key, lastKey);
  }

  private async flush(): Promise<void> {
    const { database, lexicon, rows } = this;
    await database.transaction(async () => {
      await lexicon.sessions.save(database);
      await lexicon.tools.save(database);
      await lexicon.artifacts.save(database);
      await database.append('event', EVENT_TYPES, rows.columns);
    });
    rows.clear();
  }
}

function before(a: FleetEvent, b: FleetEvent): boolean {
  if (a.seq !== b.seq) return a.seq < b.seq;
  if (a.file !== b.file) return a.file < b.file;
  return a.line < b.line;
}
