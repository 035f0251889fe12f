/**
 * The text of a file as a tool printed it with line numbers (`     12→…`, `12\t…`), without them. Text whose first line
 * has no number is returned as it is.
 */
export function withoutLineNumbers(text: string): string {
  return /^\s*\d+(?:→|\t)/.test(text) ? text.replace(/^ *\d+(?:→|\t)/gm, '') : text;
}
