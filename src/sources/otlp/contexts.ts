import type { ArtifactRef, SessionInfo } from '../../fleet/index.ts';
import { sessionBelow } from '../read/session-id.ts';
import { normalisePath, type ToolPlace } from '../tools/index.ts';
import { text } from './fields.ts';
import { Lru } from './lru.ts';
import type { Attributes } from './records.ts';
import { type Output, Session } from './session.ts';
import type { Node } from './tree.ts';

const MAX_SESSIONS = 20_000;
const MAX_TRACES = 20_000;

/** A prompt that one agent gives another, and the answer that it gets back. */
export interface Handoff {
  /** The span in which it happens. */
  spanId: string;
  channel: 'context' | 'message';
  /** What the prompt is; the answer of a sub-agent stands beside it. */
  prompt: ArtifactRef;
  answer: ArtifactRef | undefined;
  /** Who gave it; `undefined` where only the receiver's side is known. */
  from: Session | undefined;
  to: Session;
  at: { time: number | undefined; line: number };
  told: boolean;
}

/** In whose name a node of a trace acts. */
export interface Context {
  /** The conversation that the session belongs to. */
  base: string;
  session: Session;
  agent: string | undefined;
  parent: string | undefined;
  handoff: Handoff | undefined;
  /** The resource by which the session was last described: the next node of the same adds little. */
  described?: Attributes;
}

/** All sessions of one input, and the rules by which a span belongs to one. */
export class Contexts {
  private readonly sessions: Lru<Session>;
  /** Roots of traces that were told already, for spans that come late. */
  private readonly roots = new Lru<Context>(MAX_TRACES);
  private readonly out: Output;

  constructor(out: Output) {
    this.out = out;
    this.sessions = new Lru(MAX_SESSIONS, (session) => session.calls.end());
  }

  /** The contexts of a trace's nodes, parents first. `traceId`: undefined for a log record of no trace. */
  resolve(ordered: readonly Node[], traceId: string | undefined): Map<Node, Context> {
    const contexts = new Map<Node, Context>();
    const named = ordered.find((node) => node.told.conversation !== undefined)?.told.conversation;
    const late = traceId === undefined ? undefined : this.roots.get(traceId);
    for (const node of ordered) {
      const above = node.parent === undefined ? late : contexts.get(node.parent);
      const context = this.contextOf(node, above, named ?? traceId ?? '');
      contexts.set(node, context);
      if (node.parent === undefined && traceId !== undefined) this.roots.set(traceId, context);
    }
    return contexts;
  }

  /** All sessions, the least used first; none are kept. */
  drain(): Session[] {
    return this.sessions.drain();
  }

  private contextOf(node: Node, above: Context | undefined, fallback: string): Context {
    const { told } = node;
    const { deed } = told;
    if (deed.kind === 'none') return above ?? this.plain(told.conversation ?? fallback, undefined);
    if (deed.kind === 'message') {
      if (deed.side === 'server') return this.served(node, above, deed.context ?? fallback);
      return above ?? this.plain(deed.context ?? fallback, undefined);
    }
    const own = told.conversation ?? above?.base ?? fallback;
    const { agent } = told;
    if (above === undefined) return this.plain(own, agent);
    if (own !== above.base) return this.handedOver(node, above, this.plain(own, agent));
    if (agent === undefined || agent === above.agent) return above;
    if (above.agent === undefined) return this.plain(own, agent, above.handoff);
    const session = this.session(sessionBelow(above.session.id, agent));
    return this.handedOver(node, above, { base: own, session, agent, parent: above.session.id, handoff: undefined });
  }

  /** The conversation's own session, or a session beside it when the conversation is another agent's. */
  private plain(base: string, agent: string | undefined, handoff?: Handoff): Context {
    const session = this.session(base);
    if (agent === undefined) return { base, session, agent: session.owner, parent: undefined, handoff };
    session.owner ??= agent;
    const own = session.owner === agent ? session : this.session(sessionBelow(base, agent));
    return { base, session: own, agent, parent: undefined, handoff };
  }

  /** A nested agent's span is where its parent hands over a prompt. */
  private handedOver(node: Node, above: Context, context: Context): Context {
    if (node.told.deed.kind !== 'agent' || context.session === above.session) return context;
    const scope = above.session.id;
    context.parent = scope;
    context.handoff = {
      spanId: node.spanId,
      channel: 'context',
      prompt: { channel: 'context', scope, key: `${node.spanId}/prompt`, immutable: true },
      answer: { channel: 'context', scope, key: `${node.spanId}/result`, immutable: true },
      from: above.session,
      to: context.session,
      at: { time: node.start, line: node.line },
      told: false,
    };
    return context;
  }

