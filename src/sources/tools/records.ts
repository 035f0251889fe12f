import { foldName, isRecord, parseJson, valuesText } from './arguments.ts';
import { HEADING_FIELDS, TEXT_FIELDS } from './vocabulary.ts';

/** One record of a tool's answer: its fields by folded name, and what of it is text. */
export interface AnswerRecord {
  fields: Map<string, unknown>;
  text: string;
  version?: string;
}

/** The records of a JSON answer, and the sentences in it that belong to none. */
export interface AnswerRecords {
  records: AnswerRecord[];
  rest: string;
}

const MAX_RECORDS = 2000;
const MAX_DEPTH = 6;
/** JSON lines are tried only where the whole is no JSON; more lines than this are no answer of a tool. */
const MAX_LINES = 5000;

/**
 * Reads an answer as records: a JSON array or object (in a wrapper or bare), JSON lines, or MCP text blocks that hold
 * one of these. `undefined` when the text is none of them or holds no record with text.
 */
export function answerRecords(text: string): AnswerRecords | undefined {
  const json = unwrapBlocks(parseJson(text) ?? parseJsonLines(text));
  if (json === undefined) return undefined;
  const found: AnswerRecord[] = [];
  const rest: string[] = [];
  walk(json, 0, found, rest);
  return found.length === 0 ? undefined : { records: found, rest: rest.join('\n') };
}

function parseJsonLines(text: string): unknown[] | undefined {
  if (!text.startsWith('{') || !text.includes('\n')) return undefined;
  const rows: unknown[] = [];
  for (const line of text.split('\n', MAX_LINES + 1)) {
    if (line.trim() === '') continue;
    const row = parseJson(line);
    if (row === undefined || rows.length >= MAX_LINES) return undefined;
    rows.push(row);
  }
  return rows;
}

/** MCP answers wrap their JSON as text of content blocks: `{"content": [{"type": "text", "text": "[…]"}]}`. */
function unwrapBlocks(json: unknown): unknown {
  const blocks = isRecord(json) ? json.content : json;
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 100) return json;
  const texts: string[] = [];
  for (const block of blocks) {
    if (!isRecord(block) || block.type !== 'text' || typeof block.text !== 'string') return json;
    texts.push(block.text);
  }
  const inner = texts.map((text) => parseJson(text));
  if (inner.some((value) => value === undefined)) return json;
  return inner.length === 1 ? inner[0] : inner;
}

function walk(value: unknown, depth: number, found: AnswerRecord[], rest: string[]): void {
  if (depth > MAX_DEPTH || found.length >= MAX_RECORDS) {
    keepSentence(valuesText(value), rest);
  } else if (Array.isArray(value)) {
    for (const item of value) walk(item, depth + 1, found, rest);
  } else if (isRecord(value)) {
    walkObject(value, depth, found, rest);
  } else if (typeof value === 'string') {
    keepSentence(value, rest);
  }
}

function walkObject(value: Record<string, unknown>, depth: number, found: AnswerRecord[], rest: string[]): void {
  const fields = foldFields(value);
  const body = bodyOf(fields);
  if (body !== undefined) {
    const record: AnswerRecord = { fields, text: withHeading(fields, body.text) };
    const version = versionOf(fields);
    if (version !== undefined) record.version = version;
    found.push(record);
  }
  for (const [name, part] of fields) {
    if (name === body?.name || (body !== undefined && HEADING_FIELDS.includes(name))) continue;
    if (typeof part === 'string') keepSentence(part, rest);
    else if (typeof part === 'object' && part !== null) walk(part, depth + 1, found, rest);
  }
}

function foldFields(value: Record<string, unknown>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name in value) {
    if (fields.size >= 200) break;
    const folded = foldName(name);
    if (!fields.has(folded)) fields.set(folded, value[name]);
  }
  return fields;
}

/** The field that holds the text of a record or of a call, and that text. Lists of strings are joined by newlines. */
export function bodyOf(fields: Map<string, unknown>, key?: string): { name: string; text: string } | undefined {
  for (const name of TEXT_FIELDS) {
    if (name === key) continue;
    const value = fields.get(name);
    if (typeof value === 'string') return { name, text: value };
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) {
      return { name, text: value.join('\n') };
    }
  }
  return undefined;
}

