import { isObject, type Json, wordOf } from '../read/json.ts';
import { timeOf } from '../read/time.ts';
import type { LineReader, SourceContext } from '../source.ts';
import type { DraftRead, DraftWrite } from '../tools/index.ts';
import { attachmentReads } from './attachments.ts';
import { BOOKKEEPING, SYSTEM_BOOKKEEPING } from './bookkeeping.ts';
import { assistantMessage, type Dialogue, userMessage } from './messages.ts';
import { Queue } from './queue.ts';
import { nestedReads, ruleReads } from './rules.ts';
import { RunState, runState } from './run-state.ts';
import type { At, OpenUse, SessionLog } from './session.ts';
import { agentIdOf, agentInput, Sidechains, startsAgent, writeAnswer, writePrompt } from './subagents.ts';
import { userRead } from './user-text.ts';

const MAX_PROMPTS = 1000;
const INSTRUCTIONS = /(?:^|\/)CLAUDE(?:\.local)?\.md$/;

/** Reads the records of one transcript, stream or execution file, in the order in which they stand. */
export class ClaudeCodeReader implements LineReader, Dialogue {
  readonly context: SourceContext;
  readonly queue = new Queue();
  private readonly state: RunState;
  private readonly sessions = new Map<string, SessionLog>();
  private readonly sidechains = new Sidechains();
  /** Session of the record before: some records name none. */
  private current: string | undefined;
  /** The records are those of `--output-format stream-json`, which spell names with `_`. */
  private streams = false;

  constructor(context: SourceContext) {
    this.context = context;
    this.state = context.state === undefined ? new RunState() : runState(context.state);
  }

