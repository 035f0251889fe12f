import { longTime } from '../../shared/lib/time.ts';
import { count, either, number } from '../../shared/lib/words.ts';
import type { View } from './view.ts';

/** The filters of the case view as one sentence. `shown` and `all` count dismissals too. */
export function caseSentence(view: View, shown: number, all: number, dismissed: number): string {
  const { behaviour, status, channel, agent } = view.facets;
  const parts: string[] = [];
  if (behaviour.length > 0) parts.push(`of ${either(behaviour)}`);
  if (status.length > 0) parts.push(`that are ${either(status)}`);
  if (channel.length > 0) parts.push(`met through ${either(channel)}`);
  if (agent.length > 0) parts.push(`in ${either(agent)}`);
  if (view.from !== null && view.to !== null)
    parts.push(`with onset between ${longTime(view.from)} and ${longTime(view.to)}`);
  else if (view.from !== null) parts.push(`with onset from ${longTime(view.from)}`);
  else if (view.to !== null) parts.push(`with onset until ${longTime(view.to)}`);
  if (view.query !== '') parts.push(`with the text “${view.query}”`);
  if (parts.length === 0)
    return `Showing all ${count(all, 'case')}${dismissed > 0 ? `, ${number(dismissed)} of them dismissed` : ''}.`;
  return `Showing ${number(shown)} of ${count(all, 'case')}: ${parts.join(', ')}.`;
}
