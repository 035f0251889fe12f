import type { Chooser } from './choose.ts';
import { benignText, HOSTS, type Mood } from './hosts.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages/index.ts';
import { payload } from './payload.ts';

/** A made document with the truth about it. */
export interface Example {
  text: string;
  /** Payload spans: offsets, end exclusive. */
  spans: [start: number, end: number][];
  host: string;
  language: string;
  /** The text was hidden in another one and is given as decoded. */
  encoded: boolean;
}

const MOODS: readonly Mood[] = ['prose', 'prose', 'asks', 'rules', 'mixed'];
/** Of texts that ask nobody for anything. */
export const PLAIN: readonly Mood[] = ['prose'];

/** Stands for the payload until the document is made. */
const MARK = '\u{e000}';

/** A document of any host and language, with a payload in it or none. */
export function example(c: Chooser, attacked: boolean, moods: readonly Mood[] = MOODS): Example {
  const language = c.chance(0.6) ? LANGUAGES[0]! : c.any(LANGUAGES);
  const host = c.any(Object.keys(HOSTS));
  // A payload may be in another language than its host.
  const around = c.chance(0.8) ? language : LANGUAGES[0]!;
  const encoded = c.chance(0.04);
  if (!attacked) {
    const text = c.chance(0.08) ? quoting(c, language) : HOSTS[host]!(c, () => free(c, language, moods));
    return { text, spans: [], host, language: language.code, encoded };
  }
  const plain = payload(c, language).text;
  const made = host === 'json' && !encoded ? JSON.stringify(plain).slice(1, -1) : plain;
  if (encoded) return { text: made, spans: [[0, made.length]], host, language: language.code, encoded };
  let placed = false;
  const bodies = 1 + c.int(4);
  let body = 0;
  let text = HOSTS[host]!(c, () => {
    const own = free(c, around, moods);
    if (placed || body++ % bodies !== 0) return own;
    placed = true;
    return placedIn(c, own);
  });
  if (!placed) text += `\n${MARK}`;
  return { ...put(text, made), host, language: language.code, encoded };
}

function free(c: Chooser, language: Language, moods: readonly Mood[]): string {
  return benignText(c, language, c.any(moods));
}

/** Instead of a field's own text, before it, behind it, or in the middle. */
function placedIn(c: Chooser, own: string): string {
  const gap = c.any([' ', ' ', '\n', '\n\n']);
  switch (c.int(4)) {
    case 0:
      return MARK;
    case 1:
      return `${MARK}${gap}${own}`;
    case 2: {
      const at = own.indexOf('. ');
      if (at > 0) return `${own.slice(0, at + 1)}${gap}${MARK}${gap}${own.slice(at + 2)}`;
      return `${own}${gap}${MARK}`;
    }
    default:
      return `${own}${gap}${MARK}`;
  }
}

function put(text: string, made: string): Pick<Example, 'text' | 'spans'> {
  const at = text.indexOf(MARK);
  if (at < 0) return { text: `${text}\n${made}`, spans: [[text.length + 1, text.length + 1 + made.length]] };
  return { text: text.slice(0, at) + made + text.slice(at + MARK.length), spans: [[at, at + made.length]] };
}

/** A report about an attack, which quotes it: no payload. */
function quoting(c: Chooser, language: Language): string {
  const quoted = payload(c, language).text.replaceAll('\n', ' ');
  const about = c.pick(language.about).replace('{payload}', () => quoted);
  return [benignText(c, language, 'prose', 3), about, benignText(c, language, 'prose', 3)].join(c.any([' ', '\n\n']));
}
