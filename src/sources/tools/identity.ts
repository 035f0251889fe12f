import type { ArtifactRef, Channel } from '../../fleet/index.ts';
import { isRecord } from './arguments.ts';
import type { ToolPlace } from './contract.ts';
import type { ToolName } from './names.ts';
import { fileArtifact, join, scopedArtifact, urlArtifact } from './place.ts';
import {
  PATH_FIELDS,
  PATH_LIST_FIELDS,
  RECIPIENT_FIELDS,
  RECORD_FIELDS,
  STORE_FIELDS,
  THREAD_FIELDS,
  URL_FIELDS,
  VERBS,
  WEAK_RECORD_FIELDS,
} from './vocabulary.ts';

/** What the arguments of a call say about the artifact that it is about. */
export interface Identity {
  channel: Channel;
  /** One artifact, or several (paths, recipients). Empty when the call names none. */
  artifacts: ArtifactRef[];
  /** Name of the argument that names the record; `undefined` when only a container or nothing is named. */
  keyField?: string;
  /** The record is named by an explicit key, which an id in the answer does not replace. */
  explicit: boolean;
  /** Names the artifact of one record of this store, mailbox or thread by its own id. */
  record(fields: Map<string, unknown>, version?: string): ArtifactRef | undefined;
  /** The same, from an id that the tool assigned. */
  assigned(id: string, version?: string): ArtifactRef | undefined;
}

const MAX_ARTIFACTS = 50;

/** Works out which artifact a call is about, from the channel, the tool's nouns and its arguments (folded names). */
export function identityOf(channel: Channel, name: ToolName, args: Map<string, unknown>, place: ToolPlace): Identity {
  if (channel === 'codebase') return pathIdentity(args, place);
  if (channel === 'web') return webIdentity(name, args, place);
  if (channel === 'message') return messageIdentity(name, args, place);
  return storeIdentity(channel === 'memory' ? 'memory' : 'tool', name, args, place);
}

function pathIdentity(args: Map<string, unknown>, session: ToolPlace): Identity {
  const repository = repositoryOf(args);
  // Files of a forge (`owner`, `repo`, `path`) are files of that repository, not of the work directory.
  const place = args.has('repo') && repository.includes('/') ? { ...session, repository, cwd: '/' } : session;
  const keyField =
    firstScalar(args, [...PATH_FIELDS, 'key', 'name', 'id']) ?? suffixed(args, /(?:path|file|filename)$/);
  const paths: string[] = keyField === undefined ? [] : [scalar(args.get(keyField))!];
  if (paths.length === 0) {
    for (const list of PATH_LIST_FIELDS) {
      const values = args.get(list);
      if (!Array.isArray(values)) continue;
      for (const item of values.slice(0, MAX_ARTIFACTS)) {
        const path = typeof item === 'string' ? item : isRecord(item) ? scalar(item.path ?? item.file_path) : undefined;
        if (path !== undefined) paths.push(path);
      }
    }
  }
  const artifact = (path: string | undefined): ArtifactRef | undefined =>
    path === undefined ? undefined : fileArtifact(path, place);
  return {
    channel: 'codebase',
    artifacts: paths.map(artifact).filter((found) => found !== undefined),
    keyField,
    explicit: true,
    record: (fields) => artifact(scalarOf(fields, ['path', 'filepath', 'filename', 'file', 'uri'])),
    assigned: () => undefined,
  };
}