  line(text: string, line: number): void {
    if (text.startsWith('//')) {
      this.context.skip(line, 'a comment line');
      return;
    }
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      this.context.skip(line, 'not a JSON object (cut off or broken)');
      return;
    }
    if (isObject(record)) this.record(record, line);
    else this.context.skip(line, 'JSON, but not a record with a type');
  }

  end(): void {
    this.queue.end();
    for (const session of this.sessions.values()) {
      session.readers--;
      session.flushUsage();
      writeAnswer(session);
      if (session.agentId !== undefined) {
        // A name from the parent, which knows the kind of agent, comes first where there is one.
        session.tell({ agent: `${this.rootAgent(session)}/subagent` }, session.last);
      }
    }
    // Another file may have the answers that are missing here.
    if (this.context.state === undefined) this.state.finish();
  }

  agentName(session: SessionLog): string {
    return session.agentId === undefined ? this.rootAgent(session) : `${this.rootAgent(session)}/subagent`;
  }

  called(call: string, session: SessionLog): void {
    this.state.called(call, session);
  }

  askerOf(call: string, session: SessionLog): SessionLog {
    return this.state.askerOf(call, session);
  }

  agentCalled(open: OpenUse, session: SessionLog): void {
    const call = open.use.call!;
    // In a stream a sub-agent is named by the tool use that started it.
    if (this.streams) this.start(call, call, session);
    const { prompt } = agentInput(open);
    if (prompt !== undefined && session.asked.prompted.size < MAX_PROMPTS) session.asked.prompted.set(prompt, call);
  }

  fileWritten({ channel, artifact, text, mode }: DraftWrite): void {
    if (channel === 'codebase' && artifact !== undefined && mode !== 'delete')
      this.state.instructions.saw(artifact.key, text, mode !== 'replace');
  }

  /** Files of instructions are known from now on; those beside any other file are loaded with it. */
  fileRead({ channel, artifact, text }: DraftRead, session: SessionLog, at: At): void {
    if (channel !== 'codebase' || artifact === undefined) return;
    const { instructions } = this.state;
    instructions.saw(artifact.key, text);
    if (INSTRUCTIONS.test(artifact.key)) session.instructed.add(artifact.key);
    else for (const read of nestedReads(artifact.key, session.place, instructions, session)) session.read(read, at);
  }

  private record(record: Json, line: number): void {
    const type = typeof record.type === 'string' ? record.type : undefined;
    if (type === undefined) {
      this.context.skip(line, 'JSON, but not a record with a type');
      return;
    }
    if (type === 'progress') this.noteAgentProgress(record, line);
    if (BOOKKEEPING.has(type)) return;
    if (!HANDLED.has(type)) {
      this.context.skip(line, `a record of unknown type ${type.slice(0, 60)}`);
      return;
    }
    const at: At = { time: timeOf(record.timestamp), file: this.context.file, line };
    const session = this.sessionOf(record, at);
    if (session === undefined) {
      this.context.skip(line, `a ${type} record that names no session`);
      return;
    }
    if (this.state.isRepeated(record, session.id, this.context.file)) return;
    if (type === 'queue-operation') this.queue.operation(record, session, at);
    else this.handle(type, record, session, at);
  }

  private handle(type: string, record: Json, session: SessionLog, at: At): void {
    const later = () => {
      session.context = this.context;
      this.handle(type, record, session, at);
    };
    if (answersIn(record).some((call) => this.state.holds(call, session, at.file, later))) return;
    this.describe(record, session, at);
    if (type === 'assistant') {
      assistantMessage(record, session, at, this);
    } else if (type === 'user') {
      if (session.agentId !== undefined && session.prompts === 0) this.matchPrompt(record, session);
      userMessage(record, session, at, this);
    } else if (type === 'attachment') this.attachment(record, session, at);
    else this.system(record, session, at);
  }

  /** A session and its description; the files that its client loads by itself, at its first record. */
  private sessionOf(record: Json, at: At): SessionLog | undefined {
    const forked = isObject(record.forkedFrom) ? record.forkedFrom.sessionId : undefined;
    const named = forked ?? record.sessionId ?? record.session_id ?? this.current;
    if (typeof named !== 'string' || named === '') return undefined;
    if (forked === undefined) this.current = named;
    if (record.sessionId === undefined && record.session_id !== undefined) this.streams = true;
    const agentId = this.agentOf(record);
    const id = agentId === undefined ? named : `${named}/${agentId}`;
    let session = this.sessions.get(id);
    if (session === undefined) {
      session = this.state.session(named, agentId, this.context);
      session.readers++;
      this.sessions.set(id, session);
    }
    session.context = this.context;
    session.last = at;
    if (typeof record.cwd === 'string' && record.cwd !== '' && record.cwd !== session.place.cwd) {
      // The project that the session started in parts its memory stores and mailboxes from those of other projects.
      session.place = { scope: session.place.scope || record.cwd, cwd: record.cwd };
    }
    return session;
  }

  private agentOf(record: Json): string | undefined {
    if (typeof record.agentId === 'string' && record.agentId !== '' && record.isSidechain !== false)
      return record.agentId;
    // In a stream, messages of a sub-agent name the tool use that started it.
    if (typeof record.parent_tool_use_id === 'string') return record.parent_tool_use_id;
    return record.isSidechain === true ? this.sidechains.agentOf(record) : undefined;
  }

  private describe(record: Json, session: SessionLog, at: At): void {
    const { cwd } = session.place;
    const version = record.version ?? record.claude_code_version;
    session.tell(
      {
        agent: session.agentId === undefined && cwd !== undefined ? folderName(cwd) : undefined,
        parent: session.agentId === undefined ? undefined : session.root,
        client: 'claude-code',
        version: typeof version === 'string' ? version : undefined,
        cwd,
        branch: typeof record.gitBranch === 'string' && record.gitBranch !== '' ? record.gitBranch : undefined,
        contentRecorded: true,
      },
      at,
    );
    if (cwd === undefined || session.ruled) return;
    session.ruled = true;
    const loading = {
      cwd,
      version: typeof version === 'string' ? version : undefined,
      subagent: session.agentId !== undefined,
      instructions: this.state.instructions,
    };
    for (const read of ruleReads(loading, session.place)) session.read(read, at);
  }

  private attachment(record: Json, session: SessionLog, at: At): void {
    const { attachment } = record;
    if (!isObject(attachment)) {
      this.context.skip(at.line, 'an attachment record without an attachment');
      return;
    }
    const reads = attachmentReads(attachment, session);
    if (reads === undefined) {
      this.context.skip(at.line, `an attachment of unknown kind ${wordOf(attachment.type).slice(0, 60)} without text`);
      return;
    }
    if (typeof attachment.prompt === 'string') this.queue.arrived(attachment.prompt);
    for (const read of reads) {
      session.read(read, at);
      this.fileRead(read, session, at);
    }
  }

  private system(record: Json, session: SessionLog, at: At): void {
    const kind = typeof record.subtype === 'string' ? record.subtype : '';
    if (kind === 'init') {
      session.tell({ model: typeof record.model === 'string' ? record.model : undefined }, at);
    } else if (kind === 'local_command' || kind === 'local_command_output') {
      const read = typeof record.content === 'string' ? userRead(record.content, false, session) : undefined;
      if (read !== undefined) session.read(read, at);
    } else if (kind === 'hook_response') {
      this.hookResponse(record, session, at);
    } else if (kind === 'task_notification') {
      if (typeof record.summary === 'string')
        session.read({ channel: 'tool', text: record.summary, how: 'observed' }, at);
    } else if (!SYSTEM_BOOKKEEPING.has(kind)) {
      this.context.skip(at.line, `a system record of unknown kind ${kind === '' ? '(none)' : kind.slice(0, 60)}`);
    }
  }

  /** What hooks print at these events goes to the model; at all others it goes to the user. */
  private hookResponse(record: Json, session: SessionLog, at: At): void {
    const text = typeof record.stdout === 'string' ? record.stdout : record.output;
    const injects = record.hook_event === 'SessionStart' || record.hook_event === 'UserPromptSubmit';
    if (injects && typeof text === 'string' && text !== '')
      session.read({ channel: 'control', text, how: 'observed' }, at);
  }

  /** A preview of a sub-agent's work names the agent long before its answer does. */
  private noteAgentProgress(record: Json, line: number): void {
    const agentId = agentIdOf(record.data);
    const call = record.parentToolUseID;
    if (agentId === undefined || typeof call !== 'string') return;
    const session = this.sessionOf(record, { time: timeOf(record.timestamp), file: this.context.file, line });
    if (session !== undefined) this.start(call, agentId, session);
  }

  /** An old sidechain does not say which tool use started it: the one whose prompt it begins with. */
  private matchPrompt(record: Json, agent: SessionLog): void {
    const content = isObject(record.message) ? record.message.content : undefined;
    const first = Array.isArray(content) && content.length === 1 && isObject(content[0]) ? content[0].text : content;
    const parent = this.sessions.get(agent.root);
    const call = typeof first === 'string' ? parent?.asked.prompted.get(first) : undefined;
    if (call !== undefined) this.start(call, agent.agentId!, parent!);
  }

  private start(call: string, agentId: string, parent: SessionLog): void {
    const open = parent.openUse(call);
    if (open === undefined || parent.asked.started.has(call) || !startsAgent(open.use.tool)) return;
    parent.asked.started.set(call, agentId);
    writePrompt(parent, agentId, open, this.agentName(parent));
  }

  private rootAgent(session: SessionLog): string {
    const cwd = session.place.cwd ?? this.sessions.get(session.root)?.place.cwd;
    return cwd === undefined ? 'claude-code' : folderName(cwd);
  }
}

const HANDLED = new Set(['user', 'assistant', 'system', 'attachment', 'queue-operation']);

/** The tool uses that a record answers. */
function answersIn({ type, message }: Json): string[] {
  const content = type === 'user' && isObject(message) ? message.content : undefined;
  if (!Array.isArray(content)) return [];
  const calls: string[] = [];
  for (const block of content) {
    if (isObject(block) && typeof block.tool_use_id === 'string') calls.push(block.tool_use_id);
  }
  return calls;
}

function folderName(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}
