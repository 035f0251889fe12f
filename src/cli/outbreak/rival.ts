import type { TraceOutbreak } from '../../fleet/index.ts';
import { type LineList, type TransmissionTree, transmissionVerdict } from '../../outbreak/index.ts';
import { plural } from '../output/table.ts';

type Rival = Pick<TraceOutbreak, 'transmission' | 'rival'>;

/**
 * The other explanation, which is always told: each case came to it by itself, through a shared model, a shared task or by
 * coincidence. What the data say for it and against it.
 */
export function rivalOf(list: LineList, tree: TransmissionTree): Rival {
  const { evidence } = tree.fit;
  const linked = new Set(list.transmissions.filter(({ from }) => from >= 0).map(({ to }) => to));
  const alone = list.cases.length - linked.size;
  const likely = tree.likeliest.filter(({ from, probability }) => from >= 0 && probability > 0.5).length;
  const onsets = new Set(list.cases.map(({ onset }) => onset));
  const forIt: string[] = [];
  const against: string[] = [];
  if (linked.size > 0) {
    against.push(
      `${linked.size} of ${plural(list.cases.length, 'case')} had read what another case wrote before its onset`,
    );
  }
  if (likely > 0) against.push(`for ${likely} one infector is likelier than all other answers together`);
  if (list.passingOn === true) {
    forIt.push(
      'a case is here somebody who wrote on what it read, so cases meet by definition; --seed traces one text',
    );
  }
  if (alone > 0) forIt.push(`${plural(alone, 'case')} had read nothing that another case is known to have written`);
  if (list.cases.length > 1 && onsets.size === 1) forIt.push('all began at one instant, so nobody came first');
  if (list.controls !== undefined && list.controls.sessions > 0 && list.controls.contacts > 0) {
    forIt.push(
      `${plural(list.controls.sessions, 'other session')} had ${plural(list.controls.contacts, 'such contact')} and did not become cases`,
    );
  }
  return {
    transmission: transmissionVerdict(list, tree),
    rival: {
      explanation: 'no transmission: a shared model, a shared task or coincidence',
      evidence,
      for: forIt,
      against,
    },
  };
}
