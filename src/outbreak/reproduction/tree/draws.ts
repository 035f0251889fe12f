import { INTRODUCTION } from '../../line-list/line-list.ts';
import type { FollowUp } from '../follow-up.ts';
import type { Detection } from './detection.ts';
import { type Links, NO_CHANNEL } from './links.ts';
import type { OffspringCounts } from './negative-binomial.ts';

/** Groups of follow-up in the offspring counts. */
const GROUPS = 8;
/** Trees whose offspring are counted in full, and the longest count that is told apart. */
const COUNTED = 48;
const LONGEST = 512;

/** What the draws say. Place `channels.length` is that of all channels together. */
export interface Draws {
  /** Realised R by draw, for each channel and for all. */
  realised: Float64Array[];
  /** Offspring counts of some of the trees, for each channel and for all. */
  counted: OffspringCounts[][];
  /** Mean over the counted trees: listed cases by their number of listed offspring. */
  offspring: Float64Array;
}

/**
 * Draws what is not known: who is a case, who infected whom and through what (from the posterior), how long generations
 * take, how many cases were not seen and which.
 *
 * The cases that were not seen are drawn from those that were, by an urn to which each drawn one is added (the Polya
 * posterior of a finite population: Ghosh and Meeden, "Bayesian Methods for Finite Population Sampling", 1997), with half
 * a case for each channel put in beforehand, so that a channel through which none was seen may still have had some. Their
 * number, given n seen with probability d each, is negative binomial (flat prior on the size of the outbreak).
 */
export function drawTrees(links: Links, follow: FollowUp, detection: Detection, uniform: () => number): Draws {
  const all = links.channels.length;
  const count = Math.round(Math.min(Math.max(4e6 / (links.cases + 1), 400), 2_000));
  const every = Math.floor(count / COUNTED);
  const realised = Array.from({ length: all + 1 }, () => new Float64Array(count));
  const counted: OffspringCounts[][] = realised.map(() => []);
  const offspring = new Float64Array(LONGEST);
  const tree = new DrawnTree(links);
  const urn = new Urn(links.cases);
  for (let draw = 0; draw < count; draw++) {
    const d = detection.draw(uniform());
    const elapsed = follow.tables[Math.floor(uniform() * follow.tables.length)]!;
    tree.draw(uniform);
    const seen = tree.followed(follow, elapsed);
    const missed = missing(tree.listed.length, d, uniform);
    const unseen = urn.draw(tree, follow, elapsed, missed, all, uniform);
    for (let c = 0; c <= all; c++) {
      const infected = tree.through[c]! + unseen.through[c]!;
      const time = seen + unseen.elapsed;
      realised[c]![draw] = time > 0 ? infected / time : 0;
    }
    if (draw % every !== 0 || counted[0]!.length === COUNTED) continue;
    for (let c = 0; c <= all; c++) {
      const of = tree.counts(c, follow, elapsed);
      const byUnseen = tree.through[c]! - of.groups.reduce((sum, group) => sum + group.offspring, 0);
      // A contact that was not seen makes an infector unobserved that is listed: then nobody was missed.
      const cases = byUnseen > 0 ? Math.max(missed, 1) : missed;
      const time = missed > 0 ? unseen.elapsed : cases;
      counted[c]!.push({ ...of, unseen: { cases, elapsed: time, offspring: byUnseen }, detection: d });
    }
    const { histogram } = counted[all]!.at(-1)!;
    for (let z = 0; z < histogram.length; z++) offspring[z]! += histogram[z]! / COUNTED;
  }
  return { realised, counted, offspring };
}

/**
 * How many were not seen, where `n` were, each with probability `d`: a sum of `n + 1` geometric variables, and for many its
 * normal approximation.
 */
function missing(n: number, d: number, uniform: () => number): number {
  const log = Math.log1p(-d);
  if (!(log < 0) || log === Number.NEGATIVE_INFINITY) return 0;
  if (n > 1_000) {
    const z = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    return Math.max(0, Math.round(((n + 1) * (1 - d) + z * Math.sqrt((n + 1) * (1 - d))) / d));
  }
  let sum = 0;
  for (let i = 0; i <= n; i++) sum += Math.floor(Math.log(uniform()) / log);
  return sum;
}

/** One tree from the posterior. */
class DrawnTree {
  readonly #links: Links;
  readonly #isCase: Uint8Array;
  readonly #infector: Int32Array;
  readonly #count: Uint32Array;
  /** Channel through which each case was infected, `NO_CHANNEL` or `INTRODUCTION`. */
  readonly channel: Int8Array;
  readonly #places: Uint32Array;
  /** Places of those that are cases in this tree. */
  listed: Uint32Array;
  /** Cases infected through each channel; last: in all. */
  readonly through: Float64Array;

