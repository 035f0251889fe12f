import { DOUBLE, type DuckDBDataChunk, INTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type {
  CallEvent,
  Channel,
  EventBase,
  FleetEvent,
  How,
  ReadEvent,
  SessionInfo,
  WriteEvent,
} from '../../fleet/index.ts';
import { CHANNEL, HOW, KIND, MODE, PURPOSE } from './codes.ts';
import { damaged } from './failure.ts';
import type { ArtifactRefs, Names } from './names.ts';

/** What numbers in events stand for. */
export interface Lexicon {
  sessions: Names;
  tools: Names;
  artifacts: ArtifactRefs;
}

/** The columns of `event` after `ingest` and `key`, in this order everywhere. */
const FIELDS = [
  ['time', DOUBLE],
  ['seq', DOUBLE],
  ['file', INTEGER],
  ['line', DOUBLE],
  ['session', INTEGER],
  ['kind', UTINYINT],
  ['channel', UTINYINT],
  ['artifact', INTEGER],
  ['how', UTINYINT],
  ['mode', UTINYINT],
  ['purpose', UTINYINT],
  ['tool', INTEGER],
  ['call', VARCHAR],
  ['hash', VARCHAR],
  ['text', VARCHAR],
  ['removed', VARCHAR],
  ['input', DOUBLE],
  ['output', DOUBLE],
] as const;

export const FIELD_NAMES = FIELDS.map(([name]) => name).join(', ');
export const EVENT_TYPES = [INTEGER, DOUBLE, ...FIELDS.map(([, type]) => type)];

type Cell = string | number | null;

/** Events on their way into the table, as columns. */
export class Rows {
  readonly columns: Cell[][] = EVENT_TYPES.map(() => []);
  /** Estimated bytes. */
  bytes = 0;
  private readonly lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  get length(): number {
    return this.columns[0]!.length;
  }

  push(ingest: number, key: number, event: FleetEvent): void {
    const { sessions, tools, artifacts } = this.lexicon;
    const exchange = event.kind === 'read' || event.kind === 'write' ? event : undefined;
    const act = exchange ?? (event.kind === 'call' ? event : undefined);
    const usage = event.kind === 'usage' ? event : undefined;
    const text = textOf(event);
    const removed = event.kind === 'write' ? event.removed : undefined;
    const row: Cell[] = [
      ingest,
      key,
      event.time ?? null,
      event.seq,
      event.file,
      event.line,
      sessions.number(event.session),
      KIND.code(event.kind),
      CHANNEL.code(exchange?.channel),
      artifacts.number(exchange?.artifact),
      HOW.code(exchange?.how),
      event.kind === 'write' ? MODE.code(event.mode) : 0,
      event.kind === 'call' ? PURPOSE.code(event.purpose) : 0,
      tools.number(act?.tool),
      act?.call ?? null,
      exchange?.hash ?? null,
      text ?? null,
      removed ?? null,
      usage?.input ?? 0,
      usage?.output ?? 0,
    ];
    for (let column = 0; column < row.length; column++) this.columns[column]!.push(row[column]!);
    this.bytes += 200 + (text?.length ?? 0) + (removed?.length ?? 0);
  }

  clear(): void {
    for (const column of this.columns) column.length = 0;
    this.bytes = 0;
  }
}

/** The events of a chunk whose columns are FIELD_NAMES. */
export function eventsOf(chunk: DuckDBDataChunk, lexicon: Lexicon, file: string): FleetEvent[] {
  const columns = FIELDS.map((_, index) => chunk.getColumnValues(index));
  const [times, seqs, files, lines, sessions, kinds, channels, artifacts, hows, modes, purposes, tools] =
    columns as number[][];
  const [calls, hashes, texts, removals] = columns.slice(12, 16) as (string | null)[][];
  const [inputs, outputs] = columns.slice(16) as number[][];
  const events: FleetEvent[] = [];
  for (let row = 0; row < chunk.rowCount; row++) {
    const kind = KIND.value(kinds![row]!);
    const session = lexicon.sessions.name(sessions![row]!);
    if (kind === undefined || session === undefined) throw damaged(file, 'an event is of no known kind or session');
    const base = {
      session,
      time: times![row] ?? undefined,
      seq: seqs![row]!,
      file: files![row]!,
      line: lines![row]!,
    };
    const text = texts![row] ?? undefined;
    const tool = tools![row] === 0 ? undefined : lexicon.tools.name(tools![row]!);
    const call = calls![row] ?? undefined;
    switch (kind) {
      case 'session':
        events.push({ ...base, kind, info: infoOf(text, file) });
        break;
      case 'read':
      case 'write': {
        const event = exchangeOf(kind, base, CHANNEL.value(channels![row]!), HOW.value(hows![row]!), modes![row]!);
        if (event === undefined) throw damaged(file, 'a read or a write is of no known channel or mode');
        const artifact = lexicon.artifacts.ref(artifacts![row]!);
        const hash = hashes![row];
        const removed = removals![row];
        if (artifact !== undefined) event.artifact = artifact;
        if (text !== undefined) event.text = text;
        if (hash !== null) event.hash = hash;
        if (tool !== undefined) event.tool = tool;
        if (call !== undefined) event.call = call;
        if (event.kind === 'write' && removed !== null) event.removed = removed;
        events.push(event);
        break;
      }
      case 'call': {
        const event: CallEvent = { ...base, kind, tool: tool ?? '' };
        const purpose = PURPOSE.value(purposes![row]!);
        if (call !== undefined) event.call = call;
        if (text !== undefined) event.args = text;
        if (purpose !== undefined) event.purpose = purpose;
        events.push(event);
        break;
      }
      case 'say':
        events.push(text === undefined ? { ...base, kind } : { ...base, kind, text });
        break;
      case 'usage':
        events.push({ ...base, kind, input: inputs![row]!, output: outputs![row]! });
        break;
    }
  }
  return events;
}

function exchangeOf(
  kind: 'read' | 'write',
  base: EventBase,
  channel: Channel | undefined,
  how: How | undefined,
  modeCode: number,
): ReadEvent | WriteEvent | undefined {
  if (channel === undefined || how === undefined) return undefined;
  if (kind === 'read') return { ...base, kind, channel, how };
  const mode = MODE.value(modeCode);
  return mode === undefined ? undefined : { ...base, kind, channel, how, mode };
}

function textOf(event: FleetEvent): string | undefined {
  switch (event.kind) {
    case 'session':
      return JSON.stringify(event.info);
    case 'call':
      return event.args;
    case 'usage':
      return undefined;
    default:
      return event.text;
  }
}

function infoOf(json: string | undefined, file: string): SessionInfo {
  try {
    const info: unknown = JSON.parse(json ?? '');
    if (typeof info === 'object' && info !== null) return info as SessionInfo;
  } catch {
    // Named below.
  }
  throw damaged(file, 'what it says of a session is not JSON');
}
