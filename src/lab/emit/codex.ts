import type { Observation } from '../observation.ts';
import type { Rng } from '../rng.ts';
import type { Act, LabSession } from '../run.ts';
import { jsonLine, type LabFile } from './lab-file.ts';
import { Teller } from './teller.ts';

const CLI_VERSION = '0.98.0';
const MODEL = 'gpt-5.2-codex';

/**
 * Codex CLI rollouts: `sessions/YYYY/MM/DD/rollout-<time>-<session>.jsonl`. The instruction file stands in the first
 * user message; files are read and added to in the shell and changed by `apply_patch`; a sub-agent has its own rollout.
 */
export function* emitCodex(observation: Observation): Generator<LabFile> {
  const teller = new Teller(observation);
  for (const session of observation.run.sessions) {
    if (!observation.session(session)) continue;
    const start = new Date(observation.clock(session, session.start)).toISOString();
    const day = start.slice(0, 10).replaceAll('-', '/');
    const name = `rollout-${start.slice(0, 19).replaceAll(':', '-')}-${session.id}.jsonl`;
    yield { path: `sessions/${day}/${name}`, chunks: new Rollout(teller, session).records() };
  }
}

class Rollout {
  readonly #teller: Teller;
  readonly #session: LabSession;
  readonly #ids: Rng;
  readonly #cwd: string;

  constructor(teller: Teller, session: LabSession) {
    this.#teller = teller;
    this.#session = session;
    this.#ids = teller.ids(session).stream('codex');
    this.#cwd = teller.observation.run.repositories[session.repository]!.cwd;
  }

  *records(): Generator<string> {
    const session = this.#session;
    const { observation } = this.#teller;
    yield* this.#opening();
    const acts = observation.acts(session);
    let input = 4_000;
    for (const act of acts) {
      if (act.kind === 'load') continue;
      if (act.kind === 'say') {
        const text = this.#teller.text(act.pieces);
        yield this.#line(act.time, 'event_msg', { type: 'agent_message', message: text });
        yield this.#item(act.time, { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] });
      } else {
        yield* this.#call(act);
      }
      input += 600;
      yield this.#line(act.time, 'event_msg', tokenCount(input));
    }
  }

