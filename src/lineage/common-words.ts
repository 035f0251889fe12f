import { Words } from './words.ts';

/**
 * Function words of English, and the few words that every technical text has. They tie a passage together but say
 * nothing about where it came from: in a comparison they weigh COMMON_WEIGHT of a word that does.
 */
const COMMON = `a about above after all also am an and any are as at be because been before being below between both but by
can could did do does doing done down each else every few for from further get had has have having he her here hers him his
how i if in into is it its itself just let like may me might more most must my need no nor not now of off on once one only
or other our out over own please same shall she should so some such t s than that the their them then there these they this
those through to too two under until up upon us use used using very was we were what when where which while who whom why
will with within without would you your yours new make set see run file code test data user name true false null`;

export const COMMON_WEIGHT = 0.25;

const common = new Set<number>();
const words = new Words().set(COMMON);
for (let i = 0; i < words.count; i++) common.add(words.hash[i]!);

export function isCommonWord(hash: number): boolean {
  return common.has(hash);
}
