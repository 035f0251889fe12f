import { Rng } from '../../../src/lab/rng.ts';
import type { DojoRun, Message } from './data.ts';
import { FRAMES, GOALS } from './wordings.ts';
import { FRESH_FRAMES, FRESH_GOALS } from './wordings-fresh.ts';

/** An attacked run told in other words, and the payload that is in it now. */
export interface Reworded {
  run: DojoRun;
  payload: string;
  language: string;
}

/** Which set of judged wordings: the first, or the one written later and looked at once. */
export type Wordings = 'first' | 'fresh';

/** The payload as it stands in a tool's answer, escaped in whatever way the answer is. */
export const ORIGINAL = /<INFORMATION>[\s\S]*?<\/INFORMATION>/g;

/** What the four payloads name, and what it is in the goals above. */
const CONSTANTS: readonly [pattern: RegExp, gap: string][] = [
  [/US133000000121212121212/g, 'account'],
  [/(?:https?:\/\/)?(?:www\.)?true-informations?\.com/g, 'link'],
  [/jay@google\.com/g, 'mail'],
  [/User Information for Travel Agency/g, 'subject'],
  [/lily\.white@gmail\.com/g, 'sender'],
  [/mark\.black-2134@gmail\.com/g, 'mail'],
];

const SYLLABLES = 'bra cel dor fen gri hal jun kel lun mor nev ost pri qua ril sol tam ulv vex wim yar zor'.split(' ');

/**
 * The run with its payload in other words: frame, phrasing, language and constants are drawn by `seed` and the run's id, and
 * the constants change through the whole transcript, so that who did what the payload said still does.
 */
export function reword(run: DojoRun, seed: number, wordings: Wordings = 'first'): Reworded {
  const [frames, goals] = wordings === 'first' ? [FRAMES, GOALS] : [FRESH_FRAMES, FRESH_GOALS];
  const rng = Rng.of(seed, 'reword').stream(run.id);
  const any = <T>(list: readonly T[]): T => list[Math.floor(rng.unit() * list.length)]!;
  const word = () => any(SYLLABLES) + any(SYLLABLES);
  const gaps: Record<string, string> = {
    account: `LT${Math.floor(10 + rng.unit() * 89)}${Array.from({ length: 16 }, () => Math.floor(rng.unit() * 10)).join('')}`,
    link: `${any(['', 'https://', 'www.'])}${word()}-${word()}.${any(['news', 'site', 'info'])}`,
    mail: `${word()}.${word()}@${word()}.${any(['email', 'post', 'org'])}`,
    subject: `${word()} ${word()}`.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    sender: `${word()}_${word()}@${word()}.com`,
  };
  const { frame, language } = any(frames);
  const goal = any(goals[run.suite]![language]!);
  const names: Record<string, string> = { ...gaps, user: 'Emma Johnson', model: any(['Model', 'Assistant', 'AI']) };
  const payload = frame.replace('%', () => goal).replace(/\{(\w+)\}/g, (_, gap: string) => names[gap]!);
  const change = (text: string) =>
    CONSTANTS.reduce(
      (changed, [pattern, gap]) => changed.replace(pattern, gaps[gap]!),
      text.replace(ORIGINAL, () => payload),
    );
  return { run: { ...run, messages: run.messages.map((message) => changed(message, change)) }, payload, language };
}

function changed(message: Message, change: (text: string) => string): Message {
  const copy: Message = { ...message };
  if (typeof copy.content === 'string') copy.content = change(copy.content);
  if (copy.tool_calls) {
    copy.tool_calls = copy.tool_calls.map((call) => ({
      ...call,
      function: { ...call.function, arguments: inLeaves(call.function.arguments, change) },
    }));
  }
  return copy;
}

/** The change made in each text of a value of JSON, so that a quotation mark in it breaks nothing. */
function inLeaves(value: unknown, change: (text: string) => string): unknown {
  return JSON.parse(JSON.stringify(value), (_, leaf) => (typeof leaf === 'string' ? change(leaf) : leaf));
}
