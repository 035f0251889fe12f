import type { SessionInfo } from '../../fleet/index.ts';
import { type At, Conversation } from '../chat/conversation.ts';
import { messageOf, usageOf } from '../chat/messages.ts';
import { digest } from '../chat/repeats.ts';
import { firstText, isObject, type Json, objectOf, recordOf, unwrapJson, wordOf } from '../read/json.ts';
import { timeOf } from '../read/time.ts';
import type { LineReader, SourceContext } from '../source.ts';
import { type DraftRead, fileArtifact, type ToolPlace } from '../tools/index.ts';
import { repositoryName } from '../tools/shell/network.ts';
import { agentOutcome, contextArtifact, type Family, familyOf, isSubAgent, notificationReads } from './agents.ts';
import { agentsFileRead, clientRead, recordsContext } from './context.ts';
import { History } from './history.ts';
import { outputOf } from './output.ts';

/** Response items that hold nothing that entered the context or went out. */
const SILENT_ITEMS = new Set([
  'reasoning',
  'ghost_snapshot',
  'compaction',
  'compaction_summary',
  'context_compaction',
  'other',
]);

/** One rollout file: one session. */
export class CodexReader implements LineReader {
  private readonly context: SourceContext;
  private conversation: Conversation | undefined;
  private family: Family = { root: '', parent: undefined, name: '' };
  private started: number | undefined;
  private history: History | undefined;
  private ordinal: unknown;
  private bare = false;
  private lastTokens = -1;
  private agentsFile: 'unknown' | 'settled' = 'unknown';
  private readonly given = new Set<string>();

  constructor(context: SourceContext) {
    this.context = context;
  }

  line(text: string, line: number): void {
    const record = recordOf(text, line, this.context);
    if (record === undefined) return;
    const at = { line, time: timeOf(record.timestamp) ?? (this.bare ? this.started : undefined) };
    this.ordinal = record.ordinal;
    if (isObject(record.payload)) this.envelope(wordOf(record.type), record.payload, at);
    else if (record.record_type === 'state') return;
    else if (typeof record.type === 'string') this.item(record, at);
    else if (typeof record.id === 'string') {
      // Early versions: items without times. The session's own time is the nearest that is known.
      this.bare = true;
      this.meta(record, at);
    } else this.context.skip(line, 'a record without a type');
  }

  end(): void {
    this.conversation?.end();
  }

  private envelope(type: string, payload: Json, at: At): void {
    switch (type) {
      case 'session_meta':
        this.meta(payload, at);
        return;
      case 'turn_context':
        this.turn(payload, at);
        return;
      case 'response_item':
        this.item(payload, at);
        return;
      case 'event_msg':
        this.event(payload, at);
        return;
      case 'compacted':
      case 'world_state':
        // The session's own text about its own context; a repetition of what stands in its items.
        return;
      case 'inter_agent_communication':
        // Stands for the item that the model is given of it.
        if (!this.isHistory(at)) this.agentMessage(payload, at);
        return;
      case 'rollout_reference':
      case 'token_usage_record':
      case 'inter_agent_communication_metadata':
      case 'retained_context':
      case 'realtime_item':
      case 'security_risk_score':
        // Where earlier records are kept; tokens that `token_count` counts; transport; an answer of the user's that its
        // tool call has; the voice front end's talk, of which the agent gets what stands in its items; a rating.
        return;
      default:
        this.context.skip(at.line, `a record of the unknown type ${JSON.stringify(type.slice(0, 40))}`);
    }
  }

