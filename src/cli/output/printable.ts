/** Text of a transcript on a terminal: nothing in it may move the cursor, change colours or reverse the line. */

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Control characters shown as `\xNN` or `\uNNNN`; line breaks and tabs kept. */
export function printable(text: string): string {
  return text.replace(CONTROL, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** One line of at most `width` characters. */
export function oneLine(text: string, width: number): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  return line.length <= width ? line : `${start(line, Math.max(1, width - 1))}…`;
}

/** The same for ids and paths, which differ at both ends: the middle gives way. */
export function middleCut(text: string, width: number): string {
  const line = oneLine(text, Number.POSITIVE_INFINITY);
  if (line.length <= width) return line;
  const tail = Math.floor((width - 1) * 0.4);
  return `${start(line, width - 1 - tail)}…${line.slice(line.length - tail).replace(/^[\udc00-\udfff]/, '')}`;
}

/** Its first characters, and not half of a surrogate pair. */
export function start(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** JSON with the characters escaped that JSON allows and a terminal or a page may act on. */
export function safeJson(value: unknown, indent?: number): string {
  return escapeInQuotes(JSON.stringify(value, null, indent) ?? 'null');
}

/** The same characters in a text all of whose strings stand in double quotes, of JSON or YAML. */
export function escapeInQuotes(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