  /**
   * The server's side of an A2A request is an agent of its own, though both sides carry the same context id as their
   * conversation. Where the spans below name a conversation of their own, that is the session.
   */
  private served(node: Node, above: Context | undefined, shared: string): Context {
    const own = conversationBelow(node, shared);
    const name = node.told.agent ?? text(node.resource, 'service.name') ?? 'agent';
    const base = own ?? above?.base ?? shared;
    const session = this.session(own ?? sessionBelow(base, name));
    const deed = node.told.deed;
    const context: Context = { base, session, agent: name, parent: above?.session.id, handoff: undefined };
    if (deed.kind === 'message' && deed.message !== undefined) {
      context.handoff = {
        spanId: node.spanId,
        channel: 'message',
        prompt: { channel: 'message', scope: deed.tenant, key: deed.message, immutable: true },
        answer: undefined,
        from: undefined,
        to: session,
        at: { time: node.start, line: node.line },
        told: false,
      };
    }
    return context;
  }

  private session(id: string): Session {
    let session = this.sessions.get(id);
    if (session === undefined) {
      session = new Session(id, this.out);
      this.sessions.set(id, session);
    }
    return session;
  }
}

/** The first conversation that spans below name, other than the one that both sides of the request share. */
function conversationBelow(node: Node, shared: string): string | undefined {
  const waiting = [...node.children];
  for (let looked = 0; waiting.length > 0 && looked < 1000; looked++) {
    const next = waiting.shift()!;
    if (next.told.deed.kind === 'message') continue;
    if (next.told.conversation !== undefined)
      return next.told.conversation === shared ? undefined : next.told.conversation;
    waiting.push(...next.children.slice(0, 1000));
  }
  return undefined;
}

/** What a span may say itself of the place that its resource stands for. */
const PLACE_KEYS = [
  'service.namespace',
  'tenant',
  'tenant.id',
  'process.working_directory',
  'cwd',
  'vcs.repository.url.full',
  'vcs.repository.name',
  'host.name',
  'host.id',
];
const places = new WeakMap<Attributes, ToolPlace>();

/** What makes paths and keys of a node's tools unique. */
export function placeOf(node: Node): ToolPlace {
  const known = places.get(node.resource);
  const own = PLACE_KEYS.some((key) => node.attributes.has(key));
  if (known !== undefined && !own) return known;
  const place: ToolPlace = { scope: found(node, 'service.namespace', 'tenant', 'tenant.id') ?? '' };
  const cwd = found(node, 'process.working_directory', 'cwd');
  const repository = repositoryOf(node);
  const host = found(node, 'host.name', 'host.id');
  if (cwd !== undefined) place.cwd = normalisePath(cwd);
  if (repository !== undefined) place.repository = repository;
  if (host !== undefined) place.host = host;
  if (!own) places.set(node.resource, place);
  return place;
}

/** What a node tells of its session. */
export function infoOf(node: Node, context: Context): SessionInfo {
  const service = text(node.resource, 'service.name');
  const named = service?.startsWith('unknown_service') ? undefined : service;
  const { dialect } = node.told;
  const client = CLIENTS.has(dialect) ? dialect : node.scope;
  const info: SessionInfo = {};
  const agent = context.agent ?? text(node.attributes, 'ai.telemetry.functionId') ?? named;
  const version = found(node, 'app.version', 'service.version');
  const repository = repositoryOf(node);
  if (agent !== undefined) info.agent = agent;
  if (context.parent !== undefined) info.parent = context.parent;
  if (client !== '') info.client = client;
  if (version !== undefined) info.version = version;
  if (repository !== undefined) info.repository = repository;
  if (service !== undefined) info.service = service;
  const fields: [keyof SessionInfo & ('cwd' | 'branch' | 'commit' | 'user' | 'host'), string[]][] = [
    ['cwd', ['process.working_directory', 'cwd']],
    ['branch', ['vcs.ref.head.name', 'vcs.repository.ref.name']],
    ['commit', ['vcs.ref.head.revision', 'vcs.repository.ref.revision']],
    ['user', ['user.email', 'enduser.id', 'user.id', 'user.account_id']],
    ['host', ['host.name', 'host.id']],
  ];
  for (const [name, keys] of fields) {
    const value = found(node, ...keys);
    if (value !== undefined) info[name] = value;
  }
  return info;
}

const CLIENTS: ReadonlySet<string> = new Set(['claude-code', 'codex', 'gemini-cli']);

/** The repository's address without credentials, else its name. */
function repositoryOf(node: Node): string | undefined {
  const url = found(node, 'vcs.repository.url.full');
  if (url === undefined) return found(node, 'vcs.repository.name');
  const address = url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
  let end = address.length;
  while (end > 0 && address[end - 1] === '/') end--;
  return address.slice(0, end).replace(/\.git$/, '');
}

/** The first of these attributes on the node, else on its resource. */
function found(node: Node, ...names: string[]): string | undefined {
  return text(node.attributes, ...names) ?? text(node.resource, ...names);
}
