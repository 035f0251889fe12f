import { maskSecrets } from './mask.ts';
import { start } from './printable.ts';

/** How much of a transcript an output may carry. */
export type Quotes = 'none' | 'short' | 'full';

const SHORT = 160;

/** A passage as an output may show it, secrets masked; `undefined` when it may show none. */
export function quote(passage: string | undefined, quotes: Quotes): string | undefined {
  if (quotes === 'none' || passage === undefined || passage === '') return undefined;
  const masked = maskSecrets(passage);
  return quotes === 'full' || masked.length <= SHORT ? masked : `${start(masked, SHORT - 1)}…`;
}
