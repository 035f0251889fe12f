import type { ArtifactRef } from '../../fleet/index.ts';
import { firstScalar, scalar, scalarOf } from './address.ts';
import type { ToolPlace } from './contract.ts';
import type { Identity } from './identity.ts';
import type { ToolName } from './names.ts';
import { join, scopedArtifact } from './place.ts';
import { isFullName, repositoryOf } from './services.ts';
import { RECIPIENT_FIELDS, RECORD_FIELDS, THREAD_FIELDS } from './vocabulary.ts';

const MAX_RECIPIENTS = 50;

/**
 * A message by its own id; else the thread, channel or mailbox that it is put in or read from. Mail, chat and tickets that
 * an MCP server serves are those of the organisation, and issues of a repository that the call names are that
 * repository's, whichever project the session works in. A bare number of an issue or a message is unique in neither.
 */
export function messageIdentity(name: ToolName, args: Map<string, unknown>, place: ToolPlace): Identity {
  const { server } = name;
  const repository = repositoryOf(args);
  const scoped = (
    key: string,
    options: { version?: string; immutable?: boolean; bare?: boolean } = {},
  ): ArtifactRef | undefined => {
    if (isFullName(repository)) return scopedArtifact('message', key, place, { ...options, everywhere: true });
    const shared = server !== undefined && options.bare !== true;
    return scopedArtifact('message', key, place, { ...options, server, shared });
  };
  const container = threadOf(name, args);
  const keyField = container?.byId ? undefined : firstScalar(args, RECORD_FIELDS.message);
  const messageOf = (id: string | undefined, version?: string): ArtifactRef | undefined => {
    if (id === undefined) return undefined;
    const short = SHORT_NUMBER.test(id);
    const key = short ? join(container?.key ?? repository, id) : join(repository, id.replace(/^<(.+)>$/, '$1'));
    return scoped(key, { version, immutable: true, bare: short && container?.bare !== false });
  };
  const threadArtifact = (number: string, version?: string): ArtifactRef | undefined =>
    scoped(join(repository, join(kindOf(name), number)), { version, bare: isBare(kindOf(name), number) });
  // The id in `reply_to_message{message_id}` is that of the message replied to, not of the reply.
  const answers = name.words.some((word) => ANSWER_WORDS.has(word));
  let artifacts: ArtifactRef[] = [];
  if (keyField !== undefined) {
    const id = scalar(args.get(keyField));
    const one = answers ? scoped(`${id}/replies`, { bare: SHORT_NUMBER.test(id ?? '') }) : messageOf(id);
    if (one !== undefined) artifacts = [one];
  } else {
    const boxes = container === undefined ? recipientsOf(args) : [container.key];
    artifacts = boxes.map((box) => scoped(box, { bare: container?.bare })).filter((found) => found !== undefined);
  }
  const opens = name.words.some((word) => THREAD_KINDS.has(word)) && container === undefined;
  return {
    channel: 'message',
    artifacts,
    keyField,
    explicit: false,
    record: (fields, version) => {
      const thread = opens ? scalarOf(fields, ['number', 'iid']) : undefined;
      return thread === undefined
        ? messageOf(scalarOf(fields, RECORD_FIELDS.message), version)
        : threadArtifact(thread, version);
    },
    assigned: (id, version) => (opens ? threadArtifact(id, version) : messageOf(id, version)),
  };
}

const ANSWER_WORDS = new Set(['reply', 'replies', 'respond', 'forward', 'react']);

/** A short number is unique inside its thread only; any longer id is taken as unique by itself. */
const SHORT_NUMBER = /^\d{1,5}$/;

/** The number of an issue or a pull request says nothing without its repository; a ticket's is the tracker's own. */
function isBare(kind: string, number: string): boolean {
  return kind !== 'ticket' && /^\d+$/.test(number);
}

const THREAD_KINDS = new Map([
  ['issue', 'issue'],
  ['issues', 'issue'],
  ['pr', 'pr'],
  ['pull', 'pr'],
  ['ticket', 'ticket'],
  ['tickets', 'ticket'],
  ['discussion', 'discussion'],
]);

function kindOf(name: ToolName): string {
  for (const word of name.words) if (THREAD_KINDS.has(word)) return THREAD_KINDS.get(word)!;
  return '';
}

/** A thread, channel or mailbox. */
interface Thread {
  key: string;
  /** The `id` or `number` of the call is the thread's. */
  byId?: boolean;
  /** A number that says nothing outside its repository. */
  bare: boolean;
}

/** The thread, channel or mailbox that a call is about. */
function threadOf(name: ToolName, args: Map<string, unknown>): Thread | undefined {
  for (const [field, kind] of THREAD_FIELDS) {
    const value = scalar(args.get(field));
    if (value === undefined || value === '') continue;
    const id = value.replace(/^#/, '');
    if (kind === '') return { key: id, bare: false };
    return { key: join(repositoryOf(args), join(kind, id)), bare: isBare(kind, id) };
  }
  const kind = kindOf(name);
  if (kind === '' || name.words.includes('comment')) return undefined;
  const number = scalarOf(args, ['number', 'id', 'iid', 'key']);
  return number === undefined
    ? undefined
    : { key: join(repositoryOf(args), join(kind, number)), byId: true, bare: isBare(kind, number) };
}

function recipientsOf(args: Map<string, unknown>): string[] {
  for (const field of RECIPIENT_FIELDS) {
    const value = args.get(field);
    const boxes = Array.isArray(value) ? value.slice(0, MAX_RECIPIENTS).map(scalar) : [scalar(value)];
    const named = boxes.filter((box): box is string => box !== undefined && box !== '');
    if (named.length > 0) return named.flatMap((box) => (field === 'to' ? box.split(/\s*[,;]\s*/) : [box]));
  }
  return [];
}
