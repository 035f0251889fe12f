import { makeText } from './grammar.ts';
import { Rng } from './rng.ts';

export interface BenchOptions {
  /** Which form the lines have: Claude Code transcript records, or one `chat` record a session. */
  kind: 'claude-code' | 'chat';
  /** Reads, writes, calls and sayings in all. */
  events: number;
  seed?: number;
  /** Characters of an event's text: lognormal with this median and 99th percentile, cut at 512 kB. */
  medianChars?: number;
  p99Chars?: number;
}

/** Events of one session, and sessions of one repository. */
const SESSION_EVENTS = 40;
const REPOSITORY_SESSIONS = 200;

/**
 * The pool of text is made of cells: a slot that gets a word of its own in each text, then plain words. Whoever copies
 * eight words copies a slot, so texts cut from the same place of the pool are still not copies of each other.
 */
const CELL = 48;
const SLOT = 7;
const POOL_CELLS = 1 << 16;
const MOST_CELLS = Math.floor((512 * 1024) / CELL);

/** Bytes of one chunk; with room behind it for the longest event. */
const CHUNK = 1 << 20;

/** z of the 99th percentile of a normal distribution. */
const Z99 = 2.3263;

/** A text that was written, small enough to remember: the same three numbers give the same bytes. */
interface Cut {
  from: number;
  cells: number;
  stamp: number;
  path: number;
}

/**
 * Telemetry for measuring throughput and memory: 40 % reads (half of them of what an earlier session wrote), 20 % writes,
 * 40 % calls and sayings. Deterministic, without truth, and made several times faster than it can be read.
 */
export function* benchStream(options: BenchOptions): Generator<Buffer> {
  const writer = new BenchWriter(options);
  for (let event = 0; event < options.events; event++) {
    writer.event(event);
    if (writer.full) yield writer.take();
  }
  writer.end();
  yield writer.take();
}

class BenchWriter {
  readonly #chat: boolean;
  readonly #rng: Rng;
  readonly #pool: Buffer;
  readonly #median: number;
  readonly #sigma: number;
  readonly #step: number;
  #buffer = Buffer.allocUnsafe(CHUNK + 2 * MOST_CELLS * CELL);
  #at = 0;
  #written: Cut[] = [];
  #stamp = 0;
  #inSession = -1;
  #id = '';
  #scope = '';
  #time = '';

  constructor({ kind, events, seed = 1, medianChars = 1_000, p99Chars = 50_000 }: BenchOptions) {
    this.#chat = kind === 'chat';
    this.#rng = Rng.of(seed, 'bench');
    this.#pool = makePool(this.#rng.stream('pool'));
    this.#median = medianChars;
    this.#sigma = Math.log(p99Chars / medianChars) / Z99;
    this.#step = Math.max(1, Math.floor(Math.min(5_000, 2.4e10 / events)));
  }

  get full(): boolean {
    return this.#at >= CHUNK;
  }

  take(): Buffer {
    const chunk = this.#buffer.subarray(0, this.#at);
    this.#buffer = Buffer.allocUnsafe(CHUNK + 2 * MOST_CELLS * CELL);
    this.#at = 0;
    return chunk;
  }

  event(index: number): void {
    const session = Math.floor(index / SESSION_EVENTS);
    this.#time = new Date(Date.UTC(2026, 0, 5) + index * this.#step).toISOString();
    if (session !== this.#inSession) this.#open(session);
    const draw = this.#rng.unit();
    if (draw < 0.4) this.#read(index);
    else if (draw < 0.6) this.#write(index);
    else if (draw < 0.8) this.#call(index);
    else this.#say(index);
  }

  end(): void {
    if (this.#chat && this.#inSession >= 0) this.#put(']}\n');
  }

  #open(session: number): void {
    this.end();
    this.#inSession = session;
    const repository = Math.floor(session / REPOSITORY_SESSIONS);
    if (session % REPOSITORY_SESSIONS === 0) this.#written = [];
    this.#scope = `repository-${repository}`;
    this.#id = `${String(session).padStart(8, '0')}-0000-4000-8000-000000000000`;
    if (!this.#chat) return;
    const head = `{"id":"${this.#id}","agent":"agent-${session % 50}","time":"${this.#time}","scope":"${this.#scope}",`;
    this.#put(`${head}"messages":[{"role":"user","content":"Go on.","time":"${this.#time}"}`);
  }

  #read(index: number): void {
    const known = this.#written.length > 0 && this.#rng.chance(0.5);
    const cut = known ? this.#rng.pick(this.#written) : this.#cut();
    const path = `docs/file-${cut.path}.md`;
    this.#use(index, 'Read', 'read_file', path, undefined, cut);
  }

  #write(index: number): void {
    const cut = this.#cut();
    if (this.#written.length < 1_024) this.#written.push(cut);
    else this.#written[this.#rng.int(1_024)] = cut;
    this.#use(index, 'Write', 'write_file', `docs/file-${cut.path}.md`, cut, undefined);
  }

  #call(index: number): void {
    const name = `make target-${this.#rng.int(900)}`;
    if (this.#chat) this.#chatCall(index, 'run_command', `"command":"${name}"`, undefined, this.#cut());
    else this.#codeCall(index, 'Bash', `"command":"${name}"`, undefined, this.#cut());
  }

  #say(index: number): void {
    if (this.#chat) {
      this.#put(',{"role":"assistant","content":"');
      this.#fill(this.#cut());
      this.#put(`","time":"${this.#time}"}`);
    } else {
      this.#put(`${this.#record(index, 'a')}"type":"assistant",${ASSISTANT}[{"type":"text","text":"`);
      this.#fill(this.#cut());
      this.#put('"}]}}\n');
    }
  }

