import type { Observation } from '../observation.ts';
import type { Rng } from '../rng.ts';
import type { Act, Artifact, LabSession } from '../run.ts';
import { jsonLine, type LabFile } from './lab-file.ts';
import { Teller } from './teller.ts';

const VERSION = '2.1.31';
const MODEL = 'claude-sonnet-4-5-20250929';

/**
 * The transcripts of Claude Code: `projects/<cwd>/<session>.jsonl`, and for each sub-agent
 * `projects/<cwd>/<session>/subagents/agent-<id>.jsonl`. The instruction file leaves no record, as in the real client.
 */
export function* emitClaudeCode(observation: Observation): Generator<LabFile> {
  const { run } = observation;
  const teller = new Teller(observation);
  for (const session of run.sessions) {
    if (!observation.session(session)) continue;
    const folder = `projects/${run.repositories[session.repository]!.cwd.replace(/[/.]/g, '-')}`;
    const path =
      session.parent === undefined
        ? `${folder}/${session.id}.jsonl`
        : `${folder}/${run.sessions[session.parent]!.id}/subagents/agent-${session.agentId}.jsonl`;
    yield { path, chunks: new Transcript(teller, session).records() };
  }
}

/** A tool call as the client records it. */
interface Use {
  name: string;
  input: Record<string, unknown>;
  /** What the model saw. */
  result: unknown;
  /** The client's own copy. */
  structured: unknown;
  failed?: boolean;
}

class Transcript {
  readonly #teller: Teller;
  readonly #session: LabSession;
  readonly #ids: Rng;
  readonly #cwd: string;
  #parent: string | null = null;

  constructor(teller: Teller, session: LabSession) {
    this.#teller = teller;
    this.#session = session;
    this.#ids = teller.ids(session).stream('claude-code');
    this.#cwd = teller.observation.run.repositories[session.repository]!.cwd;
  }

  *records(): Generator<string> {
    const { observation } = this.#teller;
    const session = this.#session;
    const prompt = this.#teller.text(session.task);
    const acts = observation.acts(session);
    if (session.parent === undefined) yield this.#snapshot(session.start);
    yield this.#line(session.start, { type: 'user', message: { role: 'user', content: prompt } });
    const joins = new Map(acts.flatMap((act) => (act.kind === 'join' ? [[act.child, act] as const] : [])));
    const open = new Map<number, { id: string; source: string; use: Use }>();
    for (const act of acts) {
      if (act.kind === 'say') {
        yield this.#assistant(act.time, { type: 'text', text: this.#teller.text(act.pieces) }, 'end_turn');
      } else if (act.kind === 'join') {
        const call = open.get(act.child);
        if (call !== undefined) yield this.#result(act.time, call, call.use);
      } else if (act.kind !== 'load') {
        const use = act.kind === 'spawn' ? this.#task(act, joins.get(act.child)) : this.#use(act);
        const id = `toolu_01${this.#ids.token(22)}`;
        yield this.#assistant(act.time, { type: 'tool_use', id, name: use.name, input: use.input }, 'tool_use');
        const call = { id, source: this.#parent!, use };
        if (act.kind === 'spawn') open.set(act.child, call);
        else yield this.#result(act.time, call, use);
      }
    }
  }

  #snapshot(time: number): string {
    const timestamp = this.#time(time);
    const messageId = this.#ids.uuid();
    return jsonLine({
      type: 'file-history-snapshot',
      messageId,
      snapshot: { messageId, trackedFileBackups: {}, timestamp },
      isSnapshotUpdate: false,
    });
  }

