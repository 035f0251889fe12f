import type { ArtifactRef, Channel } from '../../fleet/index.ts';
import type { ToolPlace } from './contract.ts';

/** Longer keys name nothing that two sessions could share by name. */
const MAX_KEY = 4096;

const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/**
 * A path in one spelling: `/`-separated, `.` and `..` resolved, duplicate slashes folded, relative paths joined to `cwd`
 * where it is known. `~` stays `~`: whose home it is cannot be known from here.
 */
export function normalisePath(path: string, cwd?: string): string {
  let text = path.startsWith('file://') ? decodeFileUrl(path) : path;
  if (WINDOWS.test(text) || (cwd !== undefined && WINDOWS.test(cwd))) text = text.replaceAll('\\', '/');
  const rooted = text.startsWith('/') || text.startsWith('~') || /^[A-Za-z]:\//.test(text);
  if (!rooted && cwd !== undefined && cwd !== '') {
    text = `${WINDOWS.test(cwd) ? cwd.replaceAll('\\', '/') : cwd}/${text}`;
  }
  if (/^[a-z]:\//.test(text)) text = text[0]!.toUpperCase() + text.slice(1);
  return foldSegments(text);
}

function foldSegments(text: string): string {
  const absolute = text.startsWith('/');
  const kept: string[] = [];
  for (const segment of text.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (!absolute) kept.push(segment);
  }
  return (absolute ? '/' : '') + kept.join('/');
}

function decodeFileUrl(url: string): string {
  const path = url.slice('file://'.length).replace(/^localhost(?=\/)/, '');
  try {
    return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:\/)/, '');
  } catch {
    return path;
  }
}

/** Directories in which agents keep what they remember, in the home of the agent's client. */
const AGENT_MEMORY =
  /(?:^|\/)\.(?:claude|codex|gemini|openclaw|clawdbot|agents?|cursor|letta|goose|qwen)\/(?:.+\/)?memor(?:y|ies)\//;

/** `/memories/…` is where the memory tools of model APIs keep records, whatever machine serves them. */
const VIRTUAL_MEMORY = /^\/memories(?:\/|$)/;

/**
 * The artifact that a path names. In a known repository the key is relative to `cwd`; elsewhere it is the absolute path,
 * qualified by the host. Files that agents keep their memory in are of channel `memory`, all others of `codebase`.
 */
export function fileArtifact(path: string, place: ToolPlace): ArtifactRef | undefined {
  const trimmed = path.trim();
  if (trimmed === '' || trimmed.length > MAX_KEY) return undefined;
  if (/^https?:\/\//i.test(trimmed)) return urlArtifact(trimmed);
  const key = normalisePath(trimmed, place.cwd);
  if (VIRTUAL_MEMORY.test(key)) return scopedArtifact('memory', key, place);
  const channel: Channel =
    key.endsWith('/MEMORY.md') || key === 'MEMORY.md' || AGENT_MEMORY.test(key) ? 'memory' : 'codebase';
  const root = place.cwd === undefined ? undefined : normalisePath(place.cwd);
  let artifact: ArtifactRef;
  if (place.repository !== undefined && root !== undefined && key.startsWith(root === '/' ? '/' : `${root}/`)) {
    artifact = { channel, scope: place.repository, key: key.slice(root.length).replace(/^\//, '') };
  } else if (isAbsolute(key)) {
    artifact = { channel, scope: place.host ?? '', key };
  } else {
    artifact = { channel, scope: place.repository ?? place.scope, key };
  }
  return owned(artifact, place);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~') || /^[A-Z]:\//.test(path);
}

/**
 * The artifact that a URL names: host in lower case, default port, credentials, fragment, `utm_*` parameters and trailing
 * slash dropped. Nothing is ever fetched. `undefined` when the text is no http(s) URL.
 */
export function urlArtifact(url: string): ArtifactRef | undefined {
  const trimmed = url.trim();
  if (trimmed === '' || trimmed.length > MAX_KEY || /\s/.test(trimmed)) return undefined;
  const spelled = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!/^https?:/i.test(spelled) || !URL.canParse(spelled)) return undefined;
  const parsed = new URL(spelled);
  parsed.hash = '';
  parsed.username = '';
  parsed.password = '';
  const tracking = [...parsed.searchParams.keys()].filter((name) => name.toLowerCase().startsWith('utm_'));
  for (const name of tracking) parsed.searchParams.delete(name);
  const path = parsed.pathname.replace(/\/+$/, '');
  return { channel: 'web', scope: '', key: `${parsed.protocol}//${parsed.host}${path}${parsed.search}` };
}

/** A message id that nobody else has: of mail (RFC 5322), of Slack (seconds and microseconds), or a UUID. */
const WORLDWIDE_ID =
  /^<?[^\s<>@]+@[^\s<>@]+>?$|^\d{10}\.\d{6}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * An artifact of a store or a mailbox: unique inside the scope of the place, and of the server that serves it; inside the
 * server alone where that is `shared`; by its key alone where that says which one `everywhere`.
 */
export function scopedArtifact(
  channel: Channel,
  key: string,
  place: ToolPlace,
  options: { server?: string; shared?: boolean; everywhere?: boolean; immutable?: boolean; version?: string } = {},
): ArtifactRef | undefined {
  const trimmed = key.trim();
  if (trimmed === '' || trimmed.length > MAX_KEY) return undefined;
  const global = options.everywhere === true || (options.immutable === true && WORLDWIDE_ID.test(trimmed));
  const scope = global ? '' : join(options.shared === true ? '' : place.scope, options.server ?? '');
  const artifact: ArtifactRef = { channel, scope, key: trimmed };
  if (options.immutable) artifact.immutable = true;
  if (options.version !== undefined) artifact.version = options.version;
  return owned(artifact, place);
}

function owned(artifact: ArtifactRef, place: ToolPlace): ArtifactRef {
  if (place.private) artifact.private = true;
  return artifact;
}

/** `a/b`, or the one that is not empty. */
export function join(first: string, second: string): string {
  return first === '' ? second : second === '' ? first : `${first}/${second}`;
}