/** Subject or title before the text, as a reader of the whole record sees it; not where the title is the key. */
export function withHeading(fields: Map<string, unknown>, text: string, key?: string): string {
  for (const name of HEADING_FIELDS) {
    if (name === key) continue;
    const heading = fields.get(name);
    if (typeof heading === 'string' && heading !== '' && heading !== text) return `${heading}\n${text}`;
  }
  return text;
}

/**
 * The version of a record: an etag or revision, or a counting `version`. A dotted version is somebody's release, not a
 * state of this record.
 */
export function versionOf(fields: Map<string, unknown>): string | undefined {
  for (const name of ['etag', 'revision', 'rev', 'recordversion', 'version']) {
    const value = fields.get(name);
    if (typeof value === 'number' && Number.isInteger(value)) return String(value);
    if (
      typeof value === 'string' &&
      value !== '' &&
      value.length <= 128 &&
      (name !== 'version' || /^v?\d+$/.test(value))
    ) {
      return value;
    }
  }
  return undefined;
}

/** Keeps what could be a sentence; ids, dates and states are no text that an agent passes on. */
function keepSentence(text: string, rest: string[]): void {
  if (text.length >= 24 && rest.length < 5000 && /\S\s+\S+\s+\S/.test(text)) rest.push(text);
}

const ASSIGNED_FIELDS = ['id', 'uuid', 'ts', 'number', 'key'];
/** What a text without JSON calls the thing that it made; each is tried in turn, and an id has a digit in it. */
const MAIL = /\b(?:as|id|message)\b\s*[:=]?\s*<([^\s<>@]{1,128}@[^\s<>@]{1,253})>/i;
const LINK = /\/(?:issues|pull|pulls|merge_requests|tickets)\/(\d{1,12})(?:#[a-z_]{1,20}-?(\d{1,20}))?\b/;
const CREATED = /\b(?:created|opened|filed|added|posted)\b\W{1,3}#(\d{1,12})\b/i;
const SPELLED = /\b(?:id|key|ts|number)\b["'`]?\s*[:=#]?\s*["'`]?([\w.:-]{1,128})/i;
const NAMED =
  /\b(?:as|record|message|note|comment|memory|issue|entry|post|reply|ticket)\s+[#"'`(]{0,2}([\w.:-]{1,128})/i;

/** The id that a tool's answer says it gave to what was written: `{"id": "mem_7"}`, `stored as mem_7`, `id: 7`. */
export function assignedId(text: string | undefined): { id: string; version?: string } | undefined {
  if (text === undefined || text === '' || text.length > 20_000) return undefined;
  const json = unwrapBlocks(parseJson(text));
  if (json !== undefined) return assignedInJson(json, 0);
  if (text.length > 400) return undefined;
  for (const pattern of [MAIL, LINK, SPELLED, CREATED, NAMED]) {
    const match = pattern.exec(text);
    const id = (match?.[2] ?? match?.[1])?.replace(/[.:]+$/, '');
    if (id !== undefined && /\d/.test(id)) return { id };
  }
  return undefined;
}

const HEADER = /^(?:message|comment|note|memory|record|post)?[- _]?id:[ \t]*<?([^\s<>]{1,380})>?[ \t]*$/gim;

/** The id that the answer to a read states on a line of its own (`Message-ID: <…>`), where it states exactly one. */
export function statedId(text: string): string | undefined {
  const found = text.slice(0, 20_000).matchAll(HEADER);
  const id = found.next().value?.[1];
  return found.next().done === true && id !== undefined && /\d/.test(id) ? id : undefined;
}

function assignedInJson(json: unknown, depth: number): { id: string; version?: string } | undefined {
  if (Array.isArray(json)) return json.length === 1 && depth < 3 ? assignedInJson(json[0], depth + 1) : undefined;
  if (!isRecord(json)) return undefined;
  const fields = foldFields(json);
  const name = ASSIGNED_FIELDS.find((field) => fields.has(field)) ?? [...fields.keys()].find(isAssignedName);
  const value = name === undefined ? undefined : fields.get(name);
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
    const version = versionOf(fields);
    return version === undefined ? { id: String(value) } : { id: String(value), version };
  }
  for (const part of fields.values()) {
    const inner = depth < 3 && typeof part === 'object' ? assignedInJson(part, depth + 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const ASSIGNED_NAME = /^(?:message|msg|memory|record|note|comment|entry|post|email|mail|reply|fact|ticket|issue)id$/;

function isAssignedName(name: string): boolean {
  return ASSIGNED_NAME.test(name);
}
