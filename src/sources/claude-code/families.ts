import { isObject, type Json } from '../read/json.ts';
import { parseObject } from '../read/recognise.ts';
import { timeOf } from '../read/time.ts';
import type { Head, Marks, SurveyFile } from '../source.ts';
import { recordKeys } from './repeated.ts';

/** Records at the beginning of a file by which one that repeats them is found. */
const MARKED = 10;
/** Keys kept of all families; of records beyond, the first that is read counts. */
const MAX_KEYS = 2_000_000;

/** The session that a record names, a sub-agent's apart from its parent's. */
function nameOf(record: Json): string | undefined {
  const session = record.sessionId ?? record.session_id;
  if (typeof session !== 'string' || session === '') return undefined;
  return typeof record.agentId === 'string' ? `${session}/${record.agentId}` : session;
}

/** The first records of a file: their ids and times, as texts to look for, each with the record's keys. */
export function marksOf({ records }: Head): Marks {
  const chained = records.filter((record) => typeof record.uuid === 'string').slice(0, MARKED);
  return {
    session: records.map(nameOf).find((name) => name !== undefined),
    records: chained.map((record) => ({
      texts: [record.uuid, record.timestamp].filter(
        (text) => typeof text === 'string' && text.length <= 64,
      ) as string[],
      keys: recordKeys(record, nameOf(record) ?? ''),
    })),
    begins: chained[0]?.parentUuid === null && typeof chained[0].logicalParentUuid !== 'string',
  };
}

/** Files of which one repeats records of another, or that hold parts of one session. */
export class Family {
  /** The file that each record belongs to, by the record's keys. */
  private readonly owners = new Map<number, number>();
  /** The file that each tool use belongs to. */
  private readonly calls = new Map<string, number>();

  /** True for a record that another file of the family tells. */
  isElsewhere(record: Json, file: number): boolean {
    return recordKeys(record, '').some((key) => (this.owners.get(key) ?? file) !== file);
  }

  /** True for a tool use that another file of the family tells. */
  isCalledElsewhere(call: string, file: number): boolean {
    return (this.calls.get(call) ?? file) !== file;
  }

  get size(): number {
    return this.owners.size;
  }

  /**
   * Gives each record to one file: to one in which it is no copy by its own words (`forkedFrom`), and of those to the one
   * whose records end first, which is the one that the others go on from.
   */
  static async of(files: readonly SurveyFile[], room: number): Promise<Family> {
    const family = new Family();
    const told = await Promise.all(files.map((file) => recordsOf(file)));
    told.sort((a, b) => a.end - b.end || (a.file.path < b.file.path ? -1 : 1));
    for (const part of ['own', 'copied'] as const) {
      for (const { file, [part]: keys } of told) {
        for (const key of keys) {
          if (family.owners.size < room && !family.owners.has(key)) family.owners.set(key, file.index);
        }
      }
    }
    for (const { file, calls } of told) {
      for (const [call, key] of calls) {
        if (family.calls.size < room && !family.calls.has(call)) {
          family.calls.set(call, family.owners.get(key) ?? file.index);
        }
      }
    }
    return family;
  }
}

/** What one file tells: keys of its records and of those that it says it copied, and its tool uses. */
interface Told {
  file: SurveyFile;
  own: number[];
  copied: number[];
  calls: [call: string, key: number][];
  end: number;
}

async function recordsOf(file: SurveyFile): Promise<Told> {
  const told: Told = { file, own: [], copied: [], calls: [], end: Number.NEGATIVE_INFINITY };
  await file.scan((bytes) => {
    const record = parseObject(bytes.toString('utf8'));
    if (record === undefined) return;
    const time = timeOf(record.timestamp);
    if (time !== undefined && time > told.end) told.end = time;
    const keys = recordKeys(record, '');
    if (keys.length === 0) return;
    (isObject(record.forkedFrom) ? told.copied : told.own).push(...keys);
    const content = isObject(record.message) ? record.message.content : undefined;
    if (record.type !== 'assistant' || !Array.isArray(content)) return;
    for (const block of content) {
      if (isObject(block) && typeof block.id === 'string') told.calls.push([block.id, keys[0]!]);
    }
  });
  // What has no times is a stream of the session: its transcript says the same with times.
  if (told.end === Number.NEGATIVE_INFINITY) told.end = Number.POSITIVE_INFINITY;
  return told;
}

