import { bitOf } from './classes.ts';
import type { WordClass } from './lexicon.ts';
import { SHAPE } from './units.ts';

/** What may be said of a span, strongest first: classes that have to be in it together, and the words for it. */
const REASONS: { all: WordClass[]; any?: WordClass[]; say: string }[] = [
  { all: ['override', 'prior'], any: ['instruction'], say: 'sets earlier instructions aside' },
  { all: ['secrecy', 'negation'], say: 'asks for secrecy' },
  { all: ['ai'], any: ['you', 'oblige', 'instruction', 'please'], say: 'addresses an AI' },
  { all: ['order', 'instruction'], say: "puts itself before the reader's task" },
  { all: ['spread', 'scope'], any: ['change', 'send'], say: 'asks to be passed on' },
  { all: ['sensitive'], any: ['send', 'change', 'answer'], say: 'asks for something sensitive' },
  { all: ['money'], any: ['send', 'oblige', 'please', 'you'], say: 'asks for money to be moved' },
  { all: ['authority', 'oblige'], say: 'claims authority' },
  { all: ['refuse'], any: ['oblige', 'you', 'scope'], say: 'asks to refuse work' },
  { all: ['you', 'oblige'], say: 'tells its reader what has to be done' },
];

const MOST = 4;

/** In a few words each: what in a span speaks to its reader. */
export function reasonsOf(classes: number, shape: number, encoding: string | undefined): string[] {
  const reasons: string[] = [];
  if (encoding !== undefined) reasons.push(`hidden as ${encoding}`);
  else if ((shape & SHAPE.comment) !== 0) reasons.push('hidden in a comment');
  for (const { all, any, say } of REASONS) {
    if (reasons.length >= MOST) break;
    const has = (name: WordClass) => (classes & bitOf(name)) !== 0;
    if (all.every(has) && (any === undefined || any.some(has))) reasons.push(say);
  }
  if (reasons.length === 0) reasons.push('an instruction that the text around it does not lead to');
  return reasons;
}
