import type { Words } from '../lineage/index.ts';

/** Share of the lines that have to begin so, for it to be how the text was printed and not what it says. */
const MOST_LINES = 0.8;

/** Characters of a path at the longest. */
const MAX_PATH = 512;

const COLON = 0x3a;
const DASH = 0x2d;
const NEWLINE = 0x0a;

/**
 * Takes out the words of what a search prints before each line: `path:`, `path:12:`, `path-12-`, `12:`. The text behind
 * it is the same text. A text of another kind is left as it is, which its first line tells in nearly every case.
 */
export function dropLinePrefixes(text: string, words: Words): void {
  if (words.count < 2 || prefixEnd(text, firstLine(text)) < 0) return;
  const ends: number[] = [];
  let lines = 0;
  for (let from = firstLine(text); from < text.length; ) {
    const to = lineEnd(text, from);
    if (to > from) {
      lines++;
      const end = prefixEnd(text, from);
      if (end >= 0) ends.push(from, end);
    }
    from = to + 1;
  }
  if (lines < 2 || ends.length < lines * 2 * MOST_LINES) return;
  let kept = 0;
  for (let i = 0, next = 0; i < words.count; i++) {
    const start = words.start[i]!;
    while (next < ends.length && ends[next + 1]! <= start) next += 2;
    if (next < ends.length && start >= ends[next]!) continue;
    words.hash[kept] = words.hash[i]!;
    words.start[kept] = start;
    words.end[kept] = words.end[i]!;
    kept++;
  }
  words.count = kept;
}

function firstLine(text: string): number {
  let from = 0;
  while (text.charCodeAt(from) === NEWLINE) from++;
  return from;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Where the prefix of the line at `from` ends; -1 when it has none. */
function prefixEnd(text: string, from: number): number {
  const path = pathEnd(text, from);
  const line = numberEnd(text, path < 0 ? from : path + 1);
  if (line >= 0 && (path >= 0 || text.charCodeAt(line) === COLON)) return line + 1;
  if (path >= 0 && text.charCodeAt(path) === COLON) return path + 1;
  return -1;
}

/** Where a path ends that a colon follows, or a dash and a number; it has a slash or an extension, and no blank. */
function pathEnd(text: string, from: number): number {
  let looksLikePath = false;
  const most = Math.min(text.length, from + MAX_PATH);
  for (let i = from; i < most; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON) {
      // `https://`, and a clock
      return looksLikePath && text.charCodeAt(i + 1) !== 0x2f ? i : -1;
    }
    if (code === DASH && looksLikePath && numberEnd(text, i + 1) >= 0) return i;
    if (code === 0x2f || (code === 0x2e && i > from)) looksLikePath = true;
    else if (code <= 0x20 || code === 0x22 || code === 0x28 || code === 0x7b) return -1;
  }
  return -1;
}

/** Where the digits at `from` end that a colon or a dash follows, and behind it no digit (that is a time or a date). */
function numberEnd(text: string, from: number): number {
  let i = from;
  while (i < from + 9 && text.charCodeAt(i) >= 0x30 && text.charCodeAt(i) <= 0x39) i++;
  const code = text.charCodeAt(i);
  if (i === from || (code !== COLON && code !== DASH)) return -1;
  const behind = text.charCodeAt(i + 1);
  return behind >= 0x30 && behind <= 0x39 ? -1 : i;
}
