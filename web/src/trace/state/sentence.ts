import { longTime } from '../../shared/lib/time.ts';
import { ACTED_LABEL, type Acted, either, number } from '../../shared/lib/words.ts';
import type { View } from './view.ts';

/** The filters as one sentence, so that a screenshot of the page says what it shows. */
export function viewSentence(view: View, shown: number, inScope: number): string {
  const { agent, channel, acted, basis, generation } = view.facets;
  const parts: string[] = [];
  if (agent.length > 0) parts.push(`of ${either(agent)}`);
  if (channel.length > 0) parts.push(`through ${either(channel)}`);
  if (acted.length > 0)
    parts.push(`with the outcome ${either(acted.map((value) => `“${ACTED_LABEL[value as Acted]}”`))}`);
  if (basis.length > 0) parts.push(`known by ${either(basis)}`);
  if (generation.length > 0) parts.push(`in generation ${either(generation)}`);
  if (view.from !== null && view.to !== null) parts.push(`between ${longTime(view.from)} and ${longTime(view.to)}`);
  else if (view.from !== null) parts.push(`from ${longTime(view.from)}`);
  else if (view.to !== null) parts.push(`until ${longTime(view.to)}`);
  if (view.query !== '') parts.push(`with the text “${view.query}”`);
  const noun = NOUN[view.scope];
  if (parts.length === 0) return `Showing all ${number(inScope)} ${noun}.`;
  return `Showing ${number(shown)} of ${number(inScope)} ${noun}: ${parts.join(', ')}.`;
}

const NOUN: Record<View['scope'], string> = {
  touched: 'sessions that read or wrote it',
  reachable: 'sessions that read, wrote or could have read it',
  all: 'sessions',
};
