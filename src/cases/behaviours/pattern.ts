import { RE2JS } from 're2js';
import { CordonError } from '../../fleet/index.ts';

/** Characters of a text that a pattern looks at: the first and the last of a longer one. */
const HEAD = 48 * 1024;
const TAIL = 16 * 1024;

const RE2_HINT = 'Patterns are RE2: no back-references and no lookaround; escape . ( ) [ ] * + ? { } | ^ $ and \\.';

/** Why a text is no pattern, and what one is; `undefined` when it is one. */
export function patternProblem(source: string): { message: string; hint: string } | undefined {
  try {
    RE2JS.compile(source);
    return undefined;
  } catch (error) {
    return { message: (error as Error).message, hint: RE2_HINT };
  }
}

/**
 * A user's pattern. RE2 semantics: its time grows with the length of the text whatever the pattern is, so that neither
 * a careless pattern nor a hostile text can stall a trace.
 */
export class TextPattern {
  private readonly compiled: RE2JS;

  /**
   * @param where names the pattern in an error: `behaviours[2].suspected.say.text`
   * @throws CordonError `bad-config` when it is no RE2 pattern
   */
  constructor(source: string, where: string) {
    try {
      this.compiled = RE2JS.compile(source);
    } catch (error) {
      throw new CordonError('bad-config', `${where}: ${(error as Error).message}`, { hint: RE2_HINT, cause: error });
    }
  }

  /** Whether all of the text is a match. */
  isWhole(text: string): boolean {
    return text.length <= HEAD && this.compiled.testExact(text);
  }

  /** Where the first match stands, in characters; `undefined` when there is none in the parts that are looked at. */
  find(text: string): { start: number; end: number } | undefined {
    if (text.length <= HEAD + TAIL) return this.search(text, 0);
    return this.search(text.slice(0, HEAD), 0) ?? this.search(text.slice(-TAIL), text.length - TAIL);
  }

  private search(text: string, from: number): { start: number; end: number } | undefined {
    // `test` runs on the automaton alone; where a match stands costs more and is asked only when there is one.
    if (!this.compiled.test(text)) return undefined;
    const matcher = this.compiled.matcher(text);
    return matcher.find() ? { start: from + Number(matcher.start()), end: from + Number(matcher.end()) } : undefined;
  }
}

/** Globs over the keys of artifacts, as one pattern: `**` for anything, `*` for anything but `/`, `{a,b}` for either. */
export function globPattern(globs: string | readonly string[], where: string): TextPattern {
  const parts = (typeof globs === 'string' ? [globs] : globs).map(globToPattern);
  return new TextPattern(`(?is:${parts.join('|')})`, where);
}

// Two stars and a slash also stand for no folder at all, so that they name the file at the root too.
function globToPattern(glob: string): string {
  let out = '';
  let depth = 0;
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i]!;
    if (glob.startsWith('**/', i)) {
      out += '(?:.*/)?';
      i += 2;
    } else if (glob.startsWith('**', i)) {
      out += '.*';
      i += 1;
    } else if (c === '*') out += '[^/]*';
    else if (c === '?') out += '[^/]';
    else if (c === '{') {
      depth++;
      out += '(?:';
    } else if (c === '}' && depth > 0) {
      depth--;
      out += ')';
    } else if (c === ',' && depth > 0) out += '|';
    else out += RE2JS.quote(c);
  }
  return out + ')'.repeat(depth);
}
