import { unescapeText, type Word } from './parse.ts';
import type { Invocation, Rule } from './script.ts';

/** How a command that prints its file operands takes its arguments. */
interface Reader {
  /** Flags whose value is the next word. */
  values?: string;
  /** Leading operands that are no files (a pattern, a program) unless one of `given` names it as a flag. */
  skip?: number;
  given?: string;
  /** Searches whole directories: its output names the files. */
  searches?: boolean;
}

const SEARCH_VALUES =
  '-e -f -m -A -B -C -g -t -T -d -D --include --exclude --exclude-dir --glob --type --regexp --max-count --context';

const READERS: Record<string, Reader> = {
  ...alike('cat nl tac rev less more view zcat gunzip diff comm type gc column cmp expand', {}),
  ...alike('head tail', { values: '-n -c -s --lines --bytes' }),
  ...alike('bat batcat', { values: '-r -l --line-range --language --style --theme' }),
  ...alike('sort', { values: '-k -t -S -T' }),
  ...alike('cut', { values: '-d -f -c -b' }),
  ...alike('uniq fold fmt pr paste strings xxd od hexdump base64', { values: '-w -f -s -n -l -d -j -N' }),
  ...alike('grep egrep fgrep zgrep', { values: SEARCH_VALUES, skip: 1, given: '-e -f --regexp', searches: true }),
  ...alike('rg ag ack', { values: SEARCH_VALUES, skip: 1, given: '-e -f --regexp --files', searches: true }),
  ...alike('awk gawk mawk', { values: '-F -v -f', skip: 1, given: '-f' }),
  ...alike('jq yq', { values: '-f --from-file --indent', skip: 1, given: '-f --from-file' }),
};

function alike(names: string, reader: Reader): Record<string, Reader> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reader]));
}

/** Words that are no flags and no flag's value; after `--` all of them. */
export function operands(args: Word[], values = ''): Word[] {
  const withValue = new Set(values.split(' '));
  const found: Word[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word.text === '--') return found.concat(args.slice(at + 1));
    if (!word.text.startsWith('-') || word.text === '-') found.push(word);
    else if (withValue.has(word.text)) at++;
  }
  return found.filter((word) => word.text !== '-');
}

/** The value of the first of some flags: `-o out`, `-oout`, `--output=out`. */
export function flagValue(args: Word[], ...flags: string[]): Word | undefined {
  for (let at = 0; at < args.length; at++) {
    const { text, known } = args[at]!;
    for (const flag of flags) {
      if (text === flag) return args[at + 1];
      if (flag.startsWith('--') && text.startsWith(`${flag}=`)) return { text: text.slice(flag.length + 1), known };
      if (!flag.startsWith('--') && flag.length === 2 && text.length > 2 && text.startsWith(flag)) {
        return { text: text.slice(2), known };
      }
    }
  }
  return undefined;
}

function readOperands({ name, args, command, shown, run }: Invocation): undefined {
  const reader = READERS[name]!;
  const given = reader.given?.split(' ').some((flag) => args.some((arg) => arg.text === flag)) ?? false;
  const files = operands(args, reader.values).slice(given ? 0 : (reader.skip ?? 0));
  const recursive =
    name === 'rg' || name === 'ag' || name === 'ack' || args.some((arg) => /^-[a-zA-Z]*[rR]/.test(arg.text));
  const listed = reader.searches === true && (recursive || files.length > 1 || files.some((file) => !file.known));
  if (listed && shown) {
    run.read({ channel: 'codebase', shown, listed });
  } else {
    for (const file of files) if (!file.text.includes('=') || name !== 'awk') run.readFile(file, shown);
  }
  for (const { op, target } of command.redirects) if (op === '<') run.readFile(target, shown);
  if (name === 'sort') {
    const output = flagValue(args, '-o', '--output');
    if (output !== undefined) run.writeFile(output, 'replace');
  }
}

const SUBSTITUTION = /^s(.)((?:\\.|(?!\1).)*)\1((?:\\.|(?!\1).)*)\1[gIip\d]*$/s;

/** What a plain `s/old/new/` replaces; `undefined` where a pattern makes the text unknown. */
function substitution(script: string | undefined): { text: string; removed?: string } | undefined {
  const match = script === undefined || script.length > 100_000 ? null : SUBSTITUTION.exec(script);
  if (match === null) return undefined;
  const text = unescapeText(match[3]!);
  return /[\\.*[\]^$+?(){}|]/.test(match[2]!) ? { text } : { text, removed: match[2]! };
}

const sed: Rule = ({ args, command, shown, run }) => {
  const given = flagValue(args, '-e', '--expression', '-f', '--file');
  const inPlace = args.some(
    (arg) => /^(?:-[a-zA-Z]*i|--in-place)/.test(arg.text) && !arg.text.startsWith('--expression'),
  );
  const words = operands(args, '-e -f --expression --file').filter((word) => word.text !== '');
  const script = given ?? words[0];
  const files = given === undefined ? words.slice(1) : words;
  if (!inPlace) {
    for (const file of files) run.readFile(file, shown);
    for (const { op, target } of command.redirects) if (op === '<') run.readFile(target, shown);
    return undefined;
  }
  const change = substitution(script?.text);
  for (const file of files) run.writeFile(file, change === undefined ? 'touch' : 'edit', change?.text, change?.removed);
  return undefined;
};

