import type { FleetEvent, ReadEvent, SessionInfo } from '../../fleet/index.ts';
import type { SourceContext } from '../source.ts';
import type { DraftRead, DraftWrite, ToolEffect, ToolPlace, ToolUse } from '../tools/index.ts';

/** A tool use that waits for its answer. */
export interface OpenUse extends At {
  use: ToolUse;
  place: ToolPlace;
  /** Of the file that it stands in. */
  context: SourceContext;
}

/** Where a record stands: what every event made of it carries. */
export interface At {
  time: number | undefined;
  file: number;
  line: number;
}

const MAX_OPEN = 10_000;

/** What a session asked of its sub-agents. */
interface Asked {
  /** How many prompts it sent to each. */
  readonly sent: Map<string, number>;
  /** Tool uses that started one, by its prompt: old logs tell in no other way which sub-agent is whose. */
  readonly prompted: Map<string, string>;
  /** Those that its tool uses started, where records before their answers told. */
  readonly started: Map<string, string>;
}

/** What may be told of a session; each is told once. */
const TOLD: readonly (keyof SessionInfo)[] = [
  'agent',
  'parent',
  'client',
  'version',
  'model',
  'cwd',
  'repository',
  'branch',
  'commit',
  'user',
  'host',
  'service',
  'contentRecorded',
];

/** One session while its records come in: order of its events, tool uses without answer, usage of the current message. */
export class SessionLog {
  readonly id: string;
  /** Id of the session that people know; differs from `id` in a sub-agent. */
  readonly root: string;
  /** Id of the sub-agent inside `root`. */
  readonly agentId: string | undefined;
  place: ToolPlace = { scope: '' };
  /** Names of the last command or skill that was called, for the text that the client puts in next. */
  loading: { name: string; tool?: string } | undefined;
  /** The files that the client loads by itself were told. */
  ruled = false;
  /** Instruction files that entered the session, in full or by rule, after its start. */
  get instructed(): Set<string> {
    this.instructedFiles ??= new Set();
    return this.instructedFiles;
  }
  private instructedFiles: Set<string> | undefined;
  last: At;
  /** How many prompts this session, a sub-agent, got. */
  prompts = 0;
  /** What it asked of its sub-agents. Ask for it only of a session that has some: most have none, and it is made then. */
  get asked(): Asked {
    this.askedOf ??= { sent: new Map(), prompted: new Map(), started: new Map() };
    return this.askedOf;
  }
  private askedOf: Asked | undefined;
  /** How many files that are being read have records of it. */
  readers = 0;
  /** Of the file that is being read: a session may go on in another one. */
  context: SourceContext;
  private said: (At & { text: string }) | undefined;
  private usage: (At & { id: string; input: number; output: number }) | undefined;
  /** None while no tool use waits: an emptied map keeps its room, and a stream may hold hundreds of thousands of sessions. */
  private open: Map<string, OpenUse> | undefined;
  private seq = 0;
  /** A bit for each of `TOLD`. */
  private told = 0;

  constructor(root: string, agentId: string | undefined, context: SourceContext) {
    this.root = root;
    this.agentId = agentId;
    this.id = agentId === undefined ? root : `${root}/${agentId}`;
    this.context = context;
    this.last = { time: undefined, file: context.file, line: 0 };
  }

  /** Sends what is new of the session's description. */
  tell(info: SessionInfo, at: At): void {
    let news: SessionInfo | undefined;
    // Asked for every record, and nearly always nothing is new: no list of entries is made.
    for (const name of Object.keys(info) as (keyof SessionInfo)[]) {
      const bit = 1 << TOLD.indexOf(name);
      if (info[name] === undefined || (this.told & bit) !== 0) continue;
      this.told |= bit;
      news = { ...news, [name]: info[name] };
    }
    if (news !== undefined) this.emit({ kind: 'session', info: news, ...this.base(at) });
  }

  read(draft: DraftRead, at: At, tool?: { name: string; call?: string }): void {
    const event: ReadEvent = { kind: 'read', ...draft, ...this.base(at) };
    if (tool !== undefined) {
      event.tool = tool.name;
      if (tool.call !== undefined) event.call = tool.call;
    }
    this.emit(event);
  }

  write(draft: DraftWrite, at: At, use?: ToolUse): void {
    const event: FleetEvent = { kind: 'write', ...draft, ...this.base(at) };
    if (use !== undefined) {
      event.tool = use.tool;
      if (use.call !== undefined) event.call = use.call;
    }
    this.emit(event);
  }

  call(use: ToolUse, effect: ToolEffect, at: At): void {
    const event: FleetEvent = { kind: 'call', tool: use.tool, args: effect.args, ...this.base(at) };
    if (use.call !== undefined) event.call = use.call;
    if (effect.purpose !== undefined) event.purpose = effect.purpose;
    this.emit(event);
    if (use.call === undefined) return;
    this.open ??= new Map();
    if (this.open.size >= MAX_OPEN) return;
    this.open.set(use.call, { use, place: this.place, context: this.context, ...at });
  }

  /** The tool use that a result answers; it is closed by asking. */
  answered(call: string): OpenUse | undefined {
    const found = this.open?.get(call);
    if (found !== undefined && this.open?.delete(call) === true && this.open.size === 0) this.open = undefined;
    return found;
  }

  openUse(call: string): OpenUse | undefined {
    return this.open?.get(call);
  }

  openUses(): Iterable<OpenUse> {
    return this.open?.values() ?? [];
  }

  say(text: string, at: At): void {
    // Only a sub-agent's last word goes anywhere: to its parent.
    if (this.agentId !== undefined) this.said = { text, ...at };
    this.emit({ kind: 'say', text, ...this.base(at) });
  }

  /** The last thing it said, once. */
  takeAnswer(): (At & { text: string }) | undefined {
    const answer = this.said;
    this.said = undefined;
    return answer;
  }

  /**
   * Usage of a model call. The client writes one record for each part of a message and repeats the usage in each of them:
   * the last one counts, once.
   */
  spend(id: string, input: number, output: number, at: At): void {
    if (this.usage?.id !== id) this.flushUsage();
    const { time, file, line } = this.usage ?? at;
    this.usage = { id, input, output, time: time ?? at.time, file, line };
  }

  flushUsage(): void {
    const { usage } = this;
    this.usage = undefined;
    if (usage === undefined || usage.input + usage.output === 0) return;
    this.emit({ kind: 'usage', input: usage.input, output: usage.output, ...this.base(usage) });
  }

  emit(event: FleetEvent): void {
    this.context.emit(event);
  }

  base({ time, file, line }: At): At & { session: string; seq: number } {
    return { session: this.id, time, seq: this.seq++, file, line };
  }
}
