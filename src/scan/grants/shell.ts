export interface ShellCommand {
  /** Unquoted; variables and substitutions stay as written. */
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
}

const MAX_COMMANDS = 2_000;
const MAX_NESTING = 3;

/**
 * A shell script as commands with their words: enough of the grammar for quotes, comments, line continuations,
 * substitutions (whose commands come out as commands of their own), heredocs (whose bodies are skipped) and operators.
 * Never throws; what is not closed ends with the script.
 */
export function splitCommands(script: string, nesting = 0): ShellCommand[] {
  return new Splitter(script, nesting).split();
}

class Splitter {
  readonly #script: string;
  readonly #nesting: number;
  readonly #commands: ShellCommand[] = [];
  readonly #heredocs: string[] = [];
  #words: string[] = [];
  #word: string | undefined;
  #start = 0;

  constructor(script: string, nesting: number) {
    this.#script = script;
    this.#nesting = nesting;
  }

  split(): ShellCommand[] {
    let at = 0;
    while (at < this.#script.length && this.#commands.length < MAX_COMMANDS) {
      if (this.#word === undefined && this.#words.length === 0) this.#start = at;
      at = this.#step(at);
    }
    this.#finish(this.#script.length);
    return this.#commands;
  }

  #step(at: number): number {
    const script = this.#script;
    const letter = script[at]!;
    const next = script[at + 1];
    if (letter === '\\') {
      if (next !== '\n') this.#append(next ?? '');
      return at + 2;
    }
    if (letter === "'") {
      const close = script.indexOf("'", at + 1);
      const end = close < 0 ? script.length : close;
      this.#append(script.slice(at + 1, end));
      return end + 1;
    }
    if (letter === '"') return this.#double(at + 1);
    if (letter === '#' && this.#word === undefined) {
      const end = script.indexOf('\n', at);
      return end < 0 ? script.length : end;
    }
    if (letter === '<' && next === '<') return this.#heredoc(at);
    if ((letter === '$' && next === '(') || letter === '`') {
      this.#finish(at);
      return at + (letter === '`' ? 1 : 2);
    }
    if (letter === '\n') {
      this.#finish(at);
      return this.#skipBodies(at + 1);
    }
    if (';&|()'.includes(letter)) {
      this.#finish(at);
      return at + 1;
    }
    if (letter === ' ' || letter === '\t') this.#finishWord();
    else this.#append(letter);
    return at + 1;
  }

  #append(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  #finishWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #finish(end: number): void {
    this.#finishWord();
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, start: this.#start, end });
    this.#words = [];
  }

  /** A double-quoted text is one word, and the commands that it substitutes run all the same. */
  #double(from: number): number {
    const script = this.#script;
    let end = from;
    while (end < script.length && script[end] !== '"') end += script[end] === '\\' ? 2 : 1;
    const inner = script.slice(from, end);
    this.#append(inner.replace(/\\(["\\$`])/g, '$1'));
    const substitution = inner.indexOf('$(');
    if (substitution >= 0 && this.#nesting < MAX_NESTING) {
      const offset = from + substitution + 2;
      for (const command of splitCommands(inner.slice(substitution + 2), this.#nesting + 1)) {
        this.#commands.push({ words: command.words, start: command.start + offset, end: command.end + offset });
      }
    }
    return end + 1;
  }

  #heredoc(at: number): number {
    if (this.#script[at + 2] === '<') {
      this.#finishWord();
      return at + 3;
    }
    const mark = /^<<-?\s*(['"]?)([A-Za-z_]\w{0,60})\1/.exec(this.#script.slice(at, at + 80));
    if (mark === null) return at + 2;
    this.#finishWord();
    this.#heredocs.push(mark[2]!);
    return at + mark[0].length;
  }

  /** Past the bodies of the heredocs that the line before has opened. */
  #skipBodies(from: number): number {
    let at = from;
    for (let mark = this.#heredocs.shift(); mark !== undefined; mark = this.#heredocs.shift()) {
      while (at < this.#script.length) {
        const newline = this.#script.indexOf('\n', at);
        const end = newline < 0 ? this.#script.length : newline;
        const line = this.#script.slice(at, end).trim();
        at = end + 1;
        if (line === mark) break;
      }
    }
    return Math.min(at, this.#script.length);
  }
}