  constructor(links: Links) {
    this.#links = links;
    this.#isCase = new Uint8Array(links.cases);
    this.#infector = new Int32Array(links.cases);
    this.#count = new Uint32Array(links.cases);
    this.channel = new Int8Array(links.cases);
    this.through = new Float64Array(links.channels.length + 1);
    this.#places = new Uint32Array(links.cases);
    this.listed = this.#places.subarray(0, 0);
  }

  draw(uniform: () => number): void {
    const { cases, certain, start, from, channel, probability } = this.#links;
    this.through.fill(0);
    let listed = 0;
    for (let j = 0; j < cases; j++) {
      this.#isCase[j] = certain[j]! >= 1 || uniform() < certain[j]! ? 1 : 0;
      if (this.#isCase[j] === 0) continue;
      this.#places[listed++] = j;
      let e = start[j]!;
      const last = start[j + 1]! - 1;
      for (let left = uniform() - probability[e]!; left > 0 && e < last; left -= probability[e]!) e++;
      this.#infector[j] = from[e]!;
      this.channel[j] = from[e] === INTRODUCTION ? INTRODUCTION : channel[e]!;
      if (from[e] === INTRODUCTION) continue;
      this.through[this.through.length - 1]!++;
      if (channel[e] !== NO_CHANNEL) this.through[channel[e]!]!++;
    }
    this.listed = this.#places.subarray(0, listed);
  }

  followed({ bin }: FollowUp, elapsed: Float64Array): number {
    return this.listed.reduce((sum, j) => sum + elapsed[bin[j]!]!, 0);
  }

  /** Listed offspring of the listed, through channel `c` or in all. */
  counts(c: number, { bin }: FollowUp, elapsed: Float64Array) {
    const count = this.#count.fill(0);
    const isAll = c === this.through.length - 1;
    for (const j of this.listed) {
      const infector = this.#infector[j]!;
      if (infector < 0 || this.#isCase[infector] === 0 || (!isAll && this.channel[j] !== c)) continue;
      count[infector]!++;
    }
    let most = 0;
    for (const i of this.listed) most = Math.max(most, count[i]!);
    const histogram = new Uint32Array(Math.min(most + 1, LONGEST));
    const groups = Array.from({ length: GROUPS }, () => ({ elapsed: 0, cases: 0, offspring: 0 }));
    for (const i of this.listed) {
      const share = elapsed[bin[i]!]!;
      const group = groups[Math.min(Math.floor(share * GROUPS), GROUPS - 1)]!;
      group.elapsed += share;
      group.cases++;
      group.offspring += count[i]!;
      histogram[Math.min(count[i]!, LONGEST - 1)]!++;
    }
    for (const group of groups) group.elapsed /= Math.max(group.cases, 1);
    return { histogram, groups: groups.filter(({ cases }) => cases > 0) };
  }
}

/** Cases that were not seen, drawn from those that were. */
class Urn {
  #unit: Int32Array;

  constructor(cases: number) {
    this.#unit = new Int32Array(cases);
  }

  draw(tree: DrawnTree, follow: FollowUp, elapsed: Float64Array, missed: number, all: number, uniform: () => number) {
    const { listed } = tree;
    const through = new Float64Array(all + 1);
    if (listed.length === 0) return { through, elapsed: 0 };
    if (this.#unit.length < missed) this.#unit = new Int32Array(2 * missed);
    const beforehand = all / 2;
    let time = 0;
    for (let i = 0; i < missed; i++) {
      const at = uniform() * (listed.length + i + beforehand) - beforehand;
      // A ball put in beforehand: its channel is any, its time that of any case; it goes back with that channel.
      const fresh = at < 0;
      const like = Math.floor(fresh ? uniform() * listed.length : at);
      const source = like < listed.length ? listed[like]! : this.#unit[like - listed.length]!;
      // A unit is a place in the list, or that place and a channel of its own packed together.
      const base = source >= 0 ? source : unpackPlace(source, all);
      const own = fresh ? Math.floor(uniform() * all) : source >= 0 ? tree.channel[base]! : unpackChannel(source, all);
      this.#unit[i] = fresh ? pack(base, own, all) : source;
      time += elapsed[follow.bin[base]!]!;
      if (own === INTRODUCTION) continue;
      through[all]!++;
      if (own !== NO_CHANNEL) through[own]!++;
    }
    return { through, elapsed: time };
  }
}

function pack(place: number, channel: number, channels: number): number {
  return -1 - (place * channels + channel);
}

function unpackPlace(unit: number, channels: number): number {
  return Math.floor((-1 - unit) / channels);
}

function unpackChannel(unit: number, channels: number): number {
  return (-1 - unit) % channels;
}
