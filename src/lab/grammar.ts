import type { Rng } from './rng.ts';
import { ADJECTIVES, ADVERBS, LINKS, madeName, NOUNS, PREPOSITIONS, VERBS } from './words.ts';

/**
 * Made texts. Every clause carries about one made name or number, so that two texts drawn from different streams hardly
 * ever share eight words in a row: what they do share was copied on purpose.
 */
export type Shape = 'prose' | 'notes' | 'code' | 'log' | 'table';

/** A text of about `chars` characters (never fewer than one sentence), without a newline at its end. */
export function makeText(rng: Rng, shape: Shape, chars: number): string {
  const parts: string[] = [];
  let length = 0;
  while (length < chars) {
    const part = BLOCKS[shape](rng, parts.length);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join('\n');
}

const BLOCKS: Record<Shape, (rng: Rng, index: number) => string> = {
  prose: (rng, index) => (index % 2 === 1 ? '' : paragraph(rng, 2 + rng.int(4))),
  notes: (rng, index) => {
    if (index % 7 === 0)
      return `${index === 0 ? '' : '\n'}## ${capital(`${rng.pick(ADJECTIVES)} ${rng.pick(NOUNS)} ${name(rng)}`)}\n`;
    return `- ${rng.chance(0.3) ? `${rng.pick(NOUNS)} ${rng.int(900)}: ` : ''}${sentence(rng)}`;
  },
  code: codeBlock,
  log: (rng) =>
    `${String(rng.int(24)).padStart(2, '0')}:${String(rng.int(60)).padStart(2, '0')}:${String(rng.int(60)).padStart(2, '0')} ` +
    `${rng.pick(['info', 'warn', 'debug'])} ${rng.pick(NOUNS)}.${name(rng)}: ${clause(rng)} (${rng.int(9000)} ms)`,
  table: (rng, index) =>
    index === 1
      ? '| --- | --- | --- |'
      : `| ${name(rng)} | ${rng.pick(ADJECTIVES)} ${rng.pick(NOUNS)} | ${rng.int(10_000)} |`,
};

export function sentence(rng: Rng): string {
  const opener = rng.chance(0.25) ? `${capital(rng.pick(ADVERBS))}, ` : '';
  const first = clause(rng);
  const rest = rng.chance(0.55) ? `${rng.chance(0.5) ? ',' : ''} ${rng.pick(LINKS)} ${clause(rng)}` : '';
  return `${opener}${opener === '' ? capital(first) : first}${rest}.`;
}

export function paragraph(rng: Rng, sentences: number): string {
  const out: string[] = [];
  for (let i = 0; i < sentences; i++) out.push(sentence(rng));
  return out.join(' ');
}

/** A short heading or subject line. */
export function title(rng: Rng): string {
  return `${rng.pick(ADJECTIVES)} ${rng.pick(NOUNS)} of ${name(rng)}`;
}

export function name(rng: Rng): string {
  return madeName((n) => rng.int(n));
}

function clause(rng: Rng): string {
  const adverb = rng.chance(0.25) ? `${rng.pick(ADVERBS)} ` : '';
  const tail = rng.chance(0.6) ? ` ${rng.pick(PREPOSITIONS)} ${nounPhrase(rng)}` : '';
  return `${nounPhrase(rng)} ${adverb}${rng.pick(VERBS)} ${nounPhrase(rng)}${tail}`;
}

function nounPhrase(rng: Rng): string {
  switch (rng.int(6)) {
    case 0:
      return `the ${name(rng)} ${rng.pick(NOUNS)}`;
    case 1:
      return `${rng.int(4000) + 2} ${rng.pick(ADJECTIVES)} ${rng.pick(NOUNS)} entries`;
    case 2:
      return `${name(rng)}`;
    case 3:
      return `a ${rng.pick(ADJECTIVES)} ${rng.pick(NOUNS)}`;
    case 4:
      return `the ${rng.pick(ADJECTIVES)} ${name(rng)} ${rng.pick(NOUNS)}`;
    default:
      return `the ${rng.pick(NOUNS)} ${rng.pick(NOUNS)}`;
  }
}

function codeBlock(rng: Rng, index: number): string {
  const fn = `${rng.pick(VERBS)}${capital(name(rng))}`;
  const value = name(rng);
  const lines = [
    `${index === 0 ? '' : '\n'}/** ${sentence(rng)} */`,
    `export function ${fn}(${value}: ${capital(rng.pick(NOUNS))}): number {`,
    `  const ${name(rng)} = ${value}.${rng.pick(NOUNS)} * ${rng.int(500)};`,
    `  // ${clause(rng)}`,
    `  if (${value}.${rng.pick(ADJECTIVES)}${capital(rng.pick(NOUNS))} > ${rng.int(9000)}) return ${rng.int(90)};`,
    `  return ${rng.pick(VERBS)}${capital(name(rng))}(${value}, ${rng.int(64)});`,
    '}',
  ];
  return lines.join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
