import { BASES, CHANNELS } from '../../fleet/index.ts';
import type { LineList, ListedCase, PossibleTransmission } from '../line-list/line-list.ts';
import { CHANNEL_SLOTS, cellsOf, FEATURES, NOT_KNOWN } from './features.ts';

/** Lags are compared by their logarithm; those below a second are alike. In milliseconds. */
const SHORTEST = 1000;
/** Milliseconds that a Date can be from 1970 (ECMAScript, Time Values). */
const LAST_DATE = 8.64e15;

/**
 * A line list as arrays, in an order that does not depend on how it came: cases by onset (those without one last), rows by
 * their reader, then their writer, then the time of reading. Rows that say nothing are left out: of nobody listed, from a
 * case to itself, read after the reader's onset or before it was written (by more than clocks differ), written by a case
 * that came later or carries another strain.
 */
export interface Rows {
  /** Place in `cases` of each case here, and the other way. */
  placeOf: Uint32Array;
  rankOf: Uint32Array;
  onset: Float64Array;
  /** Probability that it is a case. */
  weight: Float64Array;
  /** -1 where it is not known. */
  strain: Int32Array;
  /** Rows of case `i` are those from `first[i]` to `first[i + 1]`, exclusive; without a listed writer those before `listed[i]`. */
  first: Uint32Array;
  listed: Uint32Array;
  /** Row in `transmissions`. */
  row: Uint32Array;
  /** The writer among the cases here, -1 for none. */
  from: Int32Array;
  artifact: Int32Array;
  /** 1 where the telemetry shows who wrote. */
  written: Uint8Array;
  channel: Uint8Array;
  /** Logarithm of the time from reading to onset; NaN where it is not known. */
  lag: Float64Array;
  /** For each row its cell in each feature. */
  cells: Uint8Array;
  /** What one writer's several writes were read at once share: their shares sum to 1. */
  share: Float64Array;
  /** Contacts of each case (a writer and a moment of reading): with listed writers by channel, and with others. */
  contactsBy: Float64Array;
  unlisted: Float64Array;
}

export function rowsOf(list: LineList, skew: number): Rows {
  const { cases, transmissions } = list;
  const onsets = cases.map(({ onset }) => timeOf(onset));
  const placeOf = Uint32Array.from(cases.keys()).sort((a, b) => compareCases(cases, onsets, a, b));
  const rankOf = new Uint32Array(cases.length);
  placeOf.forEach((place, rank) => {
    rankOf[place] = rank;
  });
  const useful = Uint32Array.from(
    transmissions.flatMap((t, i) => (isPossible(t, cases, onsets, skew) ? [i] : [])),
  ).sort((a, b) => compareRows(transmissions[a]!, transmissions[b]!, rankOf));
  const rows = emptyRows(placeOf, rankOf, useful);
  placeOf.forEach((place, rank) => {
    const { probability, strain } = cases[place]!;
    rows.onset[rank] = onsets[place]!;
    rows.weight[rank] = probability > 0 ? Math.min(1, Math.max(probability, 0.001)) : 1;
    rows.strain[rank] = strain ?? -1;
  });
  useful.forEach((index, at) => {
    const t = transmissions[index]!;
    const onset = onsets[t.to]!;
    const read = timeOf(t.read);
    const writerOnset = t.from < 0 ? Number.NaN : onsets[t.from]!;
    rows.from[at] = t.from < 0 ? -1 : rankOf[t.from]!;
    rows.artifact[at] = t.artifact;
    rows.written[at] = t.from >= 0 || (t.writer !== undefined && t.writer >= 0) ? 1 : 0;
    const channel = CHANNELS.indexOf(t.channel);
    rows.channel[at] = channel < 0 ? CHANNELS.length : channel;
    rows.lag[at] = Math.log(SHORTEST + (onset - read));
    rows.cells.set(cellsOf(t, writerOnset, skew), at * FEATURES);
    rows.first[rankOf[t.to]! + 1] = at + 1;
    if (t.from < 0) rows.listed[rankOf[t.to]!] = at + 1;
  });
  for (let i = 0; i < cases.length; i++) {
    rows.first[i + 1] = Math.max(rows.first[i + 1]!, rows.first[i]!);
    rows.listed[i] = Math.max(rows.listed[i]!, rows.first[i]!);
    shareOut(rows, i, transmissions);
  }
  return rows;
}

