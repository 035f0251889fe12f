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

/**
 * Words that most texts about work have: everyday English and the talk of any project. They say something, so they weigh
 * as much as others, but a text that shares only such words with another did not come from it.
 */
const EVERYDAY = `able add added again agent agents allow allowed already always another answer approved around ask back
bad best better big branch break bug build call called care careful carefully change changed changes check checked clean
close come commit commits complete correct create created current date day days default delete deploy detail details
different docs document done easy edit end ensure error errors even ever everything example exists expect expected fail
failed fails fine finish first fix fixed follow following found full general get gets give given go goes going good great
happen happens hard help here high hold hour hours idea important include included info input install instead issue issues
item items job jobs keep keeps kind know known large last later latest least leave left less level line lines list little
local log logs long look low main many matter means meeting message minute minutes mode monday month move much name need
needed needs never next nothing notice notes note number often old open option options order output package page part pass
passed people place plan point possible problem process production project provide public pull push put question quick
quite rather read ready real reason release remove removed report request required result results return review right
root rule rules safe safely said save say script second section send server service services set setting settings setup
several short show side simple since single skip small something sometimes soon start started state status step steps
still stop stuff sure system take task tasks team tell test tested testing tests text thing things think time times today
together tomorrow too tool tools turn two type until update updated updates used user users useful value version wait want
wanted way week well whole without word work worked working works write written wrong year yes yet`;

export const COMMON_WEIGHT = 0.25;

const common = new Set<number>();
const everyday = new Set<number>();
fill(common, COMMON);
fill(everyday, EVERYDAY);

function fill(set: Set<number>, list: string): void {
  const words = new Words().set(list);
  for (let i = 0; i < words.count; i++) set.add(words.hash[i]!);
}

export function isCommonWord(hash: number): boolean {
  return common.has(hash);
}

/** Neither a function word nor an everyday one: two texts that share several such words in order share more than a topic. */
export function isRareWord(hash: number): boolean {
  return !common.has(hash) && !everyday.has(hash);
}
