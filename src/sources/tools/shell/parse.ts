/** A word of a command. `known` is false where its value depends on the machine: variables, globs, command output. */
export interface Word {
  text: string;
  known: boolean;
}

export interface Redirect {
  op: '>' | '>>' | '<';
  fd: number;
  target: Word;
}

/** One simple command of a script, with what the shell wires to it. */
export interface SimpleCommand {
  words: Word[];
  redirects: Redirect[];
  /** Literal standard input: a here-document or here-string. */
  stdin?: string;
  /** Takes its input from the command before it. */
  piped: boolean;
  /** Gives its output to the command after it. */
  pipes: boolean;
}

export interface Script {
  commands: SimpleCommand[];
  /** Scripts inside `$(…)`, backticks and `<(…)` whose output is not known. */
  nested: string[];
}

const MAX_COMMANDS = 2000;
const MAX_DEPTH = 4;
const MAX_LENGTH = 4 << 20;

/**
 * Splits a POSIX-like shell script into its simple commands: quotes, escapes, here-documents, pipes, lists, redirections
 * and substitutions. Nothing is executed or expanded, control words are dropped, and what cannot be parsed is taken as
 * plain words: a command line from a transcript is evidence, and half of it is better than none.
 */
export function parseShell(script: string, depth = 0): Script {
  return new Parser(script.length > MAX_LENGTH ? script.slice(0, MAX_LENGTH) : script, depth).parse();
}

const CONTROL = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'while',
  'until',
  'do',
  'done',
  '!',
  '{',
  '}',
  'time',
  'esac',
]);
const BREAK = /[\s;|&()<>]/;

class Parser {
  private readonly commands: SimpleCommand[] = [];
  private readonly nested: string[] = [];
  private readonly pending: { command: SimpleCommand; delimiter: string; tabs: boolean }[] = [];
  private command = fresh(false);
  private at = 0;
  /** Set once an opening `(` or backtick has no end, so that the search for it is not repeated. */
  private unclosed = false;

  constructor(
    private readonly text: string,
    private readonly depth: number,
  ) {}

  parse(): Script {
    while (this.at < this.text.length && this.commands.length < MAX_COMMANDS) this.step();
    this.finish(false);
    return { commands: this.commands, nested: this.nested };
  }

  private step(): void {
    const { text } = this;
    const character = text[this.at]!;
    if (character === '\n') {
      this.at++;
      this.finish(false);
      this.readHereDocuments();
    } else if (character === ' ' || character === '\t' || character === '\r') {
      this.at++;
    } else if (character === '#') {
      const end = text.indexOf('\n', this.at);
      this.at = end < 0 ? text.length : end;
    } else if (character === '|') {
      const or = text[this.at + 1] === '|';
      this.at += or || text[this.at + 1] === '&' ? 2 : 1;
      this.finish(!or);
    } else if (character === '&' && text[this.at + 1] === '>') {
      this.at++;
      this.redirect(1);
    } else if (character === ';' || character === '&' || character === '(' || character === ')') {
      this.at++;
      this.finish(false);
    } else if (character === '<' || character === '>') {
      this.redirect(character === '<' ? 0 : 1);
    } else {
      this.word();
    }
  }

  private word(): void {
    const start = this.at;
    const word = this.readWord();
    const next = this.text[this.at];
    if ((next === '<' || next === '>') && /^\d{1,2}$/.test(this.text.slice(start, this.at))) {
      this.redirect(Number(word.text));
    } else if (this.command.words.length > 0 || !CONTROL.has(word.text)) {
      this.command.words.push(word);
    }
  }

  private finish(pipes: boolean): void {
    const { command } = this;
    if (command.words.length > 0 || command.redirects.length > 0) {
      command.pipes = pipes;
      this.commands.push(command);
    }
    this.command = fresh(pipes);
  }

