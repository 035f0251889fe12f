import type { ArtifactRef, SessionInfo } from '../../fleet/index.ts';
import { Conversation } from '../chat/conversation.ts';
import { firstText } from '../read/json.ts';
import { sessionBelow } from '../read/session-id.ts';
import type { SourceContext } from '../source.ts';
import type { ToolPlace } from '../tools/index.ts';
import type { Observation } from './observation.ts';
import { inputMessages, outputMessages, toolInput, toolOutput } from './payload.ts';

/** Sessions that are told side by side; beyond it the one that was quiet longest is closed. */
const OPEN_SESSIONS = 20_000;
/** Observations whose children are still expected. */
const KNOWN = 200_000;

const MODEL_CALLS = new Set(['GENERATION', 'COMPLETION']);
const TOOL_RUNS = new Set(['TOOL', 'RETRIEVER', 'EMBEDDING']);

/** A call of a model or of a tool, in which nothing else happens. */
export function isCall(observation: Observation): boolean {
  return MODEL_CALLS.has(observation.type) || TOOL_RUNS.has(observation.type);
}

const NO_CONTENT = 'Langfuse: rows without input and output; export them with the field group io.';

/** Where an observation belongs, for its children. */
interface Belongs {
  session: string;
  /** An agent is above it: a further agent below is one that this session started. */
  underAgent: boolean;
}

/** Observations, in order of time, as events of their sessions. */
export class LangfuseSessions {
  private readonly context: SourceContext;
  private readonly open = new Map<string, Conversation>();
  private readonly closedAt = new Map<string, number>();
  private readonly known = new Map<string, Belongs>();

  constructor(context: SourceContext) {
    this.context = context;
  }

  take(observation: Observation): void {
    const id = `${observation.trace}/${observation.id}`;
    if (this.known.has(id)) {
      this.context.skip(observation.line, 'duplicate id: the first row with it counts');
      return;
    }
    const above =
      observation.parent === undefined ? undefined : this.known.get(`${observation.trace}/${observation.parent}`);
    const belongs: Belongs = above ?? { session: observation.session ?? observation.trace, underAgent: false };
    const isAgent = observation.type === 'AGENT';
    if (isAgent && belongs.underAgent) {
      this.remember(id, { session: this.subAgent(observation, belongs.session), underAgent: true });
      return;
    }
    this.remember(id, { session: belongs.session, underAgent: belongs.underAgent || isAgent });
    const conversation = this.conversation(belongs.session, observation);
    if (isAgent) conversation.info({ agent: observation.name }, { line: observation.line, time: observation.start });
    else if (MODEL_CALLS.has(observation.type)) this.modelCall(observation, conversation);
    else if (isToolRun(observation, conversation)) toolRun(observation, conversation);
    else this.context.skip(observation.line, `${observation.type.slice(0, 40)}: neither a model call nor a tool call`);
  }

  end(): void {
    for (const conversation of this.open.values()) conversation.end();
  }

  private modelCall(observation: Observation, conversation: Conversation): void {
    const { line, start, end, input, output, model, usage } = observation;
    const noContent = isAbsent(input) && isAbsent(output);
    if (noContent) this.context.hint(NO_CONTENT);
    if (model !== undefined || noContent) {
      const info: SessionInfo = { model };
      if (noContent) info.contentRecorded = false;
      conversation.info(info, { line, time: start });
    }
    conversation.history(inputMessages(input), { line, time: start });
    conversation.history(outputMessages(output), { line, time: end });
    if (usage !== undefined) conversation.usage(usage, { line, time: end });
  }

  /** An agent that another one started is a session of its own; task and answer go through the `context` channel. */
  private subAgent(observation: Observation, parent: string): string {
    const { id, line, start, end } = observation;
    const session = sessionBelow(parent, id);
    const prompt: ArtifactRef = { channel: 'context', scope: parent, key: `${id}:prompt`, immutable: true };
    const answer: ArtifactRef = { channel: 'context', scope: parent, key: `${id}:answer`, immutable: true };
    const starter = this.conversation(parent, observation);
    const child = this.conversation(session, observation, { agent: observation.name, parent });
    child.principal = prompt;
    const context = { channel: 'context', how: 'observed' } as const;
    const task = textsOf(inputMessages(observation.input));
    if (task !== undefined) {
      starter.write({ ...context, artifact: prompt, text: task, mode: 'replace' }, { line, time: start });
      child.history(inputMessages(observation.input), { line, time: start });
    }
    const result = textsOf(outputMessages(observation.output));
    if (result !== undefined) {
      child.write({ ...context, artifact: answer, text: result, mode: 'replace' }, { line, time: end });
      starter.read({ ...context, artifact: answer, text: result }, { line, time: end });
    }
    return session;
  }

  private conversation(session: string, observation: Observation, more: SessionInfo = {}): Conversation {
    const known = this.open.get(session);
    if (known !== undefined) {
      this.open.delete(session);
      this.open.set(session, known);
      return known;
    }
    if (this.open.size >= OPEN_SESSIONS) this.closeQuietest();
    const seq = this.closedAt.get(session);
    const conversation = new Conversation(session, this.context, placeOf(observation), seq);
    this.open.set(session, conversation);
    if (seq === undefined) {
      const { traceName, user, version, environment, line, start } = observation;
      const place = conversation.place;
      const info = {
        agent: traceName,
        user,
        version,
        service: environment,
        cwd: place.cwd,
        repository: place.repository,
      };
      conversation.info({ client: 'langfuse', ...info, ...more }, { line, time: start });
    }
    return conversation;
  }

  private closeQuietest(): void {
    for (const [session, conversation] of this.open) {
      conversation.end();
      this.closedAt.set(session, conversation.nextSeq);
      this.open.delete(session);
      return;
    }
  }

  private remember(id: string, belongs: Belongs): void {
    this.known.set(id, belongs);
    if (this.known.size <= KNOWN) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      return;
    }
  }
}

function toolRun(observation: Observation, conversation: Conversation): void {
  const { line, start, end, metadata, failed } = observation;
  const use = {
    tool: toolName(observation),
    call: firstText(metadata, 'tool_call_id', 'toolCallId', 'gen_ai.tool.call.id') ?? observation.id,
    input: toolInput(observation.input),
  };
  conversation.toolSpan(
    use,
    { text: toolOutput(observation.output), error: failed },
    { line, time: start },
    { line, time: end },
  );
}

/** Before Langfuse knew tools they were spans, named as the call that waits for them. */
function isToolRun(observation: Observation, conversation: Conversation): boolean {
  if (TOOL_RUNS.has(observation.type)) return true;
  return (
    observation.type === 'SPAN' &&
    conversation.waitingCall({ tool: toolName(observation), input: toolInput(observation.input) }) !== undefined
  );
}

function toolName({ name, metadata }: Observation): string {
  return firstText(metadata, 'gen_ai.tool.name', 'tool_name', 'toolName') ?? name ?? 'unknown';
}

function placeOf({ project, metadata }: Observation): ToolPlace {
  const cwd = firstText(metadata, 'cwd');
  const repository = firstText(metadata, 'repository');
  const place: ToolPlace = { scope: firstText(metadata, 'scope') ?? repository ?? project ?? cwd ?? '' };
  if (cwd !== undefined) place.cwd = cwd;
  if (repository !== undefined) place.repository = repository;
  const host = firstText(metadata, 'host', 'hostname');
  if (host !== undefined) place.host = host;
  return place;
}

function textsOf(messages: ReturnType<typeof inputMessages>): string | undefined {
  const texts = messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])));
  return texts.length === 0 ? undefined : texts.join('\n');
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
