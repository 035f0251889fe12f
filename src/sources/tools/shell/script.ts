import type { ArtifactRef, Channel } from '../../../fleet/index.ts';
import type { DraftWrite, ToolPlace } from '../contract.ts';
import { fileArtifact, normalisePath } from '../place.ts';
import { parseShell, type SimpleCommand, type Word } from './parse.ts';

/** Something that a script reads. `shown`: its text is in what the script printed, so it entered the context. */
export interface Source {
  channel: Channel;
  artifact?: ArtifactRef;
  shown: boolean;
  /** The output names the files itself (`path:line:text`): a search over a directory. */
  listed?: boolean;
}

/** One command as its rule sees it. */
export interface Invocation {
  name: string;
  args: Word[];
  command: SimpleCommand;
  /** Literal text on its standard input, where the script holds it. */
  input?: string;
  /** Its output, as far as it is text, reaches the context. */
  shown: boolean;
  run: Run;
}

/** What a rule may tell: the literal text that the command prints. */
export type Rule = (invocation: Invocation) => string | undefined;

/** What a script was found to do, while it is gone through. */
export class Run {
  readonly reads: Source[] = [];
  readonly writes: DraftWrite[] = [];
  /** Those of the writes whose artifact is named by the answer alone. */
  readonly opened: DraftWrite[] = [];
  readonly place: ToolPlace;
  /** Directory of the script after `cd`; `undefined` while it stands where the session does. */
  directory: string | undefined;

  constructor(place: ToolPlace) {
    this.place = place;
  }

  file(word: Word): ArtifactRef | undefined {
    if (!word.known) return undefined;
    const path = this.directory === undefined ? word.text : normalisePath(word.text, this.directory);
    return fileArtifact(path, this.place);
  }

  readFile(word: Word, shown: boolean, listed = false): void {
    const artifact = this.file(word);
    this.read({ channel: artifact?.channel ?? 'codebase', artifact, shown, listed });
  }

  read(source: Source): void {
    if (this.reads.length < MAX_EFFECTS) this.reads.push(source);
  }

  writeFile(word: Word, mode: DraftWrite['mode'], text?: string, removed?: string): void {
    if (IGNORED_TARGETS.test(word.text)) return;
    const artifact = this.file(word);
    this.write({ channel: artifact?.channel ?? 'codebase', artifact, how: 'inferred', mode, text, removed });
  }

  write(write: DraftWrite): void {
    if (this.writes.length >= MAX_EFFECTS) return;
    for (const name of ['artifact', 'text', 'removed'] as const) if (write[name] === undefined) delete write[name];
    this.writes.push(write);
  }

  /** `cd`: later paths are relative to there. */
  enter(word: Word | undefined): void {
    if (word?.known !== true) return;
    this.directory = normalisePath(word.text, this.directory ?? this.place.cwd);
  }
}

const MAX_EFFECTS = 200;
const MAX_DEPTH = 4;
const IGNORED_TARGETS = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|NUL|\$null)$/i;

/** Commands that run the command after them; the number of operands of their own that stand before it. */
const WRAPPERS = new Map([
  ...['sudo', 'nohup', 'command', 'exec', 'builtin', 'env', 'nice', 'stdbuf', 'doas', 'caffeinate', 'busybox'].map(
    (name): [string, number] => [name, 0],
  ),
  ['timeout', 1],
  ['gtimeout', 1],
]);

const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'fish']);

/** Commands that hand text on, so that what a source printed is still in the output after them. */
const FILTERS = new Set(
  `cat head tail less more grep egrep fgrep rg sed awk gawk sort uniq cut tr jq yq column tee nl tac fold fmt rev xargs
   strings select-string bat pr paste iconv base64`.split(/\s+/),
);

/** Goes through a script and collects what it reads and writes, by the rules of its commands. */
export function runScript(script: string, run: Run, rules: ReadonlyMap<string, Rule>, depth = 0): void {
  const { commands, nested } = parseShell(script, depth);
  let printed: string | undefined;
  for (let index = 0; index < commands.length; index++) {
    const command = commands[index]!;
    const input = command.stdin ?? (command.piped ? printed : undefined);
    printed = runCommand(command, input, reachesContext(commands, index), run, rules, depth);
  }
  if (depth < MAX_DEPTH) {
    for (const inner of nested) {
      const silent = new Run(run.place);
      silent.directory = run.directory;
      runScript(inner, silent, rules, depth + 1);
      for (const source of silent.reads) run.read({ ...source, shown: false });
      for (const write of silent.writes) run.write(write);
      run.opened.push(...silent.opened);
    }
  }
}

function reachesContext(commands: SimpleCommand[], index: number): boolean {
  for (let at = index; ; at++) {
    const command = commands[at]!;
    if (command.redirects.some(({ op, fd }) => op !== '<' && fd === 1)) return false;
    const next = commands[at + 1];
    if (!command.pipes || next === undefined) return true;
    if (!FILTERS.has(baseName(next.words[0]?.text ?? ''))) return false;
  }
}

function runCommand(
  command: SimpleCommand,
  input: string | undefined,
  shown: boolean,
  run: Run,
  rules: ReadonlyMap<string, Rule>,
  depth: number,
): string | undefined {
  const words = unwrap(command.words);
  const name = baseName(words[0]?.text ?? '');
  const args = words.slice(1);
  const invocation: Invocation = { name, args, command, shown, run };
  if (input !== undefined) invocation.input = input;
  if (name === 'cd' || name === 'pushd') run.enter(args[0]);
  const inner = SHELLS.has(name)
    ? inlineScript(args)
    : name === 'eval'
      ? args.map((arg) => arg.text).join(' ')
      : undefined;
  if (inner !== undefined && depth < MAX_DEPTH) runScript(inner, run, rules, depth + 1);
  const printed = rules.get(name)?.(invocation);
  const outputs = command.redirects.filter(({ op, fd }) => op !== '<' && (fd === 1 || name === ''));
  for (const { op, target } of outputs) run.writeFile(target, op === '>>' ? 'append' : 'replace', printed);
  return printed;
}

function unwrap(words: Word[]): Word[] {
  let at = 0;
  for (let steps = 0; steps < 20 && at < words.length; steps++) {
    const text = words[at]!.text;
    if (/^[A-Za-z_]\w*\+?=/.test(text)) at++;
    else if (text === 'xargs') return words.slice(at);
    else {
      const own = WRAPPERS.get(baseName(text));
      if (own === undefined) break;
      at++;
      while (at < words.length && words[at]!.text.startsWith('-')) at++;
      at += own;
    }
  }
  return words.slice(at);
}

/** The script of `bash -c script`, `sh -lc script`. */
function inlineScript(args: Word[]): string | undefined {
  const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg.text));
  return flag < 0 ? undefined : args[flag + 1]?.text;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
