/**
 * How deep YAML may nest before a parser sees it. The limits are far above any real file and far below what exhausts the
 * stack: there, V8 cannot compile the parser's patterns any more and ends the whole process, which no `catch` sees.
 */
const MAX_BRACKETS = 300;
const MAX_INDENTS = 200;
const COMPACT = /^[ \t]*(?:[-?:][ \t]+){50}/;

/**
 * The line (from 1) at which a text nests too deeply, by brackets, by indentation or by indicators on one line (`- - - x`);
 * `undefined` when it never does. An upper bound: brackets inside of texts count too.
 */
export function tooDeep(text: string): number | undefined {
  const indents: number[] = [];
  let brackets = 0;
  let number = 0;
  for (let at = 0; at <= text.length; ) {
    number++;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    let start = at;
    while (start < end && text.charCodeAt(start) === 0x20) start++;
    if (start < end) {
      const indent = start - at;
      while (indents.length > 0 && indents[indents.length - 1]! >= indent) indents.pop();
      indents.push(indent);
    }
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x7b || code === 0x5b) brackets++;
      else if ((code === 0x7d || code === 0x5d) && brackets > 0) brackets--;
    }
    if (brackets > MAX_BRACKETS || indents.length > MAX_INDENTS || isCompact(text, at, end)) return number;
    at = end + 1;
  }
  return undefined;
}

function isCompact(text: string, start: number, end: number): boolean {
  return end - start > 100 && COMPACT.test(text.slice(start, end));
}
