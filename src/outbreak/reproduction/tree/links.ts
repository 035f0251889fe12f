import { CHANNELS, type Channel } from '../../../fleet/index.ts';
import { INTRODUCTION, type LineList, type TransmissionPosterior, UNOBSERVED } from '../../line-list/line-list.ts';

/** Channel of an entry that came through none (an introduction), or of which none is known. */
export const NO_CHANNEL = -1;

/**
 * Who may have infected each case, and through which channel: for case `j` the entries `start[j]` up to `start[j + 1]`,
 * whose probabilities sum to 1.
 */
export interface Links {
  cases: number;
  /** Probability that each case is one. */
  certain: Float64Array;
  /** Channels through which somebody was exposed; entries give the place here. */
  channels: readonly Channel[];
  start: Uint32Array;
  /** Place of the infector, `UNOBSERVED` or `INTRODUCTION`. */
  from: Int32Array;
  channel: Int8Array;
  probability: Float64Array;
  /** Expected number of cases by channel, with a listed infector and without; and the introductions. */
  listed: Float64Array;
  unlisted: Float64Array;
  /** Of those without a listed infector: no channel is known at all. */
  unknown: number;
  introductions: number;
}

interface Entry {
  from: number;
  channel: number;
  probability: number;
}

/**
 * Takes the posterior apart by channel. What is not a probability counts as 0, an infector that is not in the list as
 * unobserved, a case named as its own infector as introduced; what is missing to 1 is unobserved.
 *
 * The channel of an unobserved infector is that of the texts which the case read from writers that are no cases; where it
 * read none, the channels in the proportions of all listed links.
 *
 * @param rows probability of each row of `transmissions`; without it, an infector's row gives its only channel
 */
export function linksOf(
  list: LineList,
  posterior: TransmissionPosterior,
  exposed: readonly Channel[] = [],
  rows?: ArrayLike<number>,
): Links {
  const seen = new Set<Channel>([...exposed, ...list.transmissions.map(({ channel }) => channel)]);
  const channels = CHANNELS.filter((channel) => seen.has(channel));
  const placeOf = new Map<string, number>(channels.map((channel, c) => [channel, c]));
  const unlistedReads = readsOfUnlisted(list, placeOf);
  const rowsOf = rows === undefined ? undefined : rowsByReader(list);
  const certain = Float64Array.from(list.cases, ({ probability }) => share(probability));
  const listed = new Float64Array(channels.length);
  const known = list.cases.map((_, j) => {
    const entries = entriesOf(list, posterior[j] ?? [], j, placeOf, rows, rowsOf?.[j]);
    for (const { from, channel, probability } of entries) {
      if (from >= 0 && channel >= 0) listed[channel]! += certain[j]! * probability;
    }
    return entries;
  });
  const usual = normalised(listed);
  const spread = known.map((entries, j) =>
    entries.flatMap((entry) => {
      if (entry.from === INTRODUCTION || entry.channel !== NO_CHANNEL) return [entry];
      const shares = unlistedReads.get(j) ?? usual;
      const parts = Array.from(shares, (part, channel) => ({
        ...entry,
        channel,
        probability: entry.probability * part,
      }));
      return channels.length === 0 ? [entry] : parts.filter(({ probability }) => probability > 0);
    }),
  );
  return packed(spread, certain, channels);
}

