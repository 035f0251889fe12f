import type { Purpose } from '../../fleet/index.ts';

/** How far around a passage its wording is looked at, in characters. */
const AROUND = 600;

/** Words of somebody who talks about a text instead of following it. */
const ABOUT =
  /\b(suspicious|malicious|injection|injected|poison(?:ed|ing)?|phish\w*|attack\w*|flagg?ed|flagging|report(?:s|ed|ing)? (?:that|this|it|the)|incident|do not (?:follow|obey|run|use|trust|apply)|don't (?:follow|obey|run|use|trust)|must not be followed|should be (?:removed|ignored|reverted|deleted)|(?:is|was|are|were) (?:false|wrong|incorrect|untrue|not true|bogus|outdated)|untrusted|not trustworthy|quot(?:e|es|ed|ing)|verbatim|for the record|review(?:er|ed|ing)?|finding|remov(?:e|ed|ing) (?:the|this)|claim(?:s|ed|ing)?|allegedly|states that|reads:|says:|said:|wrote:|contains? the (?:line|text|sentence|instruction))/i;

/**
 * A passage is quoted when the call looks something up or reports on it, or when it stands in quotation marks, a block
 * quote or a fence and the text around it talks *about* it, or in the block quote of a reply. A mere block quote (mail
 * passed on with "> ") is a copy: its reader gets the text as it was.
 */
export function isQuotation(text: string, start: number, end: number, purpose: Purpose | undefined): boolean {
  if (purpose === 'search') return true;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const about = ABOUT.test(before) || ABOUT.test(after);
  if (purpose === 'reply' && isBlockQuoted(before)) return true;
  if (purpose === 'report') return about || isMarked(before, after);
  return about && isMarked(before, after);
}

function isBlockQuoted(before: string): boolean {
  return /^\s*>/.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** A quotation mark was opened in this paragraph and is closed after the passage. */
function isInQuotes(before: string, after: string): boolean {
  const opened = before.slice(before.lastIndexOf('\n\n') + 1);
  if (/["'‘`]\s*$/.test(opened) && /^[.,;:!?]?\s*["'’`]/.test(after)) return true;
  const straight = opened.split('"').length - 1;
  if (straight % 2 === 1 && after.includes('"')) return true;
  const curly = Math.max(opened.lastIndexOf('“'), opened.lastIndexOf('«'));
  return curly > Math.max(opened.lastIndexOf('”'), opened.lastIndexOf('»')) && /[”»]/.test(after);
}

function isMarked(before: string, after: string): boolean {
  if (isBlockQuoted(before)) return true;
  if (isInQuotes(before, after)) return true;
  return /```[^`]*$/.test(before) && /^[^`]*```/.test(after);
}
