/** A run of text: as it is, or the name of a character that a reader would not see or that would deceive them. */
export interface Piece {
  text: string;
  escape: boolean;
}

// Control characters other than tab and newline, zero-width and bidirectional controls, line separators, tag characters,
// and surrogates without their partner.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** Splits text so that what cannot be seen can be shown as a visible escape (`\x1b`, `\u202e`). */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > from) out.push({ text: text.slice(from, match.index), escape: false });
    out.push({ text: escapeName(match[0]), escape: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push({ text: text.slice(from), escape: false });
  return out;
}

/** The same as one string, for attributes, titles and pictures. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escapeName);
}

/** A name (an id, a path, an agent) on one line: line breaks and tabs are written out as well. */
export function visibleName(name: string): string {
  return visible(name).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** The same for a tooltip, which a long name would make larger than the page. */
export function titleOf(name: string): string {
  return shorten(visibleName(name), 300);
}

function escapeName(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** Shortens in the middle, where ids and paths differ least. `length` counts UTF-16 units. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) * 0.55);
  const [start, end] = [text.slice(0, head), text.slice(text.length - (length - 1 - head))];
  // Half a surrogate pair is no character.
  return `${start.replace(/[\ud800-\udbff]$/, '')}…${end.replace(/^[\udc00-\udfff]/, '')}`;
}