/** A case's entries: the listed infectors, then what is left as `UNOBSERVED` and `INTRODUCTION`; they sum to 1. */
function entriesOf(
  list: LineList,
  infectors: TransmissionPosterior[number],
  j: number,
  placeOf: ReadonlyMap<string, number>,
  rows: ArrayLike<number> | undefined,
  own: readonly number[] | undefined,
): Entry[] {
  let entries: Entry[] = [];
  let introduction = 0;
  let rest = 0;
  for (const { from, probability, transmission } of infectors) {
    const p = share(probability);
    if (from === INTRODUCTION || from === j) introduction += p;
    else if (!(from >= 0 && from < list.cases.length)) rest += p;
    else {
      const channel = placeOf.get(list.transmissions[transmission]?.channel ?? '') ?? NO_CHANNEL;
      entries.push({ from, channel, probability: p });
    }
  }
  if (rows !== undefined && own !== undefined) entries = byRow(list, entries, own, rows, placeOf);
  const sum = introduction + rest + entries.reduce((total, { probability }) => total + probability, 0);
  if (!(sum > 0)) return [{ from: UNOBSERVED, channel: NO_CHANNEL, probability: 1 }];
  const scale = sum > 1 - 1e-9 ? 1 / sum : 1;
  if (scale === 1) rest += 1 - sum;
  const all = [
    ...entries,
    { from: UNOBSERVED, channel: NO_CHANNEL, probability: rest },
    { from: INTRODUCTION, channel: NO_CHANNEL, probability: introduction },
  ];
  return all.filter(({ probability }) => probability > 0).map((e) => ({ ...e, probability: e.probability * scale }));
}

/** Splits each infector's probability over the channels of its rows to this case. */
function byRow(
  list: LineList,
  entries: readonly Entry[],
  own: readonly number[],
  rows: ArrayLike<number>,
  placeOf: ReadonlyMap<string, number>,
): Entry[] {
  const shares = new Map<number, Map<number, number>>();
  for (const row of own) {
    const { from, channel } = list.transmissions[row]!;
    const of = shares.get(from) ?? new Map<number, number>();
    const place = placeOf.get(channel)!;
    of.set(place, (of.get(place) ?? 0) + share(rows[row]));
    shares.set(from, of);
  }
  return entries.flatMap((entry) => {
    const of = [...(shares.get(entry.from) ?? [])];
    const sum = of.reduce((total, [, part]) => total + part, 0);
    if (!(sum > 0)) return [entry];
    return of.map(([channel, part]) => ({ ...entry, channel, probability: (entry.probability * part) / sum }));
  });
}

function rowsByReader(list: LineList): number[][] {
  const rows: number[][] = list.cases.map(() => []);
  list.transmissions.forEach(({ from, to }, row) => {
    if (from >= 0) rows[to]?.push(row);
  });
  return rows;
}

/** For each case that read from writers who are no listed cases: shares of the channels. */
function readsOfUnlisted(list: LineList, placeOf: ReadonlyMap<string, number>): Map<number, Float64Array> {
  const reads = new Map<number, Float64Array>();
  for (const { from, to, channel } of list.transmissions) {
    if (from >= 0) continue;
    let of = reads.get(to);
    if (of === undefined) {
      of = new Float64Array(placeOf.size);
      reads.set(to, of);
    }
    of[placeOf.get(channel)!]!++;
  }
  for (const [to, of] of reads) reads.set(to, normalised(of));
  return reads;
}

function packed(entries: readonly (readonly Entry[])[], certain: Float64Array, channels: readonly Channel[]): Links {
  const length = entries.reduce((sum, of) => sum + of.length, 0);
  const links: Links = {
    cases: entries.length,
    certain,
    channels,
    start: new Uint32Array(entries.length + 1),
    from: new Int32Array(length),
    channel: new Int8Array(length),
    probability: new Float64Array(length),
    listed: new Float64Array(channels.length),
    unlisted: new Float64Array(channels.length),
    unknown: 0,
    introductions: 0,
  };
  let e = 0;
  entries.forEach((of, j) => {
    for (const { from, channel, probability } of of) {
      links.from[e] = from;
      links.channel[e] = channel;
      links.probability[e++] = probability;
      const weight = certain[j]! * probability;
      if (from === INTRODUCTION) links.introductions += weight;
      else if (channel === NO_CHANNEL) links.unknown += weight;
      else (from >= 0 ? links.listed : links.unlisted)[channel]! += weight;
    }
    links.start[j + 1] = e;
  });
  return links;
}

/** Sums to 1; equal shares where there is nothing to go by. */
function normalised(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => (sum > 0 ? value / sum : 1 / values.length));
}

function share(value: number | undefined): number {
  return value !== undefined && value > 0 ? Math.min(value, 1) : 0;
}
