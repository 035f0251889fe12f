import { INTRODUCTION, type Infector, type TransmissionPosterior, UNOBSERVED } from '../line-list/line-list.ts';
import type { Rows } from './rows.ts';
import { sourcesOf } from './sources.ts';
import type { Outbreak } from './types.ts';

/** A chain is an outbreak of its own when that is likelier than not. */
const OWN = 0.5;
const MOST_JOINS = 3;
const NEGLIGIBLE = 1e-6;

interface Join {
  outbreak: number;
  probability: number;
}

/** What came before the case that is looked at. */
interface Before {
  /** Outbreak of each case, by its place; -1 while it is not known. */
  of: Int32Array;
  sizes: number[];
  /** The largest outbreak of each strain, and of all under -1. */
  largest: Map<number, number>;
}

/**
 * Chains of the most likely tree, tied into outbreaks where a chain's first case probably descends from an earlier outbreak:
 * by a link that was seen and is not the likeliest, or by a case that was not seen, which any case before it may have
 * infected. Of several such it is put to the likeliest. `unseen` is how many cases were missed before the first one, `earlier` how many cases came before each.
 */
export function outbreaksOf(
  posterior: TransmissionPosterior,
  likeliest: readonly Infector[],
  rows: Rows,
  earlier: Float64Array,
  unseen: number,
): Outbreak[] {
  const rootOf = rootsOf(likeliest, rows.placeOf);
  const before: Before = { of: new Int32Array(rootOf.length).fill(-1), sizes: [], largest: new Map() };
  const outbreaks: (Omit<Outbreak, 'sources'> & { cases: number[]; roots: number[] })[] = [];
  for (const place of rows.placeOf) {
    const root = rootOf[place]!;
    if (before.of[root] === -1) {
      const rank = rows.rankOf[root]!;
      const known = earlier[rank]! / (earlier[rank]! + unseen);
      const joins = joinsOf(posterior[root]!, rows.strain[rank]!, earlier[rank]!, known, before);
      const own = ownOf(posterior[root]!, known);
      if (joins[0] !== undefined && own < OWN) before.of[root] = joins[0].outbreak;
      else {
        before.of[root] = outbreaks.length;
        before.sizes.push(0);
        outbreaks.push({ cases: [], roots: [], introduced: own, joins });
      }
      outbreaks[before.of[root]!]!.roots.push(root);
    }
    const no = before.of[root]!;
    before.of[place] = no;
    outbreaks[no]!.cases.push(place);
    grow(before, no, rows.strain[rows.rankOf[place]!]!);
  }
  const sources = sourcesOf(posterior, rows, before.of, before.sizes, unseen);
  return outbreaks.map((outbreak, no) => ({
    ...outbreak,
    joins: outbreak.joins.slice(0, MOST_JOINS),
    sources: sources[no]!,
  }));
}

/** The case at the end of each case's way up the tree. */
function rootsOf(likeliest: readonly Infector[], placeOf: Uint32Array): Int32Array {
  const rootOf = new Int32Array(likeliest.length).fill(-1);
  const way: number[] = [];
  for (const place of placeOf) {
    let at = place;
    while (rootOf[at]! < 0 && likeliest[at]!.from >= 0) {
      way.push(at);
      at = likeliest[at]!.from;
    }
    const root = rootOf[at]! < 0 ? at : rootOf[at]!;
    rootOf[at] = root;
    for (const passed of way) rootOf[passed] = root;
    way.length = 0;
  }
  return rootOf;
}

/** Earlier outbreaks that the first case of a chain may descend from, the likeliest first. */
function joinsOf(
  answers: readonly Infector[],
  strain: number,
  earlier: number,
  known: number,
  { of, sizes, largest }: Before,
): Join[] {
  const sums = new Map<number, number>();
  const add = (outbreak: number, probability: number) => {
    if (probability >= NEGLIGIBLE) sums.set(outbreak, (sums.get(outbreak) ?? 0) + probability);
  };
  for (const { from, probability } of answers) {
    if (from >= 0 && of[from]! >= 0) add(of[from]!, probability);
    else if (from === UNOBSERVED && earlier > 0) {
      const outbreak = largest.get(strain) ?? largest.get(-1);
      if (outbreak !== undefined) add(outbreak, probability * known * Math.min(1, sizes[outbreak]! / earlier));
    }
  }
  return [...sums]
    .map(([outbreak, probability]) => ({ outbreak, probability: Math.min(1, probability) }))
    .sort((a, b) => b.probability - a.probability || a.outbreak - b.outbreak);
}

/** From outside, itself or by a chain of which nothing was seen. */
function ownOf(answers: readonly Infector[], known: number): number {
  let own = 0;
  for (const { from, probability } of answers) {
    if (from === INTRODUCTION) own += probability;
    else if (from === UNOBSERVED) own += probability * (1 - known);
  }
  return Math.min(1, own);
}

function grow({ sizes, largest }: Before, no: number, strain: number): void {
  sizes[no]!++;
  for (const key of [strain, -1]) {
    const most = largest.get(key);
    if (most === undefined || sizes[no]! > sizes[most]!) largest.set(key, no);
  }
}
