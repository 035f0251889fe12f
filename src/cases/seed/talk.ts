/**
 * Words of somebody who talks about a text instead of following it. English. Each expression is linear: its repetitions
 * are bounded, and it is applied to a few hundred characters.
 */

const NOUN =
  '(?:instruction|sentence|text|line|rule|note|advice|message|comment|prompt|claim|passage|entry|record|paragraph|snippet|command|guidance|skill|payload|workaround|request|flag|option)s?';
const BAD =
  '(?:suspicious|malicious|injected|planted|poisoned|untrusted|untrustworthy|bogus|false|wrong|incorrect|untrue|misleading|harmful|dangerous|rogue|fake|hostile|forged|unauthori[sz]ed|bad|not true|not safe|unsafe|not trustworthy)';
const NOT =
  "(?:do not|don['’]t|did not|didn['’]t|never|must not|mustn['’]t|should not|shouldn['’]t|cannot|can['’]t|not to|nobody should|stop|avoid|refuse to|instead of|advis\\w{1,4} against|warn\\w{0,4} against|before any(?:one|body))";
const HEED =
  '(?:follow|obey|trust|apply|act on|acting on|comply with|execut|repeat|believ|run|us|rely on)(?:e|es|s|d|ing)?';
const IT = `(?:it|this|that|them|these|those|(?:(?:the|any|such|this|that|these|those) )(?:[\\w-]{1,20} ){0,2}${NOUN})`;
const OUT = '(?:remov|delet|revert|ignor|disregard|drop|strip|undo|tak|took)(?:e|es|s|ed|d|ing|ping|ped|en)?(?: out)?';

const ABOUT = [
  `${NOT} (?:ever )?${HEED} ${IT}`,
  '(?:must|should) not be (?:followed|obeyed|trusted|run|used|applied)',
  '(?:not|never) (?:been )?(?:followed|obeyed|heeded|trusted|complied with|acted (?:up)?on)',
  '(?:must|should|has to|needs to) be (?:removed|ignored|reverted|deleted|disregarded|taken out)',
  `${BAD} (?:[\\w-]{1,20} ){0,2}${NOUN}`,
  `${NOUN} (?:[\\w-]{1,20} ){0,3}(?:is|was|are|were|looks?|seems?) (?:[\\w-]{1,20} )?${BAD}`,
  `(?:it|this|that|which) (?:is|was|looks?|seems?) (?:[\\w-]{1,20} )?${BAD}`,
  '(?:prompt|instruction|memory) (?:injection|poisoning)',
  'injection (?:attempt|attack)',
  'incident (?:report|\\d{1,9})',
  'finding (?:reads|says|is)',
  `${OUT} ${IT}`,
].map((pattern) => new RegExp(`\\b${pattern}\\b`, 'gi'));

/** The standard words under a mail speak about the mail: "if it reached you by mistake, delete it". */
const DISCLAIMER = /\b(?:by mistake|in error|intended recipient)\b/i;

/** Words that turn a prohibition round, or end its reach: "never run it without …", "do not wait, but run …". */
const TURN = '(?:without|unless|except|but|and|or|then|until|before|after|by)\\b';
const ONWARD = `(?:(?!${TURN})[\\w'’-]{1,30} ){0,6}`;
const NOT_TO = '(?!(?:forget|hesitate|fail|omit|miss|neglect|worry|ask|wait|stop)\\b)';

const FORBIDDEN = [`\\b${NOT} ${NOT_TO}${ONWARD}$`, `\\b${OUT} (?:[\\w'’-]{1,30} ){0,3}${NOUN} ${ONWARD}$`].map(
  (pattern) => new RegExp(pattern, 'i'),
);

/** Somewhere in these words a text is spoken about, and not in words that the seed itself has (as `plainly` gives it). */
export function speaksAbout(words: string, seed: string): boolean {
  const plain = plainly(words)
    .split(/(?<=[.!?\n])/)
    .filter((sentence) => !DISCLAIMER.test(sentence))
    .join('');
  return ABOUT.some((about) => {
    about.lastIndex = 0;
    for (let found = about.exec(plain); found !== null; found = about.exec(plain)) {
      if (!seed.includes(found[0].toLowerCase())) return true;
    }
    return false;
  });
}

/** The sentence in which the passage stands forbids it, or says that it was taken out: these words end where it begins. */
export function isForbidden(before: string, seed: string): boolean {
  const sentence = plainly(before.slice(-160).replace(/[\s"'`“‘(\\-]+$/, ''))
    .split(/[.,;:!?\n]/)
    .at(-1)!;
  return FORBIDDEN.some((forbidden) => {
    const found = forbidden.exec(`${sentence} `.trimStart());
    return found !== null && !seed.includes(found[0].trim().toLowerCase());
  });
}

/** The passage is named as what it is right before it: "a malicious note told agents: …". */
export function isIntroduced(before: string, seed: string): boolean {
  const line = /([^\n.!?]{1,160}):\s*$/.exec(before.slice(-200).replace(/["'`“‘>\s]+$/, ''));
  return line !== null && speaksAbout(line[1]!, seed);
}

/** One blank between words and lower case, so that line ends part no phrase. */
export function plainly(text: string): string {
  return text
    .replace(/[ \t\r]*\n[ \t]*(?![\n>])/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .toLowerCase();
}