  private redirect(fd: number): void {
    const { text } = this;
    if (text.startsWith('<<<', this.at)) {
      this.at += 3;
      this.command.stdin = this.operand().text;
    } else if (text.startsWith('<<', this.at)) {
      const tabs = text[this.at + 2] === '-';
      this.at += tabs ? 3 : 2;
      this.pending.push({ command: this.command, delimiter: this.operand().text, tabs });
    } else if (text[this.at + 1] === '(') {
      this.at++;
      const inner = this.parenthesised();
      this.command.words.push({ text: '', known: false });
      if (inner !== undefined) this.nested.push(inner);
    } else {
      const append = text.startsWith('>>', this.at);
      const op = text[this.at] === '<' ? '<' : append ? '>>' : '>';
      this.at += append ? 2 : 1;
      if (text[this.at] === '|') this.at++;
      const duplicates = text[this.at] === '&';
      if (duplicates) this.at++;
      const target = this.operand();
      if (!duplicates) this.command.redirects.push({ op, fd, target });
    }
  }

  private operand(): Word {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
    return this.readWord();
  }

  private readHereDocuments(): void {
    for (const { command, delimiter, tabs } of this.pending.splice(0)) {
      const lines: string[] = [];
      while (this.at < this.text.length) {
        const end = this.text.indexOf('\n', this.at);
        let line = this.text.slice(this.at, end < 0 ? this.text.length : end);
        this.at = end < 0 ? this.text.length : end + 1;
        if (tabs) line = line.replace(/^\t+/, '');
        if (line === delimiter) break;
        lines.push(line);
      }
      command.stdin = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
    }
  }

  private readWord(): Word {
    const word: Word = { text: '', known: true };
    while (this.at < this.text.length) {
      const character = this.text[this.at]!;
      if (character === "'") this.singleQuoted(word);
      else if (character === '"') this.doubleQuoted(word);
      else if (character === '\\') this.escaped(word);
      else if (character === '$' || character === '`') this.expansion(word);
      else if (BREAK.test(character)) break;
      else {
        if (character === '*' || character === '?') word.known = false;
        word.text += character;
        this.at++;
      }
    }
    return word;
  }

  private escaped(word: Word): void {
    const next = this.text[this.at + 1];
    // A backslash before a letter outside quotes is most often a Windows path.
    if (next !== undefined && next !== '\n') word.text += /[A-Za-z0-9.]/.test(next) ? `\\${next}` : next;
    this.at += 2;
  }

  private singleQuoted(word: Word): void {
    const end = this.text.indexOf("'", this.at + 1);
    word.text += this.text.slice(this.at + 1, end < 0 ? this.text.length : end);
    this.at = end < 0 ? this.text.length : end + 1;
  }

  private doubleQuoted(word: Word): void {
    this.at++;
    while (this.at < this.text.length) {
      const character = this.text[this.at]!;
      if (character === '"') {
        this.at++;
        return;
      }
      if (character === '\\') {
        const next = this.text[this.at + 1] ?? '';
        if (next !== '\n') word.text += '$`"\\'.includes(next) ? next : `\\${next}`;
        this.at += 2;
      } else if (character === '$' || character === '`') {
        this.expansion(word);
      } else {
        const end = this.plainRun();
        word.text += this.text.slice(this.at, end);
        this.at = end;
      }
    }
  }

  private plainRun(): number {
    let end = this.at + 1;
    while (end < this.text.length && !'"\\$`'.includes(this.text[end]!)) end++;
    return end;
  }

  private expansion(word: Word): void {
    const { text } = this;
    if (text.startsWith("$'", this.at)) {
      this.at++;
      const raw: Word = { text: '', known: true };
      this.ansiQuoted(raw);
      word.text += raw.text;
    } else if (text.startsWith('$(', this.at) && !this.unclosed) {
      this.at++;
      this.substitution(word, this.parenthesised());
    } else if (text[this.at] === '`' && !this.unclosed) {
      const end = text.indexOf('`', this.at + 1);
      this.unclosed = end < 0;
      this.substitution(word, end < 0 ? undefined : text.slice(this.at + 1, end));
      this.at = end < 0 ? this.at + 1 : end + 1;
    } else {
      this.variable(word);
    }
  }