  private meta(meta: Json, at: At): void {
    const id = firstText(meta, 'id', 'session_id');
    if (this.conversation !== undefined) {
      // The metadata of the session whose history this one repeats.
      if (id !== undefined && id !== this.conversation.session) this.history?.metaOf(id, at.time);
      return;
    }
    const session = id ?? this.context.path;
    const git = objectOf(meta.git);
    const cwd = firstText(meta, 'cwd');
    const remote = firstText(git, 'repository_url', 'origin_url');
    const repository = remote === undefined ? undefined : repositoryName(remote);
    this.family = familyOf(meta, session);
    this.started = at.time ?? timeOf(meta.timestamp);
    this.history = new History(session, meta, this.started, this.context);
    this.conversation = new Conversation(session, this.context, {
      // Stores and mailboxes of one project are not those of another.
      scope: repository ?? cwd ?? '',
      cwd,
      repository,
    });
    const info: SessionInfo = {
      agent: firstText(meta, 'agent_role') ?? repository ?? cwd,
      parent: this.family.parent,
      client: firstText(meta, 'originator') ?? 'codex',
      version: firstText(meta, 'cli_version'),
      cwd,
      repository,
      branch: firstText(git, 'branch'),
      commit: firstText(git, 'commit_hash', 'sha'),
      contentRecorded: true,
    };
    const start = { line: at.line, time: this.started };
    this.conversation.info(info, start);
    const base = firstText(objectOf(meta.base_instructions), 'text') ?? firstText(meta, 'base_instructions');
    if (base !== undefined) this.give({ channel: 'control', text: base, how: 'observed' }, start);
    const instructions = firstText(meta, 'instructions');
    if (instructions !== undefined) this.give(agentsFileRead(instructions, this.place), start);
  }

  private turn(turn: Json, at: At): void {
    const conversation = this.session(at);
    const cwd = firstText(turn, 'cwd');
    if (cwd !== undefined) conversation.place = { ...conversation.place, cwd };
    const model = firstText(turn, 'model');
    if (model !== undefined || cwd !== undefined)
      this.once(`turn:${model}:${cwd}`, () => conversation.info({ model, cwd }, at));
    const instructions = firstText(turn, 'user_instructions');
    if (instructions !== undefined && !this.isHistory(at)) this.give(agentsFileRead(instructions, this.place), at);
  }

  private item(item: Json, at: At): void {
    const conversation = this.session(at);
    if (this.isHistory(at, item)) return;
    const call = firstText(item, 'call_id', 'id');
    switch (item.type) {
      case 'message':
        this.message(item, at);
        return;
      case 'agent_message':
        this.agentMessage(item, at);
        return;
      case 'function_call':
        conversation.call({ tool: toolOf(item), call, input: unwrapJson(item.arguments) }, at);
        return;
      case 'custom_tool_call':
        conversation.call({ tool: toolOf(item), call, input: item.input }, at);
        return;
      case 'local_shell_call':
        conversation.call({ tool: 'local_shell', call, input: objectOf(item.action) }, at);
        return;
      case 'web_search_call':
        this.webSearch(objectOf(item.action), call, at);
        return;
      case 'function_call_output':
      case 'custom_tool_call_output': {
        const { text, error } = outputOf(item.output);
        const outcome = error
          ? undefined
          : (use: Parameters<typeof agentOutcome>[0]) => agentOutcome(use, text, this.family.root);
        conversation.answered({ kind: 'result', call: firstText(item, 'call_id'), text, error }, at, outcome);
        return;
      }
      default:
        if (!SILENT_ITEMS.has(wordOf(item.type))) {
          this.context.skip(
            at.line,
            `a response item of the unknown type ${JSON.stringify(wordOf(item.type).slice(0, 40))}`,
          );
        }
    }
  }

  private message(item: Json, at: At): void {
    const conversation = this.session(at);
    const message = messageOf({ role: item.role, content: item.content });
    if (message === undefined) {
      this.context.skip(at.line, 'a message without a role');
      return;
    }
    if (message.role !== 'user') {
      conversation.message(message, at);
      return;
    }
    for (const part of message.parts) if (part.kind === 'text') this.userText(part.text, at);
  }

  /** A user's text: put there by the client, or by the agent that started this one, or by a person. */
  private userText(text: string, at: At): void {
    if (recordsContext(text)) this.agentsFile = 'settled';
    const notices = notificationReads(text, this.family.root);
    if (notices !== undefined) {
      for (const notice of notices) this.session(at).read(notice, at);
      return;
    }
    const read = clientRead(text, this.place);
    if (read !== undefined) {
      this.give(read, at);
      return;
    }
    this.loadAgentsFile(at);
    if (this.isSubAgent) this.session(at).read(this.prompt(text), at);
    else this.session(at).read({ channel: 'human', text, how: 'observed' }, at);
  }

