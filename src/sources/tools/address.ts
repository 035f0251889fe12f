import type { ToolName } from './names.ts';
import { RECORD_FIELDS, STORE_FIELDS, TEXT_FIELDS, VERBS, WEAK_RECORD_FIELDS } from './vocabulary.ts';

/** Longer values are text, not the name of something. */
const MAX_ADDRESS = 200;

/**
 * Things that a record may be called after: `notes.append{note: "plan", text}`. Some of them (`note`, `document`) hold
 * the text itself in other tools, so they name a record only where something else holds the text, or nothing is written.
 */
const ADDRESS_FIELDS = [
  ...['note', 'page', 'doc', 'document', 'record', 'entry', 'item', 'memory', 'fact', 'lesson', 'file', 'ref', 'slug'],
  ...['ticket', 'issue', 'thread', 'topic', 'channel', 'room', 'board', 'object', 'resource', 'identifier'],
];

/** Ids that say who asks or under which run, not what is asked for. */
const NOT_RECORDS =
  /^(?:request|call|toolcall|session|trace|span|tenant|user|agent|run|correlation|client|account|org|api)(?:id|key)$/;

/** Arguments of a read that say how much or what kind, never what is read. */
const NOT_ADDRESSES =
  /^(?:limit|offset|count|max.*|min.*|n|k|topk|cursor|format|view|depth|sort.*|order.*|since|until|before|after|date.*|time.*|lang.*|q|query|pattern|regex|keywords?|terms|search.*|filter.*|action|operation|op|command|method|mode|verb|status|state|type|kind|category|reason|.*tokens?|explanation|description)$/;

/** Verbs of a name that ask for one thing. `list_notes{folder}` names what is listed, not what is read. */
const ASKS_FOR_ONE = new Set([
  'read',
  'get',
  'fetch',
  'retrieve',
  'view',
  'show',
  'open',
  'load',
  'inspect',
  'describe',
]);

/** The argument that names the record a call is about, and whether it does so beyond doubt. */
export interface Address {
  field: string;
  /** An explicit id or key, which an id in the answer does not replace. */
  explicit: boolean;
}

/**
 * The most address-like argument of a call about a store. In this order: an id, key or path that the channel knows; any
 * argument that ends in `id` or `key`; a name or title; a thing that records are called after; the only argument of a
 * tool that gets one memory. A value of several lines or of more than 200 characters names nothing.
 */
export function addressOf(
  channel: 'memory' | 'tool' | 'web',
  name: ToolName,
  args: Map<string, unknown>,
): Address | undefined {
  const strong = firstScalar(args, RECORD_FIELDS[channel]) ?? suffixed(args, /(?:id|key)$/);
  if (strong !== undefined) return { field: strong, explicit: true };
  const field =
    firstScalar(args, WEAK_RECORD_FIELDS) ??
    ADDRESS_FIELDS.find((one) => isAddress(args.get(one)) && !isText(one, args, name)) ??
    (channel === 'memory' ? onlyArgument(name, args) : undefined);
  return field === undefined ? undefined : { field, explicit: !WEAK_RECORD_FIELDS.includes(field) };
}

/** True where the value of a field is what the call writes: no other argument holds a text. */
function isText(field: string, args: Map<string, unknown>, name: ToolName): boolean {
  if (!TEXT_FIELDS.includes(field) || name.words.some((word) => VERBS.get(word) === 'read')) return false;
  return !TEXT_FIELDS.some((other) => other !== field && typeof args.get(other) === 'string');
}

function onlyArgument(name: ToolName, args: Map<string, unknown>): string | undefined {
  if (!name.words.some((word) => ASKS_FOR_ONE.has(word))) return undefined;
  const given = [...args.keys()].filter((field) => !NOT_ADDRESSES.test(field) && !STORE_FIELDS.includes(field));
  const [only] = given;
  return given.length === 1 && isAddress(args.get(only!)) && !NOT_RECORDS.test(only!) ? only : undefined;
}

function isAddress(value: unknown): boolean {
  const text = scalar(value);
  return text !== undefined && text.trim() !== '' && text.length <= MAX_ADDRESS && !text.includes('\n');
}

/** The first of some arguments that holds a text or a number. */
export function firstScalar(args: Map<string, unknown>, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const value = scalar(args.get(name));
    return value !== undefined && value !== '';
  });
}

/** The first argument whose name ends like this and that says what is asked for. */
export function suffixed(args: Map<string, unknown>, suffix: RegExp): string | undefined {
  for (const name of args.keys()) {
    const value = suffix.test(name) && !NOT_RECORDS.test(name) ? scalar(args.get(name)) : undefined;
    if (value !== undefined && value !== '' && value.length <= 1024) return name;
  }
  return undefined;
}

/** The value of the first of some fields that holds a text or a number. */
export function scalarOf(fields: Map<string, unknown>, names: readonly string[]): string | undefined {
  const field = firstScalar(fields, names);
  return field === undefined ? undefined : scalar(fields.get(field));
}

/** A text, or a number as text. */
export function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
