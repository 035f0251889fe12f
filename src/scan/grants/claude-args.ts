import type { SourceText, Span } from '../repository/position.ts';
import { splitTools, splitWords, type Word } from './words.ts';

/** A tool pattern or value of a flag, with its place. */
export interface ArgValue {
  readonly value: string;
  readonly span: Span;
  /** True when its word was quoted. */
  readonly quoted: boolean;
}

export interface ClaudeArgs {
  readonly allowed: readonly ArgValue[];
  readonly disallowed: readonly ArgValue[];
  /** `--tools`: the only tools that exist; `undefined` when it is not given. */
  readonly tools: readonly ArgValue[] | undefined;
  readonly permissionMode: ArgValue | undefined;
  readonly skipPermissions: ArgValue | undefined;
  readonly settings: ArgValue | undefined;
  readonly mcpConfigs: readonly ArgValue[];
  readonly addDirs: readonly ArgValue[];
  readonly systemPrompts: readonly ArgValue[];
  /** `-p` with a text behind it. */
  readonly prompt: ArgValue | undefined;
  /** Parts that are expressions, so that more flags may stand there. */
  readonly unknown: readonly Span[];
}

const ACCUMULATING: Readonly<Record<string, 'allowed' | 'disallowed' | 'mcp' | 'dirs' | 'tools'>> = {
  allowedtools: 'allowed',
  'allowed-tools': 'allowed',
  disallowedtools: 'disallowed',
  'disallowed-tools': 'disallowed',
  'mcp-config': 'mcp',
  'add-dir': 'dirs',
  tools: 'tools',
};
const WITH_VALUE = new Set([
  'permission-mode',
  'settings',
  'system-prompt',
  'append-system-prompt',
  'model',
  'max-turns',
  'output-format',
  'fallback-model',
  'agents',
  'json-schema',
  'max-budget-usd',
  'resume',
  'session-id',
  'setting-sources',
  'agent',
  'effort',
  'betas',
  'plugin-dir',
  'input-format',
  'permission-prompt-tool',
  'debug-file',
  'system-prompt-file',
  'append-system-prompt-file',
]);

/**
 * `claude_args` as claude-code-action reads it: flags that accumulate take every word up to the next `--`, split at commas,
 * repeats add up; of other flags the last counts.
 */
export function parseClaudeArgs(text: SourceText): ClaudeArgs {
  return readClaudeWords(splitWords(text.value), (word, start, end) => {
    // Offsets inside of a word hold where nothing in it was unquoted.
    const exact = word.end - word.start === word.value.length;
    const shift = exact
      ? word.start
      : word.quoted && word.end - word.start === word.value.length + 2
        ? word.start + 1
        : undefined;
    return shift === undefined ? text.spanOf(word.start, word.end) : text.spanOf(shift + start, shift + end);
  });
}

type SpanOf = (word: Word, start: number, end: number) => Span;

/** The same for words that a shell has split already: a command of a `run:`. */
export function readClaudeWords(words: readonly Word[], spanOf: SpanOf): ClaudeArgs {
  const lists: Record<'allowed' | 'disallowed' | 'mcp' | 'dirs', ArgValue[]> = {
    allowed: [],
    disallowed: [],
    mcp: [],
    dirs: [],
  };
  let tools: ArgValue[] | undefined;
  const single = new Map<string, ArgValue>();
  const systemPrompts: ArgValue[] = [];
  const unknown: Span[] = [];
  let prompt: ArgValue | undefined;
  let skipPermissions: ArgValue | undefined;
  let i = 0;
  while (i < words.length) {
    const word = words[i++]!;
    const flag = /^--([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(word.value);
    if (flag === null) {
      if (word.value.startsWith('${{')) unknown.push(spanOf(word, 0, word.value.length));
      else if (
        (word.value === '-p' || word.value === '--print') &&
        words[i] !== undefined &&
        !words[i]!.value.startsWith('-')
      ) {
        const next = words[i++]!;
        prompt = whole(next, spanOf);
      } else if (prompt === undefined && !word.value.startsWith('-') && word.value !== '') {
        prompt = whole(word, spanOf);
      }
      continue;
    }
    const name = flag[1]!.toLowerCase();
    const inline = flag[2];
    const offset = inline === undefined ? 0 : word.value.length - inline.length;
    const kind = ACCUMULATING[name];
    if (kind !== undefined) {
      const values: ArgValue[] = [];
      const take = (from: Word, text: string, shift: number) => {
        const parts = kind === 'mcp' ? [{ value: text, start: 0, end: text.length }] : splitTools(text, false);
        for (const part of parts) {
          values.push({
            value: part.value,
            span: spanOf(from, shift + part.start, shift + part.end),
            quoted: from.quoted,
          });
        }
      };
      if (inline !== undefined) take(word, inline, offset);
      while (i < words.length && !/^--[A-Za-z]/.test(words[i]!.value)) take(words[i]!, words[i++]!.value, 0);
      if (kind === 'tools') tools = [...(tools ?? []), ...values];
      else lists[kind].push(...joinSplit(values));
    } else if (name === 'dangerously-skip-permissions') {
      skipPermissions = whole(word, spanOf);
    } else if (WITH_VALUE.has(name)) {
      const next = inline === undefined ? words[i] : undefined;
      if (next !== undefined) i++;
      const value = inline ?? next?.value ?? '';
      const at = next ?? word;
      const span = spanOf(at, next === undefined ? offset : 0, at.value.length);
      const found = { value, span, quoted: at.quoted };
      if (name.includes('system-prompt')) systemPrompts.push(found);
      else single.set(name, found);
    }
  }
  return {
    allowed: lists.allowed,
    disallowed: lists.disallowed,
    tools,
    permissionMode: single.get('permission-mode'),
    skipPermissions,
    settings: single.get('settings'),
    mcpConfigs: lists.mcp,
    addDirs: lists.dirs,
    systemPrompts,
    prompt,
    unknown,
  };
}

function whole(word: Word, spanOf: SpanOf): ArgValue {
  return { value: word.value, span: spanOf(word, 0, word.value.length), quoted: word.quoted };
}

/** Puts `Bash(gh pr` and `view:*)` together again: an unquoted pattern with a blank comes as two words. */
function joinSplit(values: readonly ArgValue[]): ArgValue[] {
  const joined: ArgValue[] = [];
  for (const value of values) {
    const last = joined.at(-1);
    if (last?.value.includes('(') && !last.value.includes(')')) {
      const span = { ...last.span, endLine: value.span.endLine, endColumn: value.span.endColumn };
      joined[joined.length - 1] = { ...last, value: `${last.value} ${value.value}`, span };
    } else joined.push(value);
  }
  return joined;
}