  private variable(word: Word): void {
    const name = /^(?:\$\{[^}\n]{0,200}\}|\$[A-Za-z_]\w{0,100}|\$[0-9@*#?$!-]|.)/.exec(
      this.text.slice(this.at, this.at + 210),
    );
    const raw = name?.[0] ?? this.text[this.at]!;
    this.at += raw.length;
    if (/^\$\{?HOME\}?$/.test(raw)) word.text += '~';
    else if (/^\$\{?PWD\}?$/.test(raw)) word.text += '.';
    else {
      word.text += raw;
      if (raw.length > 1) word.known = false;
    }
  }

  private ansiQuoted(word: Word): void {
    const start = this.at + 1;
    let end = start;
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === '\\' ? 2 : 1;
    word.text = unescapeText(this.text.slice(start, end));
    this.at = end + 1;
  }

  private substitution(word: Word, inner: string | undefined): void {
    const literal = inner === undefined || this.depth >= MAX_DEPTH ? undefined : this.literalOutput(inner);
    if (literal !== undefined) {
      word.text += literal;
      return;
    }
    word.known = false;
    if (inner !== undefined) this.nested.push(inner);
  }

  /** `$(cat <<'EOF' … EOF)` is how agents pass a long text as one argument: its output is in the command itself. */
  private literalOutput(inner: string): string | undefined {
    if (!/^\s*cat\s+<</.test(inner)) return undefined;
    const { commands } = parseShell(inner, this.depth + 1);
    const only = commands.length === 1 ? commands[0]! : undefined;
    return only?.words.length === 1 ? only.stdin?.replace(/\n+$/, '') : undefined;
  }

  /** The text up to the `)` that closes the `(` here; quotes and here-documents inside may hold any parenthesis. */
  private parenthesised(): string | undefined {
    const end = this.unclosed ? -1 : closingParenthesis(this.text, this.at);
    if (end < 0) {
      this.unclosed = true;
      this.at++;
      return undefined;
    }
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return inner;
  }
}

function fresh(piped: boolean): SimpleCommand {
  return { words: [], redirects: [], piped, pipes: false };
}

function closingParenthesis(text: string, open: number): number {
  let level = 0;
  let delimiter: string | undefined;
  for (let at = open; at < text.length; at++) {
    const character = text[at]!;
    if (character === '(') level++;
    else if (character === ')' && --level === 0) return at;
    else if (character === '\\') at++;
    else if (character === "'") at = skipTo(text, "'", at);
    else if (character === '"') at = skipQuoted(text, at);
    else if (character === '<' && text[at + 1] === '<' && text[at + 2] !== '<') {
      const marker = /^<<-?\s*["']?([^\s"'()<>|;&]{1,64})["']?/.exec(text.slice(at, at + 80));
      delimiter = marker?.[1];
      if (marker) at += marker[0].length - 1;
    } else if (character === '\n' && delimiter !== undefined) {
      at = hereDocumentEnd(text, at, delimiter);
      delimiter = undefined;
    }
  }
  return -1;
}

function skipTo(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at + 1);
  return end < 0 ? text.length : end;
}

function skipQuoted(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

function hereDocumentEnd(text: string, newline: number, delimiter: string): number {
  let start = newline + 1;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (line.trim() === delimiter) return (end < 0 ? text.length : end) - 1;
    if (end < 0) break;
    start = end + 1;
  }
  return text.length;
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  e: '\u001b',
  a: '\u0007',
};

/** Backslash escapes as `$'…'`, `printf` and `echo -e` read them. */
export function unescapeText(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(.)/gs, (whole, character: string) => ESCAPES[character] ?? whole)
    : text;
}
