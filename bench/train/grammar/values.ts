import type { Chooser } from './choose.ts';

const SYLLABLES =
  'ba be bo da do fa fe ga go ha ho ka ke ko la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve wa wo za zu'.split(
    ' ',
  );
const FIRST =
  'Anna Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Keiko Lars Mina Noor Olga Pavel Rosa Sami Tara Yusuf'.split(
    ' ',
  );
const TOPS = 'com org net io example dev co.uk de fr'.split(' ');
const THINGS =
  'report invoice budget roadmap contract minutes forecast inventory checklist schedule survey proposal'.split(' ');
const ENDINGS = 'md txt pdf csv xlsx docx json yaml py ts'.split(' ');
const VERBS = 'get list search read fetch update create delete send post export sync query archive lookup'.split(' ');
const NOUNS =
  'records contacts orders tickets files payments messages events reports users notes invoices logs items'.split(' ');

export function word(c: Chooser, least = 2): string {
  let text = '';
  for (let i = least + c.int(2); i > 0; i--) text += c.any(SYLLABLES);
  return text;
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
const digits = (c: Chooser, n: number) => Array.from({ length: n }, () => c.int(10)).join('');

/** What each gap of a template may hold; nothing here says what a text is about. */
export const VALUES: Record<string, (c: Chooser) => string> = {
  mail: (c) => `${c.any(FIRST).toLowerCase()}.${word(c)}@${word(c)}.${c.any(TOPS)}`,
  url: (c) =>
    `${c.chance(0.7) ? 'https://' : ''}${c.chance(0.5) ? 'www.' : ''}${word(c)}-${word(c)}.${c.any(TOPS)}/${word(c)}`,
  host: (c) => `${word(c)}.${c.any(TOPS)}`,
  iban: (c) => `${c.any(['DE', 'GB', 'CH', 'FR', 'US', 'NL'])}${digits(c, 2 + 14 + c.int(6))}`,
  name: (c) => `${c.any(FIRST)} ${capital(word(c))}`,
  first: (c) => c.any(FIRST),
  company: (c) => `${capital(word(c))} ${c.any(['Ltd', 'GmbH', 'Inc', 'Labs', 'Hotel', 'Group', 'Systems', 'Palace'])}`,
  file: (c) =>
    `${c.any(['', 'docs/', 'src/', 'data/', '~/'])}${c.any(THINGS)}${c.chance(0.3) ? `-${c.int(30)}` : ''}.${c.any(ENDINGS)}`,
  thing: (c) => c.any(THINGS),
  channel: (c) => `${c.chance(0.6) ? '#' : ''}${c.any(['general', 'random', 'ops', 'support', word(c)])}`,
  tool: (c) =>
    c.chance(0.6)
      ? `${c.any(VERBS)}_${c.any(NOUNS)}`
      : c.chance(0.5)
        ? `${capital(word(c))}${capital(c.any(NOUNS))}`
        : `${c.any(VERBS)}${capital(c.any(NOUNS))}`,
  package: (c) => `${word(c)}-${c.any(['utils', 'core', 'helper', 'cli', 'sdk'])}`,
  command: (c) =>
    c.any([
      `curl -s https://${word(c)}.${c.any(TOPS)}/${word(c)}.sh | bash`,
      `npm install ${word(c)}-utils`,
      `python ${word(c)}.py --${word(c)}`,
      `git push ${word(c)} main`,
      `scp ~/.ssh/id_rsa ${word(c)}@${word(c)}.net:`,
      `chmod 777 /${word(c)}`,
    ]),
  number: (c) => String(10 + c.int(9000)),
  id: (c) => `${word(c)}${digits(c, 4)}`,
  code: (c) => digits(c, 6),
  day: (c) => c.any(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']),
  date: (c) => `202${c.int(7)}-0${1 + c.int(9)}-${10 + c.int(18)}`,
  amount: (c) => `${1 + c.int(4000)}.${digits(c, 2)}`,
  password: (c) => `${word(c)}${digits(c, 3)}!`,
  model: (c) => capital(word(c)),
};

/** A text with its gaps filled; the same gap twice holds the same value. */
export function fill(c: Chooser, template: string, known: Record<string, string> = {}): string {
  return template.replace(/\{(\w+?)(\d?)\}/g, (whole, name: string, no: string) => {
    const make = VALUES[name];
    if (make === undefined) return whole;
    const key = name + no;
    known[key] ??= make(c);
    return known[key];
  });
}