function webIdentity(name: ToolName, args: Map<string, unknown>, place: ToolPlace): Identity {
  const urlField = firstScalar(args, URL_FIELDS) ?? suffixed(args, /(?:url|uri|link)$/);
  const url = urlField === undefined ? undefined : urlArtifact(scalar(args.get(urlField))!);
  if (url !== undefined) {
    return {
      channel: 'web',
      artifacts: [place.private ? { ...url, private: true } : url],
      keyField: urlField,
      explicit: true,
      record: (fields) => pageOf(fields, place),
      assigned: () => undefined,
    };
  }
  const several = args.get('urls');
  const artifacts = Array.isArray(several)
    ? several
        .slice(0, MAX_ARTIFACTS)
        .map((item) => (typeof item === 'string' ? urlArtifact(item) : undefined))
        .filter((found) => found !== undefined)
    : [];
  const store = storeIdentity('web', name, args, place);
  return {
    ...store,
    artifacts: artifacts.length > 0 ? artifacts : store.artifacts,
    record: (fields, version) => pageOf(fields, place) ?? store.record(fields, version),
  };
}

function pageOf(fields: Map<string, unknown>, place: ToolPlace): ArtifactRef | undefined {
  const url = scalarOf(fields, ['url', 'link', 'href', 'uri']);
  const artifact = url === undefined || !/^https?:/i.test(url) ? undefined : urlArtifact(url);
  return artifact && place.private ? { ...artifact, private: true } : artifact;
}

function storeIdentity(
  channel: 'memory' | 'tool' | 'web',
  name: ToolName,
  args: Map<string, unknown>,
  place: ToolPlace,
): Identity {
  const storeField = firstScalar(args, STORE_FIELDS);
  // Records of unknown tools are told apart by what the tool is about: customer 5 is not order 5.
  const kind = channel === 'tool' ? nounsOf(name) : '';
  const container = join(kind, storeField === undefined ? '' : scalar(args.get(storeField))!);
  const strong = firstScalar(args, RECORD_FIELDS[channel]) ?? suffixed(args, /(?:id|key)$/);
  const keyField = strong ?? firstScalar(args, WEAK_RECORD_FIELDS);
  const artifactOf = (id: string | undefined, version?: string): ArtifactRef | undefined =>
    id === undefined
      ? undefined
      : scopedArtifact(channel, recordKey(container, id), place, { server: name.server, version });
  const whole =
    storeField === undefined ? undefined : scopedArtifact(channel, container, place, { server: name.server });
  const own = keyField === undefined ? whole : artifactOf(scalar(args.get(keyField)));
  return {
    channel,
    artifacts: own === undefined ? [] : [own],
    keyField,
    explicit: strong !== undefined,
    record: (fields, version) =>
      artifactOf(scalarOf(fields, [...RECORD_FIELDS[channel], ...WEAK_RECORD_FIELDS]), version),
    assigned: artifactOf,
  };
}

function messageIdentity(name: ToolName, args: Map<string, unknown>, place: ToolPlace): Identity {
  const { server } = name;
  const container = threadOf(name, args);
  const keyField = container?.byId ? undefined : firstScalar(args, RECORD_FIELDS.message);
  const messageOf = (id: string | undefined, version?: string): ArtifactRef | undefined =>
    id === undefined
      ? undefined
      : scopedArtifact('message', messageKey(id, container?.key ?? ''), place, { server, version, immutable: true });
  // The id in `reply_to_message{message_id}` is that of the message replied to, not of the reply.
  const answers = name.words.some((word) => ANSWER_WORDS.has(word));
  let artifacts: ArtifactRef[] = [];
  if (keyField !== undefined) {
    const id = scalar(args.get(keyField));
    const one = answers ? scopedArtifact('message', `${id}/replies`, place, { server }) : messageOf(id);
    if (one !== undefined) artifacts = [one];
  } else {
    const boxes = container === undefined ? recipientsOf(args) : [container.key];
    artifacts = boxes
      .map((box) => scopedArtifact('message', box, place, { server }))
      .filter((found) => found !== undefined);
  }
  const opens = name.words.some((word) => THREAD_KINDS.has(word)) && container === undefined;
  return {
    channel: 'message',
    artifacts,
    keyField,
    explicit: false,
    record: (fields, version) => {
      const thread = opens ? scalarOf(fields, ['number', 'iid']) : undefined;
      if (thread === undefined) return messageOf(scalarOf(fields, RECORD_FIELDS.message), version);
      return scopedArtifact('message', join(repositoryOf(args), join(kindOf(name), thread)), place, {
        server,
        version,
      });
    },
    assigned: (id, version) =>
      opens
        ? scopedArtifact('message', join(repositoryOf(args), join(kindOf(name), id)), place, { server, version })
        : messageOf(id, version),
  };
}

