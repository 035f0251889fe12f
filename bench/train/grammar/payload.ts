import type { Chooser } from './choose.ts';
import { demand, hushing, opening, ordering } from './compose.ts';
import { composer } from './compose-other.ts';
import { DISGUISES, type Language } from './language.ts';
import { fill, word } from './values.ts';
import { voice } from './voices.ts';

/** A payload as it is written into a document. */
export interface Payload {
  text: string;
  language: string;
}

/** Share of payloads that are spoken in one of `voices.ts`. */
const VOICED = 0.4;

/**
 * goal × phrasing × order × disguise × frame: one to three goals, and around them what makes a reader obey. Nothing but a
 * goal has to be there.
 */
export function payload(c: Chooser, language: Language): Payload {
  const known: Record<string, string> = {};
  const made = language.code === 'en' ? { demand, opening, ordering, hushing } : composer(language.code);
  const composed = made !== undefined && c.chance(0.65);
  const say = (list: readonly string[], compose?: (c: Chooser) => string) =>
    fill(c, composed && compose !== undefined ? compose(c) : c.pick(list), known);
  const spoken = c.chance(VOICED) ? voice(c, language.code) : undefined;
  const goals: string[] = [];
  for (let i = c.chance(0.65) ? 1 : 2 + c.int(2); i > 0; i--) goals.push(say(language.goals, made?.demand));
  if (spoken !== undefined) {
    const behind = c.chance(0.25) ? say(language.secrecy, made?.hushing) : '';
    const whole = [fill(c, spoken.before, known), ...numbered(c, goals), fill(c, spoken.after, known), behind];
    const text = whole.filter((part) => part !== '').join(c.any([' ', ' ', ' ', '\n', '\n\n']));
    return { text: framed(c, text), language: language.code };
  }
  const parts: string[] = [];
  // A bare request could stand in any letter; what tells it apart is what stands around it.
  const opens = c.chance(0.9);
  if (opens) parts.push(say(language.opens[c.any(DISGUISES)], made?.opening));
  if (opens && c.chance(0.15)) parts.push(say(language.opens[c.any(DISGUISES)], made?.opening));
  const order = c.chance(0.45) ? say(language.orders, made?.ordering) : undefined;
  if (order !== undefined && c.chance(0.5)) parts.push(order);
  parts.push(...numbered(c, goals));
  if (order !== undefined && parts[parts.length - 1] !== order && !parts.includes(order)) parts.push(order);
  const rest = [
    ...(c.chance(0.35) ? [say(language.reasons)] : []),
    ...(c.chance(0.35) ? [say(language.secrecy, made?.hushing)] : []),
    ...(c.chance(0.3) ? [say(language.closes)] : []),
  ];
  if (c.chance(0.25) && rest.length > 0) parts.splice(opens ? 1 : 0, 0, rest.shift()!);
  parts.push(...rest);
  return { text: framed(c, parts.join(c.any([' ', ' ', ' ', '\n', '\n\n']))), language: language.code };
}

function numbered(c: Chooser, goals: string[]): string[] {
  if (goals.length < 2 || c.chance(0.6)) return goals;
  return goals.map((goal, i) => `${c.chance(0.5) ? `${i + 1}.` : '-'} ${goal}`);
}

/** What may stand around a payload. */
function framed(c: Chooser, text: string): string {
  const tag = c.any([word(c), 'system', 'note', 'context', 'hidden', 'admin', 'data', 'div', 'task', 'p', 'aside']);
  const frames: ((inner: string) => string)[] = [
    (inner) => `<${tag}>\n${inner}\n</${tag}>`,
    (inner) => `<${tag.toUpperCase()}>${inner}</${tag.toUpperCase()}>`,
    (inner) => `<!-- ${inner} -->`,
    (inner) => `----\n${inner}\n----`,
    (inner) => `=== ${inner} ===`,
    (inner) => `[${inner}]`,
    (inner) => `**${inner}**`,
    (inner) => `(${inner})`,
    (inner) => `# ${word(c)}\n${inner}`,
    (inner) => `"""\n${inner}\n"""`,
    (inner) => `// ${inner.replaceAll('\n', '\n// ')}`,
    (inner) => inner.toUpperCase(),
  ];
  return c.chance(0.4) ? c.any(frames)(text) : text;
}
