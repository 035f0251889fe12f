import type { Purpose } from '../../fleet/index.ts';
import { isForbidden, isIntroduced, speaksAbout } from './talk.ts';

/** How far around a passage its wording is looked at, in characters. */
const AROUND = 300;

/** A passage that carries something of a seed, and what it stands in. */
export interface Carried {
  text: string;
  /** Where the passage stands in it. */
  start: number;
  end: number;
  /** What the call is for, where the tool says so. */
  purpose: Purpose | undefined;
  /** The text is the arguments of a call. */
  isCall: boolean;
  /** The seed's own text, as `plainly` gives it: what it says about itself is no talk about it. */
  seed: string;
}

/**
 * Whether a passage is carried in order to speak about it, to look it up or to take it out, and not to pass it on.
 *
 * Two signs must agree: words around it that talk *about* it, and that it is marked off: in quotation marks, a block quote,
 * a fence, or by a call that as a whole is a report. Talk alone may be part of what is passed on; marks alone are on every
 * string. Three signs need no second: the call is a search, the sentence forbids what the passage says ("never run …"),
 * and the block quote of a reply. A mere block quote (mail passed on with "> ") is a copy: its reader gets the text as it
 * was.
 */
export function isQuotation(carried: Carried): boolean {
  const { text, start, end, purpose, seed } = carried;
  if (purpose === 'search' || (carried.isCall && isLookedUp(text, start, end))) return true;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  if (isForbidden(before, seed) || isIntroduced(before, seed)) return true;
  if (purpose === 'reply' && isBlockQuoted(before)) return true;
  if (purpose !== 'report' && !isMarked(before, after)) return false;
  return speaksAbout(before, seed) || speaksAbout(after, seed);
}

/** The passage is what a shell command looks for, or what an editing command takes out. */
function isLookedUp(text: string, start: number, end: number): boolean {
  const line = text.slice(Math.max(0, start - AROUND), start);
  const command = line
    .slice(lastBreak(line))
    .trimStart()
    .replace(/^(?:(?:sudo|xargs|command)\s+(?:-\S+\s+)*)+/, '');
  if (/^(?:(?:git\s+)?[ef]?grep|git\s+(?:log|blame)|rg|ag|ack)\s/.test(command)) return true;
  if (!/^(?:sed|perl|awk|gawk)\s/.test(command)) return false;
  const script = command.slice(
    Math.max(command.lastIndexOf("'"), command.lastIndexOf('"'), command.lastIndexOf(' ')) + 1,
  );
  // The first half of `s/…/…/`.
  if (/(?:^|[;{])s([/|#,!])[^/|#,!]*$/.test(script)) return true;
  const rest = text.slice(end, end + AROUND);
  return (
    /(?:^|[;{!~])\/[^/]*$/.test(script) && (/^[^/\n]{0,100}\/[^a-z\n]{0,3}d/i.test(rest) || !command.startsWith('sed'))
  );
}

/** Where the command begins of which this is the start. */
function lastBreak(line: string): number {
  return Math.max(
    ...['\n', ';', ' | ', ' && ', ' || '].map((mark) => {
      const at = line.lastIndexOf(mark);
      return at < 0 ? 0 : at + mark.length;
    }),
  );
}

function isMarked(before: string, after: string): boolean {
  if (isBlockQuoted(before)) return true;
  if (isInQuotes(before, after)) return true;
  return /```[^`]*$/.test(before) && /^[^`]*```/.test(after);
}

function isBlockQuoted(before: string): boolean {
  return /^\s*>/.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** A quotation mark was opened in this paragraph and is closed after the passage, and it is not that of a string of data. */
function isInQuotes(before: string, after: string): boolean {
  const opened = before.slice(before.lastIndexOf('\n\n') + 1);
  if (/["'‘`]\s*$/.test(opened) && /^[.,;:!?]?\s*\\?["'’`]/.test(after)) return !isData(opened);
  const straight = opened.split('"').length - 1;
  if (straight % 2 === 1 && after.includes('"')) return !isData(opened.slice(0, opened.lastIndexOf('"') + 1));
  const curly = Math.max(opened.lastIndexOf('“'), opened.lastIndexOf('«'));
  return curly > Math.max(opened.lastIndexOf('”'), opened.lastIndexOf('»')) && /[”»]/.test(after);
}

/** The mark at the end opens a string of JSON, YAML or code: every text stands in such a one. */
function isData(opened: string): boolean {
  const mark = opened.trimEnd();
  return (
    /["'`]\s*:\s*\\?["'`]$/.test(mark) ||
    /[[{(=]\s*\\?["'`]$/.test(mark) ||
    /(?:^|\n)[ \t-]*[\w.-]+:\s*["'`]$/.test(mark)
  );
}
