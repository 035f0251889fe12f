import { chmodSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { CordonError } from '../../fleet/index.ts';
import { damaged, noStore, storeError } from './failure.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts';

/** Rows of one data chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

/** The lock on a file keeps other processes out, and does not see a second opening by this one. */
const openHere = new Set<string>();

/** A DuckDB file with the tables of this version, readable by its owner alone, that reaches no other file. */
export class Database {
  readonly file: string;
  private readonly place: string;
  private readonly umask: number | undefined;
  private instance: DuckDBInstance | undefined;
  private connection!: DuckDBConnection;

  private constructor(file: string, place: string) {
    this.file = file;
    this.place = place;
    // The file, its log of changes and its overflow are made by DuckDB, whenever it likes.
    this.umask = isMainThread ? process.umask(0o077) : undefined;
  }

  /** @throws CordonError `store`: in use, no store, newer than this version, damaged, cannot be opened */
  static async open(file: string): Promise<Database> {
    const place = placeOf(file);
    // To open a pipe is to wait for whoever writes to it.
    const there = statSync(place, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile()) {
      throw noStore(file, there.isDirectory() ? 'is a folder; a store is a file' : 'is no regular file');
    }
    if (openHere.has(place)) throw storeError(file, new Error('conflicting lock: open in this process'));
    openHere.add(place);
    const database = new Database(file, place);
    try {
      await database.connect();
      await database.migrate();
    } catch (error) {
      database.close();
      throw storeError(file, error);
    }
    return database;
  }

  close(): void {
    try {
      if (this.instance !== undefined) {
        this.connection?.closeSync();
        this.instance.closeSync();
        rmSync(this.overflow, { recursive: true, force: true });
      }
    } finally {
      if (this.umask !== undefined) process.umask(this.umask);
      openHere.delete(this.place);
    }
  }

  async run(sql: string): Promise<void> {
    await this.guarded(() => this.connection.run(sql));
  }

  /** Statements that all count or none does. */
  async transaction(act: () => Promise<void>): Promise<void> {
    await this.run('BEGIN');
    try {
      await act();
      await this.run('COMMIT');
    } catch (error) {
      await this.connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
    this.protect();
  }

  /** All of a small answer, column by column. */
  async columns(sql: string): Promise<DuckDBValue[][]> {
    return this.guarded(async () => {
      const answer = await this.connection.runAndReadAll(sql);
      const columns = answer.getColumns();
      // Of no rows it makes no columns.
      return Array.from({ length: answer.columnCount }, (_, index) => columns[index] ?? []);
    });
  }

  /** An answer of any size, a few thousand rows at a time. */
  async *chunks(sql: string): AsyncGenerator<DuckDBDataChunk> {
    const result: DuckDBResult = await this.guarded(() => this.connection.stream(sql));
    for (;;) {
      const chunk = await this.guarded(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk;
    }
  }

  /** Append rows that are given as columns. */
  async append(table: string, types: DuckDBType[], columns: readonly (readonly DuckDBValue[])[]): Promise<void> {
    const rows = columns[0]!.length;
    if (rows === 0) return;
    await this.guarded(async () => {
      const appender = await this.connection.createAppender(table);
      const kept = columns.map((column, index) => (types[index] === VARCHAR ? column.map(withMark) : column));
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const chunk = DuckDBDataChunk.create(types);
        chunk.setColumns(kept.map((column) => column.slice(from, from + CHUNK_ROWS)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });
  }

  private get overflow(): string {
    return `${this.place}.tmp`;
  }

  private async connect(): Promise<void> {
    this.instance = await DuckDBInstance.create(this.place, {
      memory_limit: '512MB',
      temp_directory: this.overflow,
      // Texts are compressed in the newer format of the file alone, and by default only where they are long.
      storage_compatibility_version: 'latest',
      zstd_min_string_length: '512',
      // Neither a store made by somebody else nor a slip in a statement reaches other files or the network.
      enable_external_access: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    mkdirSync(this.overflow, { recursive: true, mode: 0o700 });
    this.connection = await this.instance.connect();
    this.protect();
  }

  private protect(): void {
    for (const path of [this.place, `${this.place}.wal`]) if (existsSync(path)) chmodSync(path, 0o600);
  }

  private async migrate(): Promise<void> {
    const [tables] = await this.columns("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'");
    let version = 0;
    if (tables!.includes('cordon')) {
      const [versions] = await this.columns('SELECT schema_version FROM cordon');
      version = Number(versions?.[0]);
      if (!Number.isInteger(version) || version < 1) throw damaged(this.file, 'it names no version');
    } else if (tables!.length > 0) {
      throw noStore(this.file, "is a DuckDB database, and no store of Cordon's");
    }
    if (version > SCHEMA_VERSION) {
      throw new CordonError(
        'store',
        `the store ${this.file} has version ${version}; this Cordon knows up to version ${SCHEMA_VERSION}`,
        { hint: 'Use the newer Cordon that made it, or another file.' },
      );
    }
    if (version === SCHEMA_VERSION) return;
    await this.transaction(async () => {
      for (const statement of MIGRATIONS.slice(version).flat()) await this.run(statement);
      await this.run(`UPDATE cordon SET schema_version = ${SCHEMA_VERSION}`);
    });
  }

  private async guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw storeError(this.file, error);
    }
  }
}

/** The binding takes a byte order mark off each text that it reads: one that starts with a mark is stored with two. */
function withMark(value: DuckDBValue): DuckDBValue {
  return typeof value === 'string' && value.charCodeAt(0) === 0xfeff ? `\ufeff${value}` : value;
}

/** One name for a file, however it is written. */
function placeOf(file: string): string {
  try {
    return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  } catch (cause) {
    throw storeError(file, new Error(`cannot open: ${(cause as Error).message}`));
  }
}
