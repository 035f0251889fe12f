import { DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { FleetEvent, Skipped, Verdict } from '../../fleet/index.ts';
import type { EventLog, Ingest, LoggedInput } from '../event-log.ts';
import { mergeHints, mergeSkipped } from '../remarks.ts';
import { Database } from './database.ts';
import { damaged } from './failure.ts';
import { type Done, DuckDbIngest } from './ingest.ts';
import { ArtifactRefs, Names } from './names.ts';
import { eventsOf, FIELD_NAMES, type Lexicon } from './rows.ts';

/** What is sorted at a time, where a log has to be sorted: well within DuckDB's memory, also where texts are uneven. */
const SORT_BYTES = 64 * 1024 * 1024;
const ROW_BYTES = 200;

const ORDER = 'ORDER BY key, seq, file, line, rowid';

/**
 * Open a log in a DuckDB file, which is made when it does not exist.
 *
 * @throws CordonError `store` when the file is in use, no store, damaged, of a newer version, or cannot be opened
 */
export async function openDuckDbLog(file: string): Promise<EventLog> {
  const database = await Database.open(file);
  const log = new DuckDbLog(database);
  try {
    await log.load();
  } catch (error) {
    database.close();
    throw error;
  }
  return log;
}

class DuckDbLog implements EventLog {
  inputs: LoggedInput[] = [];
  hints: string[] = [];
  skipped: Skipped[] = [];
  private readonly database: Database;
  private readonly lexicon: Lexicon = {
    sessions: new Names('session'),
    tools: new Names('tool'),
    artifacts: new ArtifactRefs(),
  };
  /** The ingest that each input was last read by. */
  private readBy: number[] = [];
  private ingests = 0;
  private inOrder = true;
  private lastKey: number | undefined;

  constructor(database: Database) {
    this.database = database;
  }

  async load(): Promise<void> {
    const { database } = this;
    const [ingests, inOrder, lastKey] = await database.columns('SELECT ingests, in_order, last_key FROM cordon');
    this.ingests = Number(ingests![0]);
    this.inOrder = inOrder![0] === true;
    this.lastKey = (lastKey![0] as number | null) ?? undefined;
    // What an interrupted ingest left.
    await database.run(`DELETE FROM event WHERE ingest > ${this.ingests}`);
    await this.loadInputs();
    const [files, lines, reasons, counts] = await database.columns('SELECT file, line, reason, count FROM skipped');
    this.skipped = files!.map((path, row) => {
      const entry = { file: path as string, line: lines![row] as number, reason: reasons![row] as string };
      return counts![row] === null ? entry : { ...entry, count: counts![row] as number };
    });
    this.hints = (await database.columns('SELECT text FROM hint'))[0] as string[];
    await this.lexicon.sessions.load(database);
    await this.lexicon.tools.load(database);
    await this.lexicon.artifacts.load(database);
  }

  async begin(): Promise<Ingest> {
    // One that was begun before and never committed.
    await this.database.run(`DELETE FROM event WHERE ingest > ${this.ingests}`);
    const known = { number: this.ingests + 1, inputs: this.inputs, lastKey: this.lastKey };
    return new DuckDbIngest(this.database, this.lexicon, known, (done) => this.finish(done));
  }

  async *events(): AsyncGenerator<FleetEvent[]> {
    const { database, lexicon } = this;
    const [counts] = await database.columns('SELECT count(*) FROM event');
    const expected = Number(counts![0]);
    let got = 0;
    for (const passage of this.inOrder ? [''] : await this.passages()) {
      for await (const chunk of database.chunks(`SELECT ${FIELD_NAMES} FROM event ${passage}`)) {
        got += chunk.rowCount;
        yield eventsOf(chunk, lexicon, database.file);
      }
    }
    // A stream that breaks off looks like one that ends.
    if (got !== expected) throw damaged(database.file, `${got} of ${expected} events could be read`);
  }

  async verdicts(): Promise<Verdict[]> {
    const [sessions, behaviours, verdicts, reasons, times] = await this.database.columns(
      'SELECT session, behaviour, verdict, reason, time FROM verdict ORDER BY rowid',
    );
    const last = new Map<string, Verdict>();
    sessions!.forEach((session, row) => {
      const verdict: Verdict = {
        session: session as string,
        behaviour: behaviours![row] as string,
        verdict: verdicts![row] === 'confirmed' ? 'confirmed' : 'dismissed',
        reason: reasons![row] as string,
        time: times![row] as number,
      };
      last.set(`${verdict.behaviour} ${verdict.session}`, verdict);
    });
    return [...last.values()];
  }

  async judge({ session, behaviour, verdict, reason, time }: Verdict): Promise<void> {
    const columns = [[session], [behaviour], [verdict], [reason], [time]];
    await this.database.append('verdict', [VARCHAR, VARCHAR, VARCHAR, VARCHAR, DOUBLE], columns);
  }

  hasSession(name: string): boolean {
    return this.lexicon.sessions.has(name);
  }

  async close(): Promise<void> {
    this.database.close();
  }

  /** Where to sort: stretches of time with so few events that each can be sorted in memory. */
  private async passages(): Promise<string[]> {
    const [sums] = await this.database.columns(
      `SELECT sum(${ROW_BYTES} + coalesce(strlen(text), 0) + coalesce(strlen(removed), 0))::DOUBLE FROM event`,
    );
    const pieces = Math.ceil(Number(sums![0]) / SORT_BYTES);
    if (pieces <= 1) return [ORDER];
    const at = Array.from({ length: pieces - 1 }, (_, index) => (index + 1) / pieces);
    const [keys] = await this.database.columns(
      `SELECT DISTINCT unnest(quantile_disc(key, [${at.join(', ')}])) AS key FROM event ORDER BY key`,
    );
    const bounds = (keys as number[]).filter((key) => Number.isFinite(key)).map((key) => `${key}::DOUBLE`);
    if (bounds.length === 0) return [ORDER];
    return [
      `WHERE key < ${bounds[0]} ${ORDER}`,
      ...bounds.slice(1).map((bound, index) => `WHERE key >= ${bounds[index]} AND key < ${bound} ${ORDER}`),
      `WHERE key >= ${bounds.at(-1)} ${ORDER}`,
    ];
  }

  private async loadInputs(): Promise<void> {
    const { database } = this;
    const [ingests, places, paths, sources, bytes, modified, readers] = await database.columns(
      'SELECT ingest, place, path, source, bytes, modified, reader FROM input ORDER BY file',
    );
    this.readBy = ingests as number[];
    this.inputs = paths!.map((path, row) => ({
      place: (places![row] as string | null) ?? undefined,
      path: path as string,
      source: (sources![row] as string | null) ?? undefined,
      bytes: bytes![row] as number,
      modified: modified![row] as number,
      reader: readers![row] as string,
    }));
  }

  private async finish(done: Done): Promise<void> {
    const inputs = [...this.inputs];
    const readBy = [...this.readBy];
    for (const [number, input] of done.inputs) {
      inputs[number] = input;
      readBy[number] = done.number;
    }
    const readAnew = new Set([...done.inputs.values()].map(({ path }) => path));
    const skipped = mergeSkipped(this.skipped, done.remarks, readAnew);
    const hints = mergeHints(this.hints, done.remarks.hints);
    const inOrder = this.inOrder && done.inOrder;
    const { database } = this;
    await database.transaction(async () => {
      await writeInputs(database, inputs, readBy);
      await writeRemarks(database, skipped, hints);
      // An input that was read again: what it held before.
      await database.run('DELETE FROM event USING input WHERE event.file = input.file AND event.ingest < input.ingest');
      await database.run(
        `UPDATE cordon SET ingests = ${done.number}, in_order = ${inOrder}, last_key = ${sqlNumber(done.lastKey)}`,
      );
    });
    Object.assign(this, { inputs, readBy, skipped, hints, inOrder, lastKey: done.lastKey, ingests: done.number });
  }
}

async function writeInputs(database: Database, inputs: LoggedInput[], readBy: number[]): Promise<void> {
  await database.run('DELETE FROM input');
  await database.append(
    'input',
    [INTEGER, INTEGER, VARCHAR, VARCHAR, VARCHAR, DOUBLE, DOUBLE, VARCHAR],
    [
      inputs.map((_, number) => number),
      readBy,
      inputs.map(({ place }) => place ?? null),
      inputs.map(({ path }) => path),
      inputs.map(({ source }) => source ?? null),
      inputs.map(({ bytes }) => bytes),
      inputs.map(({ modified }) => modified),
      inputs.map(({ reader }) => reader),
    ],
  );
}

async function writeRemarks(database: Database, skipped: Skipped[], hints: string[]): Promise<void> {
  await database.run('DELETE FROM skipped');
  await database.run('DELETE FROM hint');
  await database.append(
    'skipped',
    [VARCHAR, DOUBLE, VARCHAR, DOUBLE],
    [
      skipped.map(({ file }) => file),
      skipped.map(({ line }) => line),
      skipped.map(({ reason }) => reason),
      skipped.map(({ count }) => count ?? null),
    ],
  );
  await database.append('hint', [VARCHAR], [hints]);
}

function sqlNumber(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? 'NULL' : `${value}::DOUBLE`;
}