/** Median time for a logarithm of a lag, in milliseconds. */
export function lagOf(logarithm: number): number {
  return Math.max(0, Math.exp(logarithm) - SHORTEST);
}

function emptyRows(placeOf: Uint32Array, rankOf: Uint32Array, row: Uint32Array): Rows {
  const n = placeOf.length;
  const m = row.length;
  return {
    placeOf,
    rankOf,
    onset: new Float64Array(n),
    weight: new Float64Array(n),
    strain: new Int32Array(n),
    first: new Uint32Array(n + 1),
    listed: new Uint32Array(n),
    row,
    from: new Int32Array(m),
    artifact: new Int32Array(m),
    written: new Uint8Array(m),
    channel: new Uint8Array(m),
    lag: new Float64Array(m),
    cells: new Uint8Array(m * FEATURES).fill(NOT_KNOWN),
    share: new Float64Array(m),
    contactsBy: new Float64Array(n * CHANNEL_SLOTS),
    unlisted: new Float64Array(n),
  };
}

function isPossible(
  { from, to, written, read }: PossibleTransmission,
  cases: readonly ListedCase[],
  onsets: readonly number[],
  skew: number,
): boolean {
  const reader = cases[to];
  if (reader === undefined || from === to) return false;
  // Comparisons with a time that is not known are false.
  if (timeOf(read) > onsets[to]! || timeOf(read) < timeOf(written) - skew) return false;
  if (timeOf(written) > onsets[to]! + skew) return false;
  if (from === -1) return true;
  const writer = cases[from];
  if (writer === undefined || onsets[from]! > onsets[to]! + skew) return false;
  return writer.strain === undefined || reader.strain === undefined || writer.strain === reader.strain;
}

/** Rows are in order, so that what one writer's writes were read at once stand together. */
function shareOut(rows: Rows, i: number, transmissions: readonly PossibleTransmission[]): void {
  const end = rows.first[i + 1]!;
  for (let at = rows.first[i]!; at < end; ) {
    let next = at + 1;
    while (next < end && isSameContact(rows, at, next, transmissions)) next++;
    for (let k = at; k < next; k++) rows.share[k] = 1 / (next - at);
    if (rows.from[at]! < 0) rows.unlisted[i]!++;
    else rows.contactsBy[i * CHANNEL_SLOTS + rows.channel[at]!]!++;
    at = next;
  }
}

function isSameContact(rows: Rows, a: number, b: number, transmissions: readonly PossibleTransmission[]): boolean {
  if (rows.from[a] !== rows.from[b]) return false;
  const [one, other] = [transmissions[rows.row[a]!]!, transmissions[rows.row[b]!]!];
  if (one.read !== other.read) return false;
  return rows.from[a]! >= 0 || (one.writer === other.writer && one.artifact === other.artifact);
}

function compareCases(cases: readonly ListedCase[], onsets: readonly number[], a: number, b: number): number {
  const [one, other] = [cases[a]!, cases[b]!];
  return (
    ascending(onsets[a]!, onsets[b]!) ||
    ascending(one.session, other.session) ||
    ascending(one.agent, other.agent) ||
    ascending(one.probability, other.probability) ||
    ascending(one.strain, other.strain) ||
    a - b
  );
}

function compareRows(a: PossibleTransmission, b: PossibleTransmission, rankOf: Uint32Array): number {
  return (
    rankOf[a.to]! - rankOf[b.to]! ||
    (rankOf[a.from] ?? -1) - (rankOf[b.from] ?? -1) ||
    ascending(a.read, b.read) ||
    ascending(a.writer, b.writer) ||
    ascending(a.artifact, b.artifact) ||
    ascending(a.written, b.written) ||
    CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel) ||
    BASES.indexOf(a.basis as never) - BASES.indexOf(b.basis as never) ||
    ascending(a.survives, b.survives) ||
    ascending(a.distance, b.distance) ||
    ascending(a.contact, b.contact)
  );
}

/** What is not known comes last. */
function ascending(a: number | undefined, b: number | undefined): number {
  const [one, other] = [finite(a), finite(b)];
  if (one < other) return -1;
  if (one > other) return 1;
  return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
}

/** A time that no date can have says nothing. */
function timeOf(value: number | undefined): number {
  return value !== undefined && Math.abs(value) <= LAST_DATE ? value : Number.NaN;
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
}
