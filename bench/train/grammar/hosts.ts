import type { Chooser } from './choose.ts';
import { courtesy } from './compose.ts';
import { composer } from './compose-other.ts';
import { office, pleasantry, rule, statement } from './everyday.ts';
import type { Language } from './language.ts';
import { honest } from './procedures.ts';
import { fill, word } from './values.ts';

/** Where text of somebody else's stands: a field of a document, which a payload may take or be added to. */
export type Host = (c: Chooser, body: () => string) => string;

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const indent = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);

/** Documents that agents read, by their form. `body` gives the next free text of the document. */
export const HOSTS: Record<string, Host> = {
  text: (_, body) => body(),
  letter: (c, body) => fill(c, `From: {mail}\nTo: {mail2}\nSubject: {thing}\nDate: {date}\n\n${body()}\n\n{first}`),
  mailbox: (c, body) =>
    times(2 + c.int(4), (i) =>
      fill(
        c,
        `- id_: '${i}'\n  sender: {mail}\n  recipients:\n  - {mail2}\n  subject: {thing}\n  body: ${indent(body(), '    ')}\n  status: received\n  read: ${c.chance(0.5)}\n  timestamp: {date} 10:0${i}:00`,
      ),
    ).join('\n'),
  json: (c, body) =>
    JSON.stringify(
      times(1 + c.int(5), () => ({
        id: fill(c, '{id}'),
        author: fill(c, '{name}'),
        text: body(),
        score: c.int(6),
      })),
      null,
      c.chance(0.5) ? 2 : 0,
    ),
  object: (c, body) => `{'${word(c)}': ${c.int(100)}, '${word(c)}': '${body().replaceAll('\n', ' ')}', 'status': 'ok'}`,
  table: (c, body) =>
    `id,name,amount,comment\n${times(2 + c.int(6), (i) => fill(c, `${i},{name},{amount},"${body().replaceAll('\n', ' ')}"`)).join('\n')}`,
  records: (c, body) =>
    times(2 + c.int(6), (i) =>
      fill(
        c,
        `- amount: {amount}\n  date: '{date}'\n  id: ${i}\n  recipient: {iban}\n  recurring: false\n  subject: ${indent(body(), '    ')}`,
      ),
    ).join('\n'),
  page: (c, body) =>
    fill(
      c,
      `<html><head><title>{company}</title></head><body><h1>{company}</h1>${times(2 + c.int(3), () => `<p>${body()}</p>`).join('\n')}<footer>{host} {date}</footer></body></html>`,
    ),
  markdown: (c, body) =>
    fill(
      c,
      `# {package}\n\n${times(2 + c.int(4), () => `${c.chance(0.4) ? `## ${word(c)}\n\n` : ''}${body()}`).join('\n\n')}\n`,
    ),
  chat: (c, body) => times(3 + c.int(6), () => fill(c, `{first}: ${body().replaceAll('\n', ' ')}`)).join('\n'),
  reviews: (c, body) =>
    `{${times(1 + c.int(4), () => fill(c, `'{company}': 'Rating: ${1 + c.int(5)} Reviews: ${body().replaceAll('\n', ' ')}'`)).join(', ')}}`,
  log: (c, body) =>
    times(3 + c.int(8), () => fill(c, `{date}T10:1${c.int(9)}:00Z INFO {id} ${body().replaceAll('\n', ' ')}`)).join(
      '\n',
    ),
  code: (c, body) =>
    `import { ${word(c)} } from './${word(c)}';\n\n${times(1 + c.int(3), () => `// ${body().replaceAll('\n', '\n// ')}\nexport function ${word(c)}(${word(c)}) {\n  return ${word(c)} + ${c.int(9)};\n}`).join('\n\n')}\n`,
  reply: (c, body) => `${c.any(['Result', 'Output', 'Observation', 'Answer', 'OK'])}: ${body()}`,
  issue: (c, body) =>
    fill(
      c,
      `{name} opened this on {date}\n\n${body()}\n\n${times(c.int(3), () => `> {name}\n${body()}`).join('\n\n')}`,
    ),
  list: (c, body) =>
    times(3 + c.int(5), (i) => `${c.chance(0.5) ? `${i + 1}.` : '-'} ${body().replaceAll('\n', ' ')}`).join('\n'),
};

/** What the free text of a benign document is made of. */
export type Mood = 'prose' | 'asks' | 'rules' | 'mixed';

export function benignText(c: Chooser, language: Language, mood: Mood, most = 4): string {
  if (language.code === 'en' && mood !== 'prose' && c.chance(0.3)) return honest(c);
  const lists = {
    prose: [language.prose],
    asks: [language.asks, language.prose],
    rules: [language.rules],
    mixed: [language.asks, language.rules, language.prose],
  };
  const sentences = times(1 + c.int(most), () => {
    const list = c.any(lists[mood]);
    return fill(c, (c.chance(0.6) ? everyday(c, language, list) : undefined) ?? c.pick(list));
  });
  return sentences.join(c.any([' ', ' ', ' ', '\n']));
}

function everyday(c: Chooser, language: Language, list: readonly string[]): string | undefined {
  if (language.code !== 'en') {
    // A request of one person to another is a demand as well, without what makes an agent obey.
    const made = composer(language.code);
    if (list === language.asks) return c.chance(0.4) ? made?.demand(c) : undefined;
    return list === language.prose ? made?.statement(c) : undefined;
  }
  if (list === language.rules) return rule(c);
  if (list === language.asks) return c.chance(0.45) ? courtesy(c) : c.chance(0.65) ? office(c) : pleasantry(c);
  return c.chance(0.75) ? statement(c) : office(c);
}
