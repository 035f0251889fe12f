import type { ArtifactRef, Channel } from '../../fleet/index.ts';
import { addressOf, firstScalar, scalar, scalarOf, suffixed } from './address.ts';
import { isRecord } from './arguments.ts';
import type { ToolPlace } from './contract.ts';
import { messageIdentity } from './message-identity.ts';
import type { ToolName } from './names.ts';
import { fileArtifact, join, scopedArtifact, urlArtifact } from './place.ts';
import { isOrganisationWide, repositoryOf } from './services.ts';
import {
  PATH_FIELDS,
  PATH_LIST_FIELDS,
  RECORD_FIELDS,
  STORE_FIELDS,
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

/**
 * Works out which artifact a call is about, from the channel, the tool's nouns and its arguments (folded names):
 *
 * - a file by its path, in the repository that the call names or else in the work directory;
 * - a page by its URL;
 * - a message by its id, else the thread, channel or mailbox that it is put in (`message-identity.ts`);
 * - a record of a store by the most address-like argument (`address.ts`), inside the store or collection that is named;
 *   records of unknown tools are told apart by the tool's nouns as well.
 *
 * What is not a file or a page is unique inside the scope of the session, and of the server that serves it; where the
 * service is one for a whole organisation, or the call names the repository, inside that alone (`services.ts`).
 */
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
  const { server } = name;
  const shared = isOrganisationWide(server);
  const storeField = firstScalar(args, STORE_FIELDS);
  // Records of unknown tools are told apart by what the tool is about: customer 5 is not order 5.
  const kind = channel === 'tool' ? nounsOf(name) : '';
  const container = join(kind, storeField === undefined ? '' : scalar(args.get(storeField))!);
  const address = addressOf(channel, name, args);
  const keyField = address?.field;
  const artifactOf = (id: string | undefined, version?: string): ArtifactRef | undefined =>
    id === undefined
      ? undefined
      : scopedArtifact(channel, recordKey(container, id), place, { server, shared, version });
  const whole = storeField === undefined ? undefined : scopedArtifact(channel, container, place, { server, shared });
  const own = keyField === undefined ? whole : artifactOf(scalar(args.get(keyField)));
  return {
    channel,
    artifacts: own === undefined ? [] : [own],
    keyField,
    explicit: address?.explicit ?? false,
    record: (fields, version) =>
      artifactOf(scalarOf(fields, [...RECORD_FIELDS[channel], ...WEAK_RECORD_FIELDS]), version),
    assigned: artifactOf,
  };
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