/** The family of each file that has one. */
export async function familiesOf(files: readonly SurveyFile[]): Promise<Map<number, Family>> {
  const families = new Map<number, Family>();
  const groups = new Groups(files.length);
  joinByBeginning(files, groups);
  await joinByMiddle(files, groups);
  let room = MAX_KEYS;
  for (const group of groups.all()) {
    const members = group.map((file) => files[file]!);
    const family = await Family.of(members, room);
    room -= family.size;
    for (const { index } of members) families.set(index, family);
  }
  return families;
}

/** Files that begin alike, or tell of one session. */
function joinByBeginning(files: readonly SurveyFile[], groups: Groups): void {
  const known = new Map<number | string, number>();
  for (const [file, { marks }] of files.entries()) {
    for (const mark of [marks.session ?? [], ...marks.records.map(({ keys }) => keys)].flat()) {
      groups.join(file, known.get(mark) ?? file);
      known.set(mark, file);
    }
  }
}

/**
 * A file whose first record goes on from another may be copied from the middle of an earlier file. Those are looked
 * through for the ids and times of its first records: as bytes, and a record is parsed only where one of them stands.
 */
async function joinByMiddle(files: readonly SurveyFile[], groups: Groups): Promise<void> {
  const texts = new Map<string, { file: number; keys: readonly number[] }[]>();
  let latest = Number.NEGATIVE_INFINITY;
  for (const [file, { marks, firstTime }] of files.entries()) {
    if (marks.begins) continue;
    latest = Math.max(latest, firstTime ?? Number.POSITIVE_INFINITY);
    for (const { texts: named, keys } of marks.records) {
      for (const text of named) {
        const known = texts.get(text);
        if (known === undefined) texts.set(text, [{ file, keys }]);
        else known.push({ file, keys });
      }
    }
  }
  for (const [file, one] of files.entries()) {
    if (texts.size === 0 || (one.firstTime ?? latest) > latest) continue;
    await one.scan((bytes) => {
      for (const text of namedIn(bytes)) {
        const marked = texts.get(text)?.filter((mark) => !groups.same(mark.file, file));
        const record = marked === undefined || marked.length === 0 ? undefined : parseObject(bytes.toString('utf8'));
        if (record === undefined) continue;
        const keys = recordKeys(record, nameOf(record) ?? '');
        for (const mark of marked!) if (mark.keys.some((key) => keys.includes(key))) groups.join(mark.file, file);
      }
    });
  }
}

const NEEDLES = [Buffer.from('"uuid":"'), Buffer.from('"timestamp":"')];

/** The ids and times that stand anywhere in a record's bytes, without parsing it. */
function* namedIn(bytes: Buffer): Generator<string> {
  for (const needle of NEEDLES) {
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at)) {
      at += needle.length;
      const end = bytes.indexOf(34, at);
      if (end > at && end - at <= 64) yield bytes.toString('latin1', at, end);
    }
  }
}

/** Which of some numbers belong together. */
class Groups {
  private readonly parents: number[];

  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, at) => at);
  }

  same(a: number, b: number): boolean {
    return this.root(a) === this.root(b);
  }

  join(a: number, b: number): void {
    this.parents[this.root(a)] = this.root(b);
  }

  /** The groups of two and more. */
  all(): number[][] {
    const groups = new Map<number, number[]>();
    for (const at of this.parents.keys()) {
      const root = this.root(at);
      const known = groups.get(root);
      if (known === undefined) groups.set(root, [at]);
      else known.push(at);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  }

  private root(at: number): number {
    let root = at;
    while (this.parents[root] !== root) {
      this.parents[root] = this.parents[this.parents[root]!]!;
      root = this.parents[root]!;
    }
    return root;
  }
}
