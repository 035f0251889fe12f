import type { Node } from './plan.ts';
import type { SessionRecord, Tally } from './record.ts';

/** What a rate is judged by: the number of orders in, the order at which the count became too high out. */
export type RateJudge = (node: Extract<Node, { kind: 'rate' }>) => number | undefined;

/** Before all events: a condition that held from the start. */
const FROM_THE_START = -1;

/**
 * The order of the event with which the condition came to hold for a session; `undefined` when it does not hold. A `not`
 * holds from the start unless what it denies came about before the rest of its `all` did.
 */
export function holdsSince(node: Node, record: SessionRecord | undefined, rate: RateJudge): number | undefined {
  switch (node.kind) {
    case 'leaf':
      return tallyOf(node, record)?.nth(node.leaf.times);
    case 'rate':
      return rate(node);
    case 'any': {
      const since = node.parts.map((part) => holdsSince(part, record, rate)).filter((order) => order !== undefined);
      return since.length === 0 ? undefined : Math.min(...since);
    }
    case 'all':
      return allSince(node.parts, record, rate);
    case 'not':
      return holdsSince(node.part, record, rate) === undefined ? FROM_THE_START : undefined;
    case 'inOrder':
      return oneAfterAnother(node.parts, record, rate);
  }
}

function allSince(parts: Node[], record: SessionRecord | undefined, rate: RateJudge): number | undefined {
  let since = FROM_THE_START;
  for (const part of parts) {
    if (part.kind === 'not') continue;
    const order = holdsSince(part, record, rate);
    if (order === undefined) return undefined;
    since = Math.max(since, order);
  }
  const denied = parts.some((part) => {
    if (part.kind !== 'not') return false;
    const order = holdsSince(part.part, record, rate);
    return order !== undefined && order <= since;
  });
  return denied ? undefined : since;
}

/** Each part after the one before it. A part that is a single sighting may come again; others count by their first. */
function oneAfterAnother(parts: Node[], record: SessionRecord | undefined, rate: RateJudge): number | undefined {
  let since = FROM_THE_START;
  for (const part of parts) {
    const order =
      part.kind === 'leaf' && part.leaf.times === 1
        ? tallyOf(part, record)?.after(since)
        : holdsSince(part, record, rate);
    if (order === undefined || order <= since) return undefined;
    since = order;
  }
  return since;
}

function tallyOf(node: Extract<Node, { kind: 'leaf' }>, record: SessionRecord | undefined): Tally | undefined {
  return record?.tallies.get(node.leaf.no);
}

/** Every part that a condition is made of, without those that it denies. */
export function leavesOf(node: Node): number[] {
  switch (node.kind) {
    case 'leaf':
    case 'rate':
      return [node.leaf.no];
    case 'not':
      return [];
    default:
      return node.parts.flatMap(leavesOf);
  }
}
