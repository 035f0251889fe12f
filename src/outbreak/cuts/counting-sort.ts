/**
 * Rows in order of a key, rows of the same key in the order given: linear. Sorting by several keys is sorting by the last
 * of them first.
 *
 * @param keys the key of each row, by row; whole numbers from 0 to `count` (exclusive)
 */
export function sortedBy(order: Uint32Array, keys: Uint32Array | Uint8Array, count: number): Uint32Array {
  const place = new Uint32Array(count + 1);
  for (let i = 0; i < order.length; i++) place[keys[order[i]!]! + 1]!++;
  for (let k = 0; k < count; k++) place[k + 1]! += place[k]!;
  const next = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) next[place[keys[order[i]!]!]!++] = order[i]!;
  return next;
}

/** The rows in the order in which they stand. */
export function asTheyStand(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
}
