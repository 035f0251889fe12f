import type { Alteration } from './alter.ts';
import { makeText, type Shape } from './grammar.ts';
import { Rng } from './rng.ts';

/**
 * A stretch of text that moves as a whole. It is kept as its recipe, so that a fleet of a million texts fits in memory,
 * and rendered when telemetry is written.
 */
export type Passage =
  | { kind: 'made'; stream: string; shape: Shape; chars: number }
  /** `shared`: boilerplate, which many write without having it from each other. `refuses`: its speaker declines. */
  | { kind: 'fixed'; text: string; shared?: true; refuses?: true }
  | { kind: 'quote'; of: Passage }
  /** Its opening words, as a summary takes them over. */
  | { kind: 'gist'; of: Passage }
  | SeedCopy;

export interface SeedCopy {
  kind: 'seed';
  text: string;
  /** The wording without its dress: what a reader would copy on. */
  wording: string;
  /** What this copy's writer did to it; every alteration of the wording that it inherited comes first. */
  alterations: Alteration[];
  quoted: boolean;
  /** Which of several strains it is a copy of; absent where there is one. */
  strain?: number;
}

/** Longest quotation of a quoted text, so that mail threads do not grow without bound. */
const QUOTED_CHARS = 1_200;

const GIST_CHARS = 240;

/** Characters of rendered text that are kept, because files are read many times. */
const KEPT_CHARS = 16_000_000;

/** Turns passages into text. The same passage gives the same text, whatever was rendered before. */
export class Renderer {
  readonly #rng: Rng;
  readonly #kept = new Map<string, string>();
  #keptChars = 0;

  constructor(seed: number) {
    this.#rng = Rng.of(seed, 'text');
  }

  text(passage: Passage): string {
    switch (passage.kind) {
      case 'made':
        return this.#made(passage.stream, passage.shape, passage.chars);
      case 'quote':
        return quote(this.text(passage.of));
      case 'gist':
        return `- ${gist(this.text(passage.of))}`;
      default:
        return passage.text;
    }
  }

  /** Several passages as they stand in one artifact. */
  join(passages: readonly Passage[]): string {
    return passages.map((passage) => this.text(passage)).join('\n\n');
  }

  #made(stream: string, shape: Shape, chars: number): string {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) return kept;
    const text = makeText(this.#rng.stream(stream), shape, chars);
    this.#kept.set(stream, text);
    this.#keptChars += text.length;
    for (const [key, old] of this.#kept) {
      if (this.#keptChars <= KEPT_CHARS) break;
      this.#kept.delete(key);
      this.#keptChars -= old.length;
    }
    return text;
  }
}

/** Words up to the end of the first sentence that makes a line of its own. */
function gist(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.length >= 60) ?? text;
  const end = line.indexOf('. ', 60);
  return (end < 0 ? line : line.slice(0, end + 1)).replace(/^[-#>*/ ]+/, '').slice(0, GIST_CHARS);
}

function quote(text: string): string {
  const end = text.length > QUOTED_CHARS ? text.lastIndexOf(' ', QUOTED_CHARS) : text.length;
  return text
    .slice(0, end)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
