/** A word of a shell-quoted text, with its place. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** True when any part of it was quoted or escaped. */
  readonly quoted: boolean;
}

const MAX_WORDS = 5_000;

/**
 * Splits an arguments input (`claude_args`, `codex-args`) into words as a shell would, without expanding anything. Lines
 * that begin with `#` are comments, as in claude-code-action. A quote that is not closed ends with the text.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  let lineStart = true;
  while (at < text.length && words.length < MAX_WORDS) {
    const letter = text[at]!;
    if (letter === '\n') lineStart = true;
    if (/\s/.test(letter)) {
      at++;
      continue;
    }
    if (letter === '#' && lineStart) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    lineStart = false;
    const word = readWord(text, at);
    if (word.value !== '' || word.quoted) words.push(word);
    at = word.end;
  }
  return words;
}

function readWord(text: string, start: number): Word {
  let value = '';
  let quoted = false;
  let at = start;
  while (at < text.length && !/\s/.test(text[at]!)) {
    const letter = text[at]!;
    if (letter === "'") {
      const close = text.indexOf("'", at + 1);
      const end = close < 0 ? text.length : close;
      value += text.slice(at + 1, end);
      quoted = true;
      at = end + 1;
    } else if (letter === '"') {
      let end = at + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      value += text
        .slice(at + 1, end)
        .replace(/\\(["\\$`\n])/g, (_, escaped: string) => (escaped === '\n' ? '' : escaped));
      quoted = true;
      at = end + 1;
    } else if (letter === '\\') {
      if (text[at + 1] !== '\n') value += text[at + 1] ?? '';
      at += 2;
    } else if (letter === '$' && text.startsWith('${{', at)) {
      // An expression is one piece, whatever blanks it has: GitHub puts its value here before anybody splits.
      const close = text.indexOf('}}', at);
      const end = close < 0 ? text.length : close + 2;
      value += text.slice(at, end);
      at = end;
    } else {
      value += letter;
      at++;
    }
  }
  return { value, start, end: Math.min(at, text.length), quoted };
}

/** Splits a list of tool patterns at commas (and, when asked, at blanks) that stand outside of brackets. */
export function splitTools(text: string, atBlanks: boolean): { value: string; start: number; end: number }[] {
  const tools: { value: string; start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  const finish = (end: number) => {
    const raw = text.slice(start, end);
    const value = raw.trim();
    if (value !== '') {
      const from = start + raw.indexOf(value);
      tools.push({ value, start: from, end: from + value.length });
    }
  };
  for (let at = 0; at < text.length && tools.length < MAX_WORDS; at++) {
    const letter = text[at]!;
    if (letter === '(') depth++;
    else if (letter === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (letter === ',' || letter === '\n' || (atBlanks && /\s/.test(letter)))) {
      finish(at);
      start = at + 1;
    }
  }
  finish(text.length);
  return tools;
}
