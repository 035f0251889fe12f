import { BOOLEAN, INTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type { ArtifactRef } from '../../fleet/index.ts';
import { CHANNEL } from './codes.ts';
import type { Database } from './database.ts';
import { damaged } from './failure.ts';

/** Names that stand once in a table and as numbers from 1 in every event; 0 is "none". */
export class Names {
  private readonly table: string;
  private readonly list: string[] = [''];
  private readonly numbers = new Map<string, number>();
  private saved = 1;

  constructor(table: 'session' | 'tool') {
    this.table = table;
  }

  number(name: string | undefined): number {
    if (name === undefined) return 0;
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.list.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }

  has(name: string): boolean {
    return this.numbers.has(name);
  }

  name(number: number): string | undefined {
    return this.list[number];
  }

  async load(database: Database): Promise<void> {
    const [names] = await database.columns(`SELECT name FROM ${this.table} ORDER BY id`);
    for (const name of names!) this.numbers.set(name as string, this.list.push(name as string) - 1);
    this.saved = this.list.length;
  }

  /** Write what is new. */
  async save(database: Database): Promise<void> {
    const added = this.list.slice(this.saved);
    await database.append(this.table, [INTEGER, VARCHAR], [added.map((_, index) => this.saved + index), added]);
    this.saved = this.list.length;
  }
}

/** Artifacts as sources name them: those that differ in their version are two. Events of one share one object. */
export class ArtifactRefs {
  private readonly list: (ArtifactRef | undefined)[] = [undefined];
  private readonly numbers = new Map<string, number>();
  private saved = 1;

  number(ref: ArtifactRef | undefined): number {
    if (ref === undefined) return 0;
    const key = keyOf(ref);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.list.push(ref) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  ref(number: number): ArtifactRef | undefined {
    return this.list[number];
  }

  async load(database: Database): Promise<void> {
    const [channels, scopes, keys, versions, immutables, privates] = await database.columns(
      'SELECT channel, scope, key, version, immutable, private FROM artifact ORDER BY id',
    );
    for (const [row, code] of channels!.entries()) {
      const channel = CHANNEL.value(code as number);
      if (channel === undefined) throw damaged(database.file, 'an artifact has an unknown channel');
      const ref: ArtifactRef = { channel, scope: scopes![row] as string, key: keys![row] as string };
      if (versions![row] !== null) ref.version = versions![row] as string;
      if (immutables![row] !== null) ref.immutable = immutables![row] as boolean;
      if (privates![row] !== null) ref.private = privates![row] as boolean;
      this.numbers.set(keyOf(ref), this.list.push(ref) - 1);
    }
    this.saved = this.list.length;
  }

  async save(database: Database): Promise<void> {
    const added = this.list.slice(this.saved) as ArtifactRef[];
    await database.append(
      'artifact',
      [INTEGER, UTINYINT, VARCHAR, VARCHAR, VARCHAR, BOOLEAN, BOOLEAN],
      [
        added.map((_, index) => this.saved + index),
        added.map((ref) => CHANNEL.code(ref.channel)),
        added.map((ref) => ref.scope),
        added.map((ref) => ref.key),
        added.map((ref) => ref.version ?? null),
        added.map((ref) => ref.immutable ?? null),
        added.map((ref) => ref.private ?? null),
      ],
    );
    this.saved = this.list.length;
  }
}

function keyOf(ref: ArtifactRef): string {
  return JSON.stringify([ref.channel, ref.scope, ref.key, ref.version, ref.immutable, ref.private]);
}