  #line(time: number, fields: Record<string, unknown>): string {
    const session = this.#session;
    const { run } = this.#teller.observation;
    const uuid = this.#ids.uuid();
    const sub = session.parent !== undefined;
    const line = jsonLine({
      parentUuid: this.#parent,
      isSidechain: sub,
      userType: 'external',
      cwd: this.#cwd,
      sessionId: sub ? run.sessions[session.parent!]!.id : session.id,
      version: VERSION,
      gitBranch: 'main',
      ...(sub && { agentId: session.agentId }),
      ...fields,
      uuid,
      timestamp: this.#time(time),
    });
    this.#parent = uuid;
    return line;
  }

  #assistant(time: number, block: Record<string, unknown>, stop: string): string {
    const output = Math.ceil(JSON.stringify(block).length / 4);
    const usage = {
      input_tokens: 4 + this.#ids.int(9),
      cache_creation_input_tokens: this.#ids.int(2_000),
      cache_read_input_tokens: 12_000 + this.#ids.int(30_000),
      output_tokens: output,
      service_tier: 'standard',
    };
    const id = `msg_01${this.#ids.token(22)}`;
    const requestId = `req_01${this.#ids.token(22)}`;
    return this.#line(time, {
      message: {
        model: MODEL,
        id,
        type: 'message',
        role: 'assistant',
        content: [block],
        stop_reason: stop,
        stop_sequence: null,
        usage,
      },
      requestId,
      type: 'assistant',
    });
  }

  #result(time: number, call: { id: string; source: string }, use: Use): string {
    const block = {
      tool_use_id: call.id,
      type: 'tool_result',
      content: use.result,
      ...(use.failed && { is_error: true }),
    };
    return this.#line(time, {
      type: 'user',
      message: { role: 'user', content: [block] },
      toolUseResult: use.structured,
      sourceToolAssistantUUID: call.source,
    });
  }

  #task(spawn: Extract<Act, { kind: 'spawn' }>, join: Extract<Act, { kind: 'join' }> | undefined): Use {
    const { agentId } = this.#teller.observation.run.sessions[spawn.child]!;
    const prompt = this.#teller.text(spawn.pieces);
    const content = [{ type: 'text', text: join === undefined ? '' : this.#teller.text(join.pieces) }];
    const note = `agentId: ${agentId} (for resuming to continue this agent's work if needed)`;
    return {
      name: 'Task',
      input: { description: spawn.title, prompt, subagent_type: 'general-purpose' },
      result: [...content, { type: 'text', text: note }],
      structured: {
        status: 'completed',
        prompt,
        agentId,
        content,
        totalDurationMs: (join?.time ?? spawn.time) - spawn.time,
        totalTokens: 9_000 + this.#ids.int(9_000),
        totalToolUseCount: 1 + this.#ids.int(5),
      },
    };
  }

  #use(act: Extract<Act, { kind: 'read' | 'write' | 'run' }>): Use {
    if (act.kind === 'run')
      return this.#bash(act.command, this.#teller.observation.run.renderer.text(act.output), act.failed);
    if (act.kind === 'read') return this.#read(act);
    const { artifact } = act.write;
    if (artifact.kind === 'page') {
      const input = { url: artifact.key, content: this.#teller.text(act.pieces) };
      return mcp('mcp__web__publish_page', input, `Published ${artifact.key}`);
    }
    if (artifact.kind === 'memory' || artifact.kind === 'message') return this.#mcpWrite(act, artifact);
    return this.#fileWrite(act, `${this.#cwd}/${this.#teller.observation.key(artifact)}`);
  }

  #read(act: Extract<Act, { kind: 'read' }>): Use {
    const { artifact } = act;
    const text = this.#teller.shown(act);
    if (artifact.kind === 'memory') return mcp('mcp__memory__read', { key: artifact.key }, text);
    if (artifact.kind === 'message') {
      return mcp('mcp__mail__read', { message_id: artifact.key }, this.#teller.mail(artifact, text));
    }
    if (artifact.kind === 'page') {
      const url = artifact.key;
      return {
        name: 'WebFetch',
        input: { url, prompt: 'What does this page say? Quote it in full.' },
        result: text,
        structured: { bytes: text.length, code: 200, codeText: 'OK', result: text, durationMs: 900, url },
      };
    }
    const filePath = `${this.#cwd}/${this.#teller.observation.key(artifact)}`;
    const { start, count, total } = this.#teller.lines(act);
    const numbered = text.split('\n').map((line, i) => `${String(start + i).padStart(6)}→${line}`);
    return {
      name: 'Read',
      input: { file_path: filePath, ...(act.view !== undefined && { offset: start, limit: count }) },
      result: numbered.join('\n'),
      structured: {
        type: 'text',
        file: { filePath, content: text, numLines: count, startLine: start, totalLines: total },
      },
    };
  }

  #mcpWrite(act: Extract<Act, { kind: 'write' }>, artifact: Artifact): Use {
    const text = this.#teller.text(act.pieces);
    const { key } = artifact;
    if (artifact.kind === 'message') {
      const { to, subject, replyTo } = artifact.mail!;
      const input = {
        message_id: key,
        to,
        subject,
        ...(replyTo !== undefined && { in_reply_to: replyTo }),
        body: text,
      };
      return mcp('mcp__mail__send', input, `Sent ${key}`);
    }
    if (act.mode === 'edit') {
      const old = this.#teller.text([act.removed!]);
      return mcp('mcp__memory__edit', { key, old_string: old, new_string: text }, `Edited ${key}`);
    }
    if (act.mode === 'delete') return mcp('mcp__memory__delete', { key }, `Deleted ${key}`);
    return mcp(`mcp__memory__${act.mode === 'append' ? 'append' : 'write'}`, { key, content: text }, `Stored ${key}`);
  }

  #fileWrite(act: Extract<Act, { kind: 'write' }>, filePath: string): Use {
    const text = this.#teller.text(act.pieces);
    switch (act.mode) {
      case 'replace':
        return {
          name: 'Write',
          input: { file_path: filePath, content: text },
          result: `File created successfully at: ${filePath}`,
          structured: { type: 'create', filePath, content: text, structuredPatch: [], originalFile: null },
        };
      case 'delete':
        return this.#bash(`rm ${filePath}`, '');
      case 'append':
        // Half of the agents append in the shell, half by editing the end of the file.
        if (this.#session.agent % 2 === 0 || act.anchor === undefined) {
          const end = text.includes('\nEOF') ? 'END_OF_TEXT' : 'EOF';
          return this.#bash(`cat >> ${filePath} <<'${end}'\n\n${text}\n${end}`, '');
        }
        return edit(filePath, lastLine(this.#teller.text([act.anchor])), (anchor) => `${anchor}\n\n${text}`);
      case 'edit':
        return edit(filePath, this.#teller.text([act.removed!]), () => text);
    }
  }

  #bash(command: string, stdout: string, failed = false): Use {
    return {
      name: 'Bash',
      input: { command, description: 'Run a command' },
      result: failed ? `Exit code 1\n${stdout}` : stdout,
      structured: failed ? `Error: Exit code 1\n${stdout}` : { stdout, stderr: '', interrupted: false, isImage: false },
      failed,
    };
  }

  #time(time: number): string {
    return new Date(this.#teller.observation.clock(this.#session, time)).toISOString();
  }
}

function mcp(name: string, input: Record<string, unknown>, text: string): Use {
  const content = [{ type: 'text', text }];
  return { name, input, result: content, structured: content };
}

function edit(filePath: string, oldString: string, replace: (old: string) => string): Use {
  const newString = replace(oldString);
  return {
    name: 'Edit',
    input: { file_path: filePath, old_string: oldString, new_string: newString, replace_all: false },
    result: `The file ${filePath} has been updated successfully.`,
    structured: {
      filePath,
      oldString,
      newString,
      originalFile: null,
      structuredPatch: [],
      userModified: false,
      replaceAll: false,
    },
  };
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