  #use(
    index: number,
    code: string,
    chat: string,
    path: string,
    content: Cut | undefined,
    result: Cut | undefined,
  ): void {
    if (this.#chat) this.#chatCall(index, chat, `"path":"${path}"`, content, result);
    else this.#codeCall(index, code, `"file_path":"/srv/agents/${this.#scope}/${path}"`, content, result);
  }

  #codeCall(index: number, tool: string, address: string, content: Cut | undefined, result: Cut | undefined): void {
    const id = `toolu_${index}`;
    const use = `[{"type":"tool_use","id":"${id}","name":"${tool}","input":{${address}`;
    this.#put(`${this.#record(index, 'a')}"type":"assistant",${ASSISTANT}${use}`);
    this.#quoted(',"content":"', content, '"');
    this.#put(`}}]}}\n${this.#record(index, 'b')}"type":"user","message":{"role":"user","content":[`);
    this.#put(`{"tool_use_id":"${id}","type":"tool_result","content":`);
    if (result === undefined) this.#put('"ok"');
    this.#quoted('"', result, '"');
    this.#put('}]}}\n');
  }

  /** Anthropic's message shape, in which arguments are no JSON inside JSON. */
  #chatCall(index: number, tool: string, address: string, content: Cut | undefined, result: Cut | undefined): void {
    const id = `call_${index}`;
    this.#put(`,{"role":"assistant","content":[{"type":"tool_use","id":"${id}","name":"${tool}","input":{${address}`);
    this.#quoted(',"content":"', content, '"');
    this.#put(`}}],"time":"${this.#time}"},{"role":"user","content":[`);
    this.#put(`{"type":"tool_result","tool_use_id":"${id}","content":`);
    if (result === undefined) this.#put('"ok"');
    this.#quoted('"', result, '"');
    this.#put(`}],"time":"${this.#time}"}`);
  }

  #quoted(before: string, cut: Cut | undefined, after: string): void {
    if (cut === undefined) return;
    this.#put(before);
    this.#fill(cut);
    this.#put(after);
  }

  #record(index: number, half: string): string {
    const uuid = `${this.#id.slice(0, 8)}-${half}000-4000-8000-${String(index).padStart(12, '0')}`;
    return (
      `{"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/srv/agents/${this.#scope}",` +
      `"sessionId":"${this.#id}","version":"2.1.31","gitBranch":"main","uuid":"${uuid}","timestamp":"${this.#time}",`
    );
  }

  #cut(): Cut {
    const chars = this.#rng.lognormal(this.#median, this.#sigma);
    const cells = Math.max(1, Math.min(MOST_CELLS, Math.round(chars / CELL)));
    const stamp = this.#stamp;
    this.#stamp += cells;
    return { from: this.#rng.int(POOL_CELLS - cells), cells, stamp, path: this.#rng.int(400) };
  }

  /** Copies the cut and writes a word of its own into each slot. */
  #fill({ from, cells, stamp }: Cut): void {
    const buffer = this.#buffer;
    const start = this.#at;
    this.#pool.copy(buffer, start, from * CELL, (from + cells) * CELL);
    for (let cell = 0; cell < cells; cell++) {
      let word = Math.imul(stamp + cell, 0x9e3779b1) >>> 0;
      const slot = start + cell * CELL;
      for (let i = 0; i < SLOT; i++) {
        buffer[slot + i] = 97 + (word % 26);
        word = (word / 26) >>> 0;
      }
    }
    this.#at = start + cells * CELL;
  }

  #put(text: string): void {
    this.#at += this.#buffer.write(text, this.#at, 'latin1');
  }
}

const ASSISTANT = '"message":{"model":"claude-sonnet-4-5-20250929","type":"message","role":"assistant","content":';

/**
 * Plain words in cells, escaped for JSON already: every second cell ends in a newline, some words stand in quotes, and
 * no escape crosses a cell's border.
 */
function makePool(rng: Rng): Buffer {
  const words = makeText(rng, 'prose', 400_000)
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .split(' ');
  const pool = Buffer.alloc(POOL_CELLS * CELL, ' ');
  for (let cell = 0; cell < POOL_CELLS; cell++) {
    let at = cell * CELL + SLOT + 1;
    const end = (cell + 1) * CELL - 2;
    for (;;) {
      const word = rng.chance(0.03) ? `\\"${rng.pick(words)}\\"` : rng.pick(words);
      if (at + word.length > end) break;
      pool.write(word, at, 'latin1');
      at += word.length + 1;
    }
    if (cell % 2 === 1) pool.write('\\n', end, 'latin1');
  }
  return pool;
}