const perl: Rule = ({ args, run }) => {
  if (!args.some((arg) => /^-[a-z0]*i/.test(arg.text))) return undefined;
  const script = args.findIndex((arg) => /^-[a-z0]*e$/.test(arg.text));
  const change = substitution(args[script + 1]?.text);
  for (const file of operands(args.slice(script + 2))) {
    run.writeFile(file, change === undefined ? 'touch' : 'edit', change?.text, change?.removed);
  }
  return undefined;
};

const echo: Rule = ({ args }) => {
  let at = 0;
  while (at < args.length && /^-[neE]+$/.test(args[at]!.text)) at++;
  const text = args
    .slice(at)
    .map((arg) => arg.text)
    .join(' ');
  return args.slice(0, at).some((arg) => arg.text.includes('e')) ? unescapeText(text) : text;
};

const printf: Rule = ({ args }) => {
  const [format, ...values] = operands(args);
  if (format === undefined) return undefined;
  let next = 0;
  return unescapeText(format.text).replace(/%[-+ 0#]*\d*(?:\.\d+)?([sdibqfxc%])/g, (_, kind: string) =>
    kind === '%' ? '%' : (values[next++]?.text ?? ''),
  );
};

/** `cat` alone prints what it was given: the text of `cat > f <<EOF` is in the script. */
const cat: Rule = (invocation) => {
  readOperands(invocation);
  return operands(invocation.args).length === 0 ? invocation.input : undefined;
};

const tee: Rule = ({ args, input, run }) => {
  const mode = args.some((arg) => arg.text === '-a' || arg.text === '--append') ? 'append' : 'replace';
  for (const file of operands(args)) run.writeFile(file, mode, input);
  return input;
};

/** A copy moves text that the session may never have seen: its source is read without text, its target written so. */
const copy: Rule = ({ name, args, run }) => {
  const words = operands(args, '-t --target-directory -m -o -g -e --exclude --include');
  const directory = flagValue(args, '-t', '--target-directory');
  const sources = directory === undefined ? words.slice(0, -1) : words;
  const target = directory ?? words.at(-1);
  if (target === undefined || sources.length === 0) return undefined;
  const into =
    directory !== undefined || sources.length > 1 || target.text.endsWith('/') || /^\.{1,2}$/.test(target.text);
  for (const source of sources) {
    if (/^[\w.@-]+:/.test(source.text)) continue;
    run.readFile(source, false);
    if (name === 'mv') run.writeFile(source, 'delete');
    const last = source.text.replace(/\/+$/, '').split('/').at(-1)!;
    const path = into ? `${target.text.replace(/\/+$/, '')}/${last}` : target.text;
    run.writeFile({ text: path, known: target.known && source.known }, 'replace');
  }
  return undefined;
};

const remove: Rule = ({ args, run }) => {
  for (const file of operands(args)) run.writeFile(file, 'delete');
  return undefined;
};

const touch: Rule = ({ args, run }) => {
  for (const file of operands(args, '-d -t -r -s')) run.writeFile(file, 'touch');
  return undefined;
};

const dd: Rule = ({ args, input, run }) => {
  const target = args.find((arg) => arg.text.startsWith('of='));
  if (target !== undefined) run.writeFile({ text: target.text.slice(3), known: target.known }, 'replace', input);
  return undefined;
};

/** PowerShell: `Set-Content -Path f -Value x`, and `x | Out-File f`. */
const setContent: Rule = ({ name, args, input, run }) => {
  const words = operands(args, '-encoding');
  const file = flagValue(args, '-Path', '-FilePath', '-LiteralPath') ?? words[0];
  const value = flagValue(args, '-Value')?.text ?? input ?? words[1]?.text;
  if (file !== undefined) run.writeFile(file, name === 'add-content' ? 'append' : 'replace', value);
  return undefined;
};

const getContent: Rule = ({ args, shown, run }) => {
  const named = flagValue(args, '-Path', '-LiteralPath');
  for (const file of named === undefined ? operands(args, '-totalcount -tail -encoding') : [named])
    run.readFile(file, shown);
  return undefined;
};

/** Rules for commands that read and write files. */
export const FILE_RULES: [string, Rule][] = [
  ...Object.keys(READERS).map((name): [string, Rule] => [name, readOperands]),
  ['cat', cat],
  ['sed', sed],
  ['gsed', sed],
  ['perl', perl],
  ['echo', echo],
  ['printf', printf],
  ['tee', tee],
  ['cp', copy],
  ['mv', copy],
  ['ln', copy],
  ['install', copy],
  ['rsync', copy],
  ['rm', remove],
  ['unlink', remove],
  ['touch', touch],
  ['truncate', touch],
  ['dd', dd],
  ['set-content', setContent],
  ['add-content', setContent],
  ['out-file', setContent],
  ['get-content', getContent],
];
