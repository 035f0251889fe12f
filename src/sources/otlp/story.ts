import type { ArtifactRef } from '../../fleet/index.ts';
import { type ToolPlace, urlArtifact } from '../tools/index.ts';
import { spokenOf, tellMessage, tellOutcome } from './a2a-events.ts';
import type { At, Call } from './calls.ts';
import { type Context, type Contexts, infoOf, placeOf } from './contexts.ts';
import type { AgentDeed, ModelDeed, ResourceDeed, StoreDeed, ToolDeed } from './deed.ts';
import { handsOver, incomingOf, tellAnswer, tellPrompt } from './handoff.ts';
import { answersHint, messagesHint, toolsHint } from './hints.ts';
import type { Session } from './session.ts';
import { tellStore } from './store-events.ts';
import { arrange, moments, type Node } from './tree.ts';

export interface StorySink {
  skip(line: number, reason: string): void;
  hint(text: string): void;
  /** How many events were handed over so far. */
  emitted(): number;
}

const REASON_REPEATED = 'repeats what other spans or log records tell';

/**
 * Tells one trace, or one log record of none, as events: everything in order of time, each thing once. `final`: nothing
 * more of it can come.
 */
export class Story {
  private readonly contexts: Map<Node, Context>;
  private readonly calls = new Map<Node, Call>();
  private readonly told = new Map<Node, number>();
  private readonly ordered: Node[];
  private readonly isTrace: boolean;
  private readonly sink: StorySink;
  /** Sessions for which some span of this trace has messages: there a span without them hides nothing. */
  private readonly withContent = new Set<Session>();
  private readonly without = new Set<Session>();

  constructor(nodes: Node[], traceId: string | undefined, contexts: Contexts, sink: StorySink) {
    this.ordered = arrange(nodes);
    this.contexts = contexts.resolve(this.ordered, traceId);
    this.isTrace = traceId !== undefined;
    this.sink = sink;
  }

  tell(): void {
    const sessions = new Set<Session>();
    for (const node of this.ordered) {
      const { session } = this.contexts.get(node)!;
      const { deed } = node.told;
      if (deed.kind === 'model' && deed.input.length + deed.output.length > 0) this.withContent.add(session);
      if (deed.kind === 'tool') session.calls.learn(this.askedOf(node, deed), placeOf(node));
    }
    for (const { node, end } of moments(this.ordered)) {
      if (node.told.deed.kind === 'none') {
        if (end) this.sink.skip(node.line, node.told.deed.reason);
        continue;
      }
      const context = this.contexts.get(node)!;
      sessions.add(context.session);
      const before = this.sink.emitted();
      if (end) this.endOf(node, context);
      else this.startOf(node, context);
      const events = (this.told.get(node) ?? 0) + this.sink.emitted() - before;
      this.told.set(node, events);
      if (end && events === 0 && !this.isAwaited(node)) this.sink.skip(node.line, REASON_REPEATED);
    }
    for (const context of new Set(this.contexts.values())) {
      if (context.handoff !== undefined && !context.handoff.told) tellPrompt(context.handoff);
    }
    for (const session of sessions) if (this.isTrace || !session.showsHistory) session.calls.settle();
  }

  /** A tool's answer that came without text becomes an event when the trace is told. */
  private isAwaited(node: Node): boolean {
    return this.calls.get(node)?.pending !== undefined;
  }

  private startOf(node: Node, context: Context): void {
    const { deed } = node.told;
    const at: At = { time: node.start, line: node.line };
    this.describe(node, context, at);
    switch (deed.kind) {
      case 'model':
        this.hear(node, context, deed, at);
        break;
      case 'agent':
        this.enterAgent(node, context, deed, at);
        break;
      case 'tool':
        this.startTool(node, context, deed, at);
        break;
      case 'store':
        this.startStore(node, context, deed, at);
        break;
      case 'message':
        tellMessage(context.session, deed, at, placeOf(node), incomingOf(context));
        break;
    }
  }

  private endOf(node: Node, context: Context): void {
    const { told } = node;
    const { deed } = told;
    const { session } = context;
    const at: At = { time: node.end, line: node.line };
    const place = placeOf(node);
    switch (deed.kind) {
      case 'model':
        for (const recorded of deed.output) session.speak(recorded, at, place);
        // A prompt alone is no answer of the model.
        if (!node.isLog && told.dialect !== 'claude-code' && this.isContentOff(node, session))
          session.say(at, undefined);
        break;
      case 'agent':
        this.leaveAgent(node, context, deed, at);
        break;
      case 'tool':
        this.endTool(node, session, deed, at);
        break;
      case 'store':
        tellStore(session, deed, at, place, this.calls.get(node));
        break;
      case 'message':
        tellOutcome(session, deed, at, place);
        break;
      case 'resource':
        this.readResource(session, deed, at, place);
        break;
    }
    if (told.usage !== undefined && !node.usageBelow) session.usage(at, told.usage);
  }

  private describe(node: Node, context: Context, at: At): void {
    const recorded = this.isRecorded(node, context.session);
    const { model } = node.told;
    const info = context.described === node.resource ? {} : infoOf(node, context);
    context.described = node.resource;
    if (model !== undefined) info.model = model;
    if (recorded !== undefined) info.contentRecorded = recorded;
    context.session.inform(info, at);
  }

  /** Whether the session's messages are in the telemetry, as far as this node tells. */
  private isRecorded(node: Node, session: Session): boolean | undefined {
    const { deed, dialect } = node.told;
    if (this.isContentOff(node, session)) return false;
    if (deed.kind === 'model' && deed.whole) return true;
    // Without whole requests, the events of these clients leave parts of the context out.
    if (dialect === 'claude-code') return deed.kind === 'tool' && deed.text === undefined ? false : undefined;
    if (dialect === 'codex' || dialect === 'gemini-cli') return undefined;
    return deed.kind === 'model' && this.withContent.has(session) ? true : undefined;
  }

