import type { Words } from '../../../lineage/index.ts';

/** Words of the longest unit: a sentence that goes on is cut here. */
export const MAX_WORDS = 40;

/** What stands around a unit, as bits. */
export const SHAPE = {
  /** It begins a line. */
  line: 1,
  /** A bullet or a number stands before it. */
  item: 2,
  /** `key: …` or `"key": …`, as records have. */
  field: 4,
  /** In a block quote or in quotation marks. */
  quoted: 8,
  /** A tag, a rule of dashes, a bracketed or a hashed heading stands before it. */
  frame: 16,
  /** Inside an HTML comment. */
  comment: 32,
  /** Inside a code fence. */
  code: 64,
  /** It ends with an exclamation mark. */
  loud: 128,
  /** It begins after an empty line. */
  paragraph: 256,
  /** It ends with a colon. */
  leads: 512,
  /** It is cut off: the text ends without the end of a sentence. */
  open: 1024,
} as const;

const NEWLINE = 0x0a;

/** The sentences and lines of a text, in the order they stand in; reused from text to text. */
export class Units {
  /** Offsets in the text, end exclusive, and in the words. */
  start = new Uint32Array(256);
  end = new Uint32Array(256);
  from = new Uint32Array(256);
  to = new Uint32Array(256);
  shape = new Uint16Array(256);
  count = 0;

  /** Linear in the text: every character between two words is looked at once. */
  set(text: string, words: Words): this {
    this.count = 0;
    let comment = false;
    let code = false;
    let from = 0;
    let shape = SHAPE.line | SHAPE.paragraph;
    let previousEnd = 0;
    for (let i = 0; i <= words.count; i++) {
      const gapEnd = i < words.count ? words.start[i]! : text.length;
      const gap = gapOf(text, previousEnd, gapEnd, i === words.count, i - from);
      const cut = i > from && (gap.breaks || i - from >= MAX_WORDS || i === words.count);
      if (cut) {
        const lead = gap.leads ? SHAPE.leads : 0;
        const open = i === words.count && !gap.ends ? SHAPE.open : 0;
        this.push(words, from, i, shape | lead | open | (gap.loud ? SHAPE.loud : 0));
        from = i;
      }
      if (gap.opensComment) comment = true;
      if (gap.closesComment) comment = false;
      if (gap.fences) code = !code;
      if (cut || i === from) shape = gap.shape | (comment ? SHAPE.comment : 0) | (code ? SHAPE.code : 0);
      if (i < words.count) previousEnd = words.end[i]!;
    }
    return this;
  }

  private push(words: Words, from: number, to: number, shape: number): void {
    const n = this.count;
    if (n === this.start.length) this.grow();
    this.start[n] = words.start[from]!;
    this.end[n] = words.end[to - 1]!;
    this.from[n] = from;
    this.to[n] = to;
    this.shape[n] = shape;
    this.count = n + 1;
  }

  private grow(): void {
    const size = this.start.length * 2;
    for (const key of ['start', 'end', 'from', 'to'] as const) {
      const larger = new Uint32Array(size);
      larger.set(this[key]);
      this[key] = larger;
    }
    const larger = new Uint16Array(size);
    larger.set(this.shape);
    this.shape = larger;
  }
}

/** What stands between two words; one object is reused. */
const found = {
  breaks: false,
  ends: false,
  loud: false,
  leads: false,
  fences: false,
  opensComment: false,
  closesComment: false,
  shape: 0,
};

function gapOf(text: string, start: number, end: number, last: boolean, wordsBefore: number): typeof found {
  found.breaks = found.ends = found.loud = found.leads = found.fences = false;
  found.opensComment = found.closesComment = false;
  found.shape = 0;
  let newlines = 0;
  let run = 0;
  let previous = 0;
  for (let i = start; i < end; i++) {
    let code = text.charCodeAt(i);
    if (code === 0x5c && i + 1 < end && text.charCodeAt(i + 1) === 0x6e) {
      code = NEWLINE; // a line end inside a JSON string
      i++;
    }
    run = code === previous ? run + 1 : 1;
    switch (code) {
      case NEWLINE:
        newlines++;
        found.shape |= SHAPE.line;
        break;
      case 0x2e: // . at the end of a word and before white space
        if (i + 1 >= end ? last : !isWordLike(text.charCodeAt(i + 1))) found.breaks = found.ends = true;
        break;
      case 0x21:
      case 0xff01:
        found.loud = found.breaks = found.ends = true;
        break;
      case 0x3f:
      case 0xff1f:
      case 0x3002:
      case 0xff0e:
      case 0x3b:
        found.breaks = found.ends = true;
        break;
      case 0x3a: // :
        found.leads = true;
        if (wordsBefore <= 3) found.shape |= SHAPE.field;
        break;
      case 0x3c: // <
        found.breaks = true;
        found.shape |= SHAPE.frame;
        if (text.startsWith('<!--', i)) found.opensComment = true;
        break;
      case 0x3e: // >
        if (newlines > 0) found.shape |= SHAPE.quoted;
        else {
          found.breaks = true;
          found.shape |= SHAPE.frame;
        }
        if (i >= 2 && text.startsWith('--', i - 2)) found.closesComment = true;
        break;
      case 0x22:
      case 0x201c:
      case 0xab:
        found.shape |= SHAPE.quoted;
        break;
      case 0x5b: // [ # = - *
      case 0x23:
        if (newlines > 0 || start === 0) found.shape |= SHAPE.frame;
        break;
      case 0x3d:
      case 0x2d:
      case 0x2a:
        if (run >= 3) {
          found.shape |= SHAPE.frame;
          found.breaks = true;
        } else if (newlines > 0) found.shape |= SHAPE.item;
        break;
      case 0x60:
        if (run === 3) found.fences = found.breaks = true;
        break;
      case 0x7b: // { }
      case 0x7d:
        found.breaks = true;
        break;
    }
    previous = code;
  }
  const plain = found.shape === SHAPE.line || hasGutter(text, start, end);
  if (newlines === 1 && !found.breaks && plain && isWrapped(text, start, end)) found.shape = 0;
  else if (newlines > 0) found.breaks = true;
  if (newlines >= 2 || start === 0) found.shape |= SHAPE.paragraph;
  return found;
}

/** Characters of the shortest line that is taken for one of a wrapped paragraph. */
const LONG_LINE = 48;

/** The next line begins with the mark of a block quote or of a comment's line, as the one before may. */
function hasGutter(text: string, start: number, end: number): boolean {
  return end - start < 20 && /^[^\n]*\n(?:[ \t]*>[> ]*| +\* +)[`"'(]?$/.test(text.slice(start, end));
}

/** The line before is long, and the next one goes on in lower case and is no `key:`. */
function isWrapped(text: string, start: number, end: number): boolean {
  const next = text.slice(end, end + 26);
  if (start < LONG_LINE || !/^\p{Ll}/u.test(next) || /^[\w-]{1,24}:/.test(next)) return false;
  return !text.slice(start - LONG_LINE, start).includes('\n');
}

function isWordLike(code: number): boolean {
  return (
    code > 0x2f && code !== 0x3a && code !== 0x3c && code !== 0x3e && code !== 0x5c && code !== 0x5d && code !== 0x60
  );
}
