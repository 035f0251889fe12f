/** Characters beyond a span's end in which what closes its frame is looked for, at least and as a share of the span. */
const NEAR = 200;
const SHARE = 1;
/** Characters of a span's beginning that may be its host's. */
const MOST_BEFORE = 2000;
/** Characters before a span in which its frame may open. */
const LEAD = 60;

/**
 * A span whose first words stand right behind something that opens (a tag, a comment, three quotation marks, a bracket)
 * reaches to what closes it, when that is near: a wrapper and the signature in it belong to what they wrap. Returns
 * the offsets, which are the given ones where there is no frame.
 */
export function framed(text: string, start: number, end: number): [start: number, end: number] {
  const far = end + NEAR + Math.ceil((end - start) * SHARE);
  const open = opening(text, start) ?? inner(text, start, end);
  if (open === undefined) return [start, end];
  // What closes may be the last thing in the span itself.
  const from = Math.max(start, end - open.close.length);
  const at = text.slice(from, far).toLowerCase().indexOf(open.close);
  return at < 0 ? [start, end] : [open.at, Math.max(end, from + at + open.close.length)];
}

/** A tag that opens in the first half of a span, where what stands before it is the host's own text. */
function inner(text: string, start: number, end: number): { at: number; close: string } | undefined {
  const half = text.slice(start, start + Math.min(MOST_BEFORE, (end - start) >> 1));
  for (const tag of half.matchAll(/<([a-z][\w-]{1,30})(?:\s[^<>]{0,80})?>/gi)) {
    if (PAGE.test(tag[1]!)) continue;
    const close = `</${tag[1]!.toLowerCase()}>`;
    const at = start + tag.index;
    // It has to hold the rest of the span, not only a part of it.
    const closed = text
      .slice(at, end + NEAR)
      .toLowerCase()
      .indexOf(close);
    if (closed >= 0 && at + closed + close.length >= end - close.length) return { at, close };
    return undefined;
  }
  return undefined;
}

function opening(text: string, start: number): { at: number; close: string } | undefined {
  // The name of a tag may be the span's first word, and its attributes in it.
  const tagAt = text.lastIndexOf('<', start);
  if (tagAt >= 0 && start - tagAt <= LEAD) {
    const tag = /^<([a-z][\w-]{0,30})(?:\s[^<>]{0,80})?>(?:\s|\\+[nrt]?)*/i.exec(text.slice(tagAt, start + 140));
    if (tag !== null && tagAt + tag[0].length >= start && !PAGE.test(tag[1]!))
      return { at: tagAt, close: `</${tag[1]!.toLowerCase()}>` };
    if (tag !== null && tagAt + tag[0].length >= start) return undefined;
  }
  const before = text.slice(Math.max(0, start - LEAD), start);
  const mark = /(<!--|\/\*|"""|```|\[\[?|-{4,}|={3,}|\*{3,}|~{3,})[\s*]*$/.exec(before);
  if (mark === null) return undefined;
  return { at: start - mark[0].length, close: CLOSE[mark[1]!] ?? mark[1]! };
}

/** Tags that hold a page or a large part of it. */
const PAGE = /^(?:html|body|main|article|section|head|table|tbody|ul|ol|root|document|results?|response|output)$/i;

const CLOSE: Record<string, string> = { '<!--': '-->', '/*': '*/', '[': ']', '[[': ']]' };
