/** More than any model call takes: a larger number is no count of tokens, and sums of such stay exact. */
const MOST = 1e9;

/** A count of tokens; `undefined` for what is none (a fraction, a negative number, one beyond a thousand million). */
export function tokenCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST ? value : undefined;
}
