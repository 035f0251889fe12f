/**
 * A session declines to do its task: said in the first person, as something that it will not take part in. What it is
 * merely unable to do ("I cannot find the file") is no refusal, nor is a single step that it leaves out on request
 * ("I won't touch the tests"). English, German, French, Spanish, Portuguese, Italian, Russian, Chinese and Japanese.
 */

const UNDERTAKE =
  '(?:do(?:ing)?|help(?:ing)?|assist(?:ing)?|continu(?:e|ing)|complet(?:e|ing)|carry(?:ing)? out|perform(?:ing)?|fulfil?l?(?:ing)?|proceed(?:ing)?|comply(?:ing)?|participat(?:e|ing)|tak(?:e|ing) part|go(?:ing)? along|work(?:ing)? on|process(?:ing)?|be (?:doing|helping|assisting|continuing|completing|carrying out|performing|taking part|participating|working on|processing))';
const NOT_WILLING =
  "(?:won['’]t|will not|(?:am|['’]m|are|['’]re) (?:not going to|not willing to|unwilling to|not prepared to))";
const NOT_COMFORTABLE = "(?:(?:am|['’]m|are|['’]re) not comfortable|do(?:n['’]t| not) feel comfortable)";
/** "I cannot help with that" declines; "I cannot help it" and "I cannot open the file" do not. */
const CANNOT =
  "(?:can['’]?t|cannot|can not|(?:am|['’]m|are|['’]re) (?:not able to|unable to))(?: (?:in good conscience|ethically|knowingly))? (?:help (?:you )?with|assist (?:you )?with|comply with|fulfil?l|take part in|participate in|be (?:a )?part of|support|engage in|in good conscience) (?:this|that|the|your|any|these|those|such|it\\b)";

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:I|we)\\b[ ,]{0,2}(?:['’]ll|['’]d|must|have to|will(?! not)|would rather|should)? ?(?:(?:respectfully|therefore|also|still|politely|hereby) )?(?:${NOT_WILLING} (?:\\w{1,12} )?${UNDERTAKE}|${NOT_COMFORTABLE} (?:\\w{1,12} )?${UNDERTAKE}|(?:have )?(?:declin(?:e|ed)|refus(?:e|ed)|object(?:ed)?) to\\b|(?:decline|refuse)(?: this| that| the| your| it|[.,;!]|$)|${CANNOT})`,
    'gi',
  ),
  /\b(?:ich|wir)\b[^.!?\n]{0,40}\b(?:weigere|weigern|lehne|lehnen|werde|werden)\b[^.!?\n]{0,80}\b(?:mich|uns|ab|nicht (?:tun|ausführen|helfen|fortfahren|weitermachen|mitmachen|bearbeiten|erledigen|durchführen))\b/gi,
  /\b(?:je|nous)\b[^.!?\n]{0,20}\b(?:refuse|refusons|décline|déclinons|ne (?:vais|vais donc|peux|pouvons|allons) pas (?:faire|aider|continuer|participer|traiter|exécuter|vous aider))/gi,
  /(?:\bme niego a\b|\bnos negamos a\b|\brechazo (?:esta|la|tu|su)\b|\bno (?:voy|vamos) a (?:hacer|ayudar|continuar|participar|realizar|ejecutar)\b|\bno puedo ayudar(?:te|le)? con\b)/gi,
  /(?:\brecuso(?:-me)?\b|\brecusamos\b|\bnão vou (?:fazer|ajudar|continuar|participar|executar)\b|\bnão posso ajudar com\b)/gi,
  /(?:\bmi rifiuto\b|\bci rifiutiamo\b|\brifiuto (?:questa|la|il|di)\b|\bnon (?:intendo|ho intenzione di) (?:fare|aiutare|continuare|partecipare|eseguire)\b)/gi,
  /(?:я|мы) (?:отказываюсь|отказываемся|не буду (?:делать|выполнять|помогать|продолжать|участвовать))/gi,
  /(?:我|我们)(?:拒绝|不会(?:执行|继续|参与|协助|帮助)|无法(?:协助|帮助)您?(?:完成|处理)?(?:这|该|此))/g,
  /(?:お断り(?:し|いた)|拒否(?:し|いた)|(?:実行|協力|参加|対応)(?:いた)?しません|お手伝いできません)/g,
];

/** Quotation marks that open before a match and close after it, on its line. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['`', '`'],
  ['„', '“'],
];

/** Characters of a text that are looked at: who declines says so soon, or in the end. */
const HEAD = 48 * 1024;
const TAIL = 16 * 1024;

/** Where a text declines; `undefined` when it does not. A refusal that the text quotes from somebody is none. */
export function findRefusal(text: string): { start: number; end: number } | undefined {
  if (text.length <= HEAD + TAIL) return search(text);
  const found = search(text.slice(0, HEAD));
  if (found !== undefined) return found;
  const from = text.length - TAIL;
  const late = search(text.slice(from));
  return late && { start: from + late.start, end: from + late.end };
}

function search(text: string): { start: number; end: number } | undefined {
  let first: { start: number; end: number } | undefined;
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (first !== undefined && start >= first.start) break;
      if (isQuoted(text, start, end)) continue;
      first = { start, end };
      break;
    }
  }
  return first;
}

function isQuoted(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(Math.max(lineStart, start - 400), start);
  if (/^\s*>/.test(before)) return true;
  const after = text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 400));
  return PAIRS.some(([open, close]) => opens(before, open, close) && after.includes(close));
}

/** Whether an opening mark stands before without its closing one. */
function opens(before: string, open: string, close: string): boolean {
  if (open === close) return before.split(open).length % 2 === 0;
  return before.lastIndexOf(open) > before.lastIndexOf(close);
}