  private isContentOff(node: Node, session: Session): boolean {
    const { deed } = node.told;
    return deed.kind === 'model' && deed.input.length + deed.output.length === 0 && !this.withContent.has(session);
  }

  private hear(node: Node, context: Context, deed: ModelDeed, at: At): void {
    const { session } = context;
    const incoming = incomingOf(context);
    if (deed.whole) session.showsHistory = true;
    for (const recorded of deed.input) session.hear(recorded, at, placeOf(node), incoming);
    if (!this.isContentOff(node, session)) return;
    this.sink.hint(messagesHint(node.told.dialect));
    if (deed.hash !== undefined) {
      if (session.seen.add('hash', deed.hash))
        session.read(at, { channel: incoming.channel, hash: deed.hash, how: 'observed' });
    } else if (!this.without.has(session)) {
      const artifact = incoming.take(undefined, at);
      session.read(at, { channel: incoming.channel, how: 'observed', ...(artifact === undefined ? {} : { artifact }) });
    }
    this.without.add(session);
  }

  private enterAgent(node: Node, context: Context, deed: AgentDeed, at: At): void {
    const { session } = context;
    const incoming = incomingOf(context);
    for (const recorded of deed.input) session.hear(recorded, at, placeOf(node), incoming);
    if (!handsOver(node, context.handoff)) return;
    session.lastSaid = undefined;
    // The handoff is what the tool around the agent does.
    const outer = this.innermostTool(node);
    if (outer !== undefined) outer.wrote = true;
  }

  private leaveAgent(node: Node, context: Context, deed: AgentDeed, at: At): void {
    const { session, handoff } = context;
    for (const recorded of deed.output) session.speak(recorded, at, placeOf(node));
    if (!handsOver(node, handoff)) return;
    if (!handoff.told) tellPrompt(handoff);
    tellAnswer(handoff, spokenOf(deed.output) ?? session.lastSaid, at);
  }

  private askedOf(node: Node, deed: ToolDeed): { id?: string | undefined; tool: string; input: unknown } {
    return { id: deed.call ?? this.outerCall(node, deed.tool)?.id, tool: deed.tool, input: deed.input };
  }

  /** The span of a tool around this one that is the same call: a framework's around an MCP client's. */
  private outerCall(node: Node, tool: string): { id?: string; node: Node } | undefined {
    for (let above = node.parent, steps = 0; above !== undefined && steps < 64; above = above.parent, steps++) {
      const { deed } = above.told;
      if (deed.kind === 'agent') return undefined;
      if (deed.kind === 'tool' && deed.tool === tool) {
        return deed.call === undefined ? { node: above } : { id: deed.call, node: above };
      }
    }
    return undefined;
  }

  private startTool(node: Node, context: Context, deed: ToolDeed, at: At): void {
    if (deed.served && node.parent !== undefined) return;
    const outer = deed.call === undefined ? this.outerCall(node, deed.tool) : undefined;
    const known = outer === undefined ? undefined : this.calls.get(outer.node);
    const call = known ?? context.session.calls.ask('execution', this.askedOf(node, deed), at, placeOf(node));
    this.calls.set(node, call);
    const { dialect } = node.told;
    if (deed.refused) context.session.calls.conclude(call);
    else if (deed.input === undefined && deed.text === undefined && call.input === undefined)
      this.sink.hint(toolsHint(dialect));
    else if (deed.text === undefined && (dialect === 'claude-code' || dialect === 'gemini-cli'))
      this.sink.hint(answersHint(dialect));
  }

  private endTool(node: Node, session: Session, deed: ToolDeed, at: At): void {
    const call = this.calls.get(node);
    if (call === undefined) return;
    const { text, hash, failed } = deed;
    session.calls.answer('execution', { text, hash, failed }, at, placeOf(node), call);
  }

  private startStore(node: Node, context: Context, deed: StoreDeed, at: At): void {
    const { session } = context;
    const place = placeOf(node);
    const outer = this.innermostTool(node);
    if (outer !== undefined && deed.call === undefined) {
      this.calls.set(node, outer);
    } else if (deed.tool !== undefined) {
      const asked = { id: deed.call, tool: deed.tool, input: deed.input };
      this.calls.set(node, session.calls.ask('execution', asked, at, place));
    } else {
      const search = deed.does === 'read' ? 'search' : undefined;
      const args = deed.query ?? deed.records.map((record) => record.text ?? '').join('\n');
      session.call(at, deed.operation, undefined, search === undefined ? args : (deed.query ?? ''), search);
    }
  }

  /** The call of the tool that this operation happens in. */
  private innermostTool(node: Node): Call | undefined {
    for (let above = node.parent, steps = 0; above !== undefined && steps < 64; above = above.parent, steps++) {
      const call = this.calls.get(above);
      if (call !== undefined) return call;
      if (above.told.deed.kind === 'agent') return undefined;
    }
    return undefined;
  }

  private readResource(session: Session, deed: ResourceDeed, at: At, place: ToolPlace): void {
    const web = /^https?:/i.test(deed.uri) ? urlArtifact(deed.uri) : undefined;
    const artifact: ArtifactRef = web ?? { channel: 'tool', scope: place.scope, key: deed.uri };
    session.call(at, 'resources/read', undefined, deed.uri);
    session.read(at, {
      channel: artifact.channel,
      artifact,
      how: 'observed',
      ...(deed.text === undefined ? {} : { text: deed.text }),
      ...(deed.hash === undefined ? {} : { hash: deed.hash }),
    });
  }
}
