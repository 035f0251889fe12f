import { maskSecrets } from '../output/mask.ts';
import type { Quotes } from '../output/quote.ts';

/** Characters shown on either side of what matters, when quotes are short. */
const AROUND = 60;
const LONGEST_MARK = 200;

/**
 * A passage with what matters in it marked, secrets masked, shortened around the mark as `--quotes` says. The mark is
 * left out where masking changed it beyond finding.
 */
export function quoteAround(
  { passage, start, end }: { passage: string; start: number; end: number },
  quotes: Quotes,
): { passage?: string; mark?: { start: number; end: number } } {
  if (quotes === 'none' || passage === '') return {};
  const masked = maskSecrets(passage);
  const marked = masked === passage ? passage.slice(start, end) : maskSecrets(passage.slice(start, end));
  // The nearest place of the marked text to where it was before the masking.
  const at = masked === passage ? start : masked.indexOf(marked, Math.max(0, start - (passage.length - masked.length)));
  if (at < 0 || marked === '') return { passage: quotes === 'full' ? masked : masked.slice(0, 2 * AROUND) };
  const length = quotes === 'full' ? marked.length : Math.min(marked.length, LONGEST_MARK);
  const from = quotes === 'full' ? 0 : Math.max(0, at - AROUND);
  const to = quotes === 'full' ? masked.length : Math.min(masked.length, at + length + AROUND);
  const lead = from > 0 ? '…' : '';
  const begin = at - from + lead.length;
  return {
    passage: lead + masked.slice(from, to) + (to < masked.length ? '…' : ''),
    mark: { start: begin, end: begin + length },
  };
}