  *#opening(): Generator<string> {
    const session = this.#session;
    const { run } = this.#teller.observation;
    const { start } = session;
    const { commit, url } = run.repositories[session.repository]!;
    yield this.#line(start, 'session_meta', {
      id: session.id,
      timestamp: this.#time(start),
      cwd: this.#cwd,
      originator: 'codex_exec',
      cli_version: CLI_VERSION,
      source:
        session.parent === undefined
          ? 'exec'
          : { subagent: { thread_spawn: { parent_thread_id: run.sessions[session.parent]!.id, depth: 1 } } },
      model_provider: 'openai',
      git: { commit_hash: commit, branch: 'main', repository_url: url },
    });
    for (const act of session.acts) {
      if (act.kind !== 'load') continue;
      const text = `# AGENTS.md instructions for ${this.#cwd}\n\n<INSTRUCTIONS>\n${this.#teller.text(act.pieces)}\n</INSTRUCTIONS>`;
      yield this.#userMessage(start, text);
    }
    const environment = `<environment_context>\n  <cwd>${this.#cwd}</cwd>\n  <shell>bash</shell>\n</environment_context>`;
    yield this.#userMessage(start, environment);
    yield this.#line(start, 'turn_context', {
      cwd: this.#cwd,
      approval_policy: 'never',
      sandbox_policy: { type: 'workspace-write', network_access: true },
      model: MODEL,
      effort: 'medium',
      summary: 'auto',
    });
    const task = this.#teller.text(session.task);
    yield this.#userMessage(start, task);
    yield this.#line(start, 'event_msg', { type: 'user_message', message: task, images: [] });
  }

  *#call(act: Exclude<Act, { kind: 'load' | 'say' }>): Generator<string> {
    switch (act.kind) {
      case 'run': {
        const output = this.#teller.observation.run.renderer.text(act.output);
        return yield* this.#shell(act.time, act.command, output, act.failed ? 1 : 0);
      }
      case 'spawn': {
        const child = this.#teller.observation.run.sessions[act.child]!.id;
        const message = this.#teller.text(act.pieces);
        return yield* this.#function(act.time, 'spawn_agent', { message }, JSON.stringify({ agent_id: child }));
      }
      case 'join': {
        const child = this.#teller.observation.run.sessions[act.child]!.id;
        const status = { [child]: { completed: this.#teller.text(act.pieces) } };
        return yield* this.#function(act.time, 'wait', { ids: [child] }, JSON.stringify({ status, timed_out: false }));
      }
      case 'read':
        return yield* this.#read(act);
      case 'write':
        return yield* this.#write(act);
    }
  }

  #read(act: Extract<Act, { kind: 'read' }>): Generator<string> {
    const { artifact, time } = act;
    const text = this.#teller.shown(act);
    switch (artifact.kind) {
      case 'memory':
        return this.#mcp(time, 'mcp__memory__read', { key: artifact.key }, text);
      case 'message':
        return this.#mcp(time, 'mcp__mail__read', { message_id: artifact.key }, this.#teller.mail(artifact, text));
      case 'page':
        return this.#shell(time, `curl -sL ${artifact.key}`, text);
      default: {
        const path = this.#teller.observation.key(artifact);
        const { start, count } = this.#teller.lines(act);
        const part = `sed -n '${start},${start + count - 1}p' ${path}`;
        return this.#shell(time, act.view === undefined ? `cat ${path}` : part, text);
      }
    }
  }

  #write(act: Extract<Act, { kind: 'write' }>): Generator<string> {
    const { time, mode } = act;
    const { artifact } = act.write;
    const text = this.#teller.text(act.pieces);
    const { key } = artifact;
    if (artifact.kind === 'message') {
      const { to, subject, replyTo } = artifact.mail!;
      const reply: Record<string, string> = replyTo === undefined ? {} : { in_reply_to: replyTo };
      return this.#mcp(time, 'mcp__mail__send', { message_id: key, to, subject, ...reply, body: text }, `Sent ${key}`);
    }
    if (artifact.kind === 'page') {
      const published = `Published ${key}`;
      return this.#mcp(time, 'mcp__web__publish_page', { url: key, content: text }, published);
    }
    if (artifact.kind === 'memory') {
      if (mode === 'edit') {
        const old = this.#teller.text([act.removed!]);
        return this.#mcp(time, 'mcp__memory__edit', { key, old_string: old, new_string: text }, `Edited ${key}`);
      }
      if (mode === 'delete') return this.#mcp(time, 'mcp__memory__delete', { key }, `Deleted ${key}`);
      const name = mode === 'append' ? 'mcp__memory__append' : 'mcp__memory__write';
      return this.#mcp(time, name, { key, content: text }, `Stored ${key}`);
    }
    const path = this.#teller.observation.key(artifact);
    switch (mode) {
      case 'append': {
        const end = text.includes('\nEOF') ? 'END_OF_TEXT' : 'EOF';
        return this.#shell(time, `cat >> ${path} <<'${end}'\n\n${text}\n${end}`, '');
      }
      case 'delete':
        return this.#shell(time, `rm ${path}`, '');
      case 'replace':
        return this.#patch(time, `*** Add File: ${path}\n${prefixed('+', text)}`, `A ${path}`);
      case 'edit': {
        const hunk = `@@\n${prefixed('-', this.#teller.text([act.removed!]))}\n${prefixed('+', text)}`;
        return this.#patch(time, `*** Update File: ${path}\n${hunk}`, `M ${path}`);
      }
    }
  }

  #shell(time: number, command: string, output: string, exit = 0): Generator<string> {
    const answer = `Exit code: ${exit}\nWall time: 0.1 seconds\nOutput:\n${output}`;
    return this.#function(time, 'shell_command', { command, workdir: this.#cwd }, answer);
  }

  #mcp(time: number, name: string, args: Record<string, string>, text: string): Generator<string> {
    return this.#function(time, name, args, JSON.stringify([{ type: 'text', text }]));
  }

  *#function(time: number, name: string, args: unknown, output: string): Generator<string> {
    const callId = `call_${this.#ids.token(24)}`;
    yield this.#item(time, { type: 'function_call', name, arguments: JSON.stringify(args), call_id: callId });
    yield this.#item(time, { type: 'function_call_output', call_id: callId, output });
  }

  *#patch(time: number, body: string, done: string): Generator<string> {
    const callId = `call_${this.#ids.token(24)}`;
    const input = `*** Begin Patch\n${body}\n*** End Patch`;
    const output = {
      output: `Success. Updated the following files:\n${done}\n`,
      metadata: { exit_code: 0, duration_seconds: 0 },
    };
    yield this.#item(time, {
      type: 'custom_tool_call',
      status: 'completed',
      call_id: callId,
      name: 'apply_patch',
      input,
    });
    yield this.#item(time, { type: 'custom_tool_call_output', call_id: callId, output: JSON.stringify(output) });
  }

  #userMessage(time: number, text: string): string {
    return this.#item(time, { type: 'message', role: 'user', content: [{ type: 'input_text', text }] });
  }

  #item(time: number, payload: unknown): string {
    return this.#line(time, 'response_item', payload);
  }

  #line(time: number, type: string, payload: unknown): string {
    return jsonLine({ timestamp: this.#time(time), type, payload });
  }

  #time(time: number): string {
    return new Date(this.#teller.observation.clock(this.#session, time)).toISOString();
  }
}

function prefixed(sign: string, text: string): string {
  return sign + text.replaceAll('\n', `\n${sign}`);
}

function tokenCount(input: number): unknown {
  const usage = {
    input_tokens: input,
    cached_input_tokens: Math.floor(input * 0.8),
    output_tokens: 120,
    reasoning_output_tokens: 40,
    total_tokens: input + 120,
  };
  return {
    type: 'token_count',
    info: { total_token_usage: usage, last_token_usage: usage, model_context_window: 272_000 },
  };
}