  /** A message between agents. Its text may be encrypted: then that it came is all that is known. */
  private agentMessage(item: Json, at: At): void {
    const message = messageOf({ role: 'user', content: item.content });
    const text = message?.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n');
    const sealed =
      firstText(item, 'encrypted_content') !== undefined ||
      (Array.isArray(item.content) && item.content.some((part) => objectOf(part).type === 'encrypted_content'));
    const sender = firstText(item, 'author');
    const self = this.family.name.startsWith('/') ? this.family.name : '/root';
    const isAnswer = sender?.startsWith(`${self}/`) ?? false;
    const artifact = contextArtifact(isAnswer ? sender! : self, this.family.root, isAnswer ? 'answer' : 'prompt');
    this.session(at).read({ channel: 'context', artifact, text: sealed ? undefined : text, how: 'observed' }, at);
  }

  /** The page or the hits came to the model alone: the rollout has what was asked, not what was read. */
  private webSearch(action: Json, call: string | undefined, at: At): void {
    const conversation = this.session(at);
    const id = call ?? `web:${at.line}`;
    const tool = action.type === 'search' || action.url === undefined ? 'web_search' : 'web_fetch';
    conversation.call({ tool, call: id, input: action }, at);
    conversation.answered({ kind: 'result', call: id }, at);
    this.context.hint('Codex does not record what its own web search found or which pages said what.');
  }

  private event(event: Json, at: At): void {
    if (this.isHistory(at)) return;
    if (event.type === 'token_count') {
      this.tokens(objectOf(event.info), at);
      return;
    }
    // All other events repeat response items for the screen; the last answer of a sub-agent goes to its parent.
    if (event.type === 'task_complete' && this.isSubAgent) {
      const text = firstText(event, 'last_agent_message');
      if (text === undefined) return;
      const artifact = contextArtifact(this.family.name, this.family.root, 'answer');
      this.session(at).write({ channel: 'context', artifact, text, how: 'observed', mode: 'replace' }, at);
    }
  }

  /** The count comes again whenever limits are checked: only a new total is a new model call. */
  private tokens(info: Json, at: At): void {
    const total = objectOf(info.total_token_usage).total_tokens;
    const usage = usageOf(info.last_token_usage);
    if (usage === undefined || (typeof total === 'number' && total === this.lastTokens)) return;
    if (typeof total === 'number') this.lastTokens = total;
    this.session(at).usage(usage, at);
  }

  /** Versions that do not write down their context load AGENTS.md by rule, before the first prompt. */
  private loadAgentsFile(at: At): void {
    if (this.agentsFile === 'settled' || this.place.cwd === undefined) return;
    this.agentsFile = 'settled';
    const artifact = fileArtifact(`${this.place.cwd}/AGENTS.md`, this.place);
    this.session(at).read({ channel: 'codebase', artifact, how: 'rule' }, at);
  }

  /** A text that the client gives again and again (after a compaction, in every turn) is read once. */
  private give(read: DraftRead, at: At): void {
    if (read.channel === 'codebase') this.agentsFile = 'settled';
    this.once(digest(read.text ?? ''), () => this.session(at).read(read, at));
  }

  private once(key: string, act: () => void): void {
    if (this.given.has(key)) return;
    this.given.add(key);
    act();
  }

  private prompt(text: string): DraftRead {
    const artifact = contextArtifact(this.family.name, this.family.root, 'prompt');
    return { channel: 'context', artifact, text, how: 'observed' };
  }

  private get isSubAgent(): boolean {
    return this.conversation !== undefined && isSubAgent(this.family, this.conversation.session);
  }

  private get place(): ToolPlace {
    return this.conversation?.place ?? { scope: '' };
  }

  private isHistory({ time }: At, item?: Json): boolean {
    return this.history?.has({ ordinal: this.ordinal, time, item }) ?? false;
  }

  /** A file that was cut at its beginning has no metadata: the path stands for the session. */
  private session(at: At): Conversation {
    if (this.conversation === undefined) {
      this.conversation = new Conversation(this.context.path, this.context, { scope: '' });
      this.conversation.info({ client: 'codex', contentRecorded: true }, at);
      this.context.skip(at.line, 'no session_meta before the first item: the file stands for the session');
    }
    return this.conversation;
  }
}

/** MCP tools are named by server and tool. */
function toolOf(item: Json): string {
  const name = firstText(item, 'name') ?? 'unknown';
  const server = firstText(item, 'namespace');
  return server === undefined ? name : `${server}.${name}`;
}
