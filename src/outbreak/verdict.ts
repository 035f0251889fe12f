import type { LineList } from './line-list/index.ts';
import type { TransmissionTree } from './tree/index.ts';

/** Natural logarithm of a likelihood ratio of 20: above it, one explanation is called the better one. */
const STRONG = 3;
/** A case that is called: probable or confirmed. Suspected ones alone make no outbreak. */
const CALLED = 0.75;

/**
 * Whether the data say that cases infected one another, rather than each coming to it by itself (a shared model, a shared
 * task, coincidence).
 *
 * `yes`: they are 20 times as likely with transmission, and an outbreak holds at least two called cases. `no`: nobody read
 * what a case wrote before its own onset, or the data are likelier without transmission. Else it cannot be told; nor can it
 * of a behaviour that is passing on itself.
 */
export function transmissionVerdict(list: LineList, tree: TransmissionTree): 'yes' | 'cannot-tell' | 'no' {
  const { evidence } = tree.fit;
  const linked = list.transmissions.some(({ from }) => from >= 0);
  if (!linked || evidence < 0) return 'no';
  if (list.passingOn === true) return 'cannot-tell';
  const tied = tree.outbreaks.some(
    ({ cases }) => cases.filter((place) => list.cases[place]!.probability >= CALLED).length > 1,
  );
  return tied && evidence >= STRONG ? 'yes' : 'cannot-tell';
}