const ANSWER_WORDS = new Set(['reply', 'replies', 'respond', 'forward', 'react']);

/** A short number is unique inside its thread only; any longer id is taken as unique by itself. */
function messageKey(id: string, container: string): string {
  return /^\d{1,5}$/.test(id) ? join(container, id) : id;
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

/** The thread, channel or mailbox that a call is about; `byId` when its `id` or `number` is that of the thread. */
function threadOf(name: ToolName, args: Map<string, unknown>): { key: string; byId?: boolean } | undefined {
  for (const [field, kind] of THREAD_FIELDS) {
    const value = scalar(args.get(field));
    if (value === undefined || value === '') continue;
    const key = kind === '' ? value.replace(/^#/, '') : join(kind, value.replace(/^#/, ''));
    return { key: kind === '' ? key : join(repositoryOf(args), key) };
  }
  const kind = kindOf(name);
  if (kind === '' || name.words.includes('comment')) return undefined;
  const number = scalarOf(args, ['number', 'id', 'iid', 'key']);
  return number === undefined ? undefined : { key: join(repositoryOf(args), join(kind, number)), byId: true };
}

function repositoryOf(args: Map<string, unknown>): string {
  const owner = scalarOf(args, ['owner', 'org', 'organization']) ?? '';
  return join(owner, scalarOf(args, ['repo', 'repository', 'project', 'projectid']) ?? '');
}

function recipientsOf(args: Map<string, unknown>): string[] {
  for (const field of RECIPIENT_FIELDS) {
    const value = args.get(field);
    const boxes = Array.isArray(value) ? value.slice(0, MAX_ARTIFACTS).map(scalar) : [scalar(value)];
    const named = boxes.filter((box): box is string => box !== undefined && box !== '');
    if (named.length > 0) return named.flatMap((box) => (field === 'to' ? box.split(/\s*[,;]\s*/) : [box]));
  }
  return [];
}

/** What a tool of nobody's knowledge is about: the words of its name that are no verbs, in the singular. */
function nounsOf(name: ToolName): string {
  const nouns = name.words.filter((word) => !VERBS.has(word) && !FILLER.has(word));
  return nouns.map((noun) => (noun.length > 3 && /[^s]s$/.test(noun) ? noun.slice(0, -1) : noun)).join('-');
}

const FILLER = new Set([
  'by',
  'to',
  'from',
  'for',
  'of',
  'in',
  'on',
  'the',
  'a',
  'all',
  'new',
  'tool',
  'id',
  'key',
  'with',
]);

function recordKey(container: string, id: string): string {
  return container === '' ? id : `${container}/${id.trim().replace(/^\/+/, '')}`;
}

function firstScalar(args: Map<string, unknown>, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const value = scalar(args.get(name));
    return value !== undefined && value !== '';
  });
}

/** Ids that say who asks or under which run, not what is asked for. */
const NOT_RECORDS =
  /^(?:request|call|toolcall|session|trace|span|tenant|user|agent|run|correlation|client|account|org|api)(?:id|key)$/;

function suffixed(args: Map<string, unknown>, suffix: RegExp): string | undefined {
  for (const name of args.keys()) {
    const value = suffix.test(name) && !NOT_RECORDS.test(name) ? scalar(args.get(name)) : undefined;
    if (value !== undefined && value !== '' && value.length <= 1024) return name;
  }
  return undefined;
}

function scalarOf(fields: Map<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = scalar(fields.get(name));
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
