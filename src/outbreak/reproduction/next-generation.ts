import { dominant } from '../cuts/spectrum.ts';
import type { LineList } from '../line-list/line-list.ts';
import { type Links, NO_CHANNEL } from './tree/links.ts';
import type { NextGeneration, NotEstimable } from './types.ts';
import { intervalOf } from './weighted.ts';

/** Roles beyond this many, the rarest first, are taken together. */
const MOST_ROLES = 16;
const OTHER = 'other roles';
const DRAWS = 128;

/** Numbers of transmissions and followed cases that a matrix is made of. */
interface Counts {
  /** By channel: from role `b` to role `a` at `a * roles + b`. */
  listed: Float64Array[];
  /** By channel: to each role from cases that were not seen. */
  unlisted: Float64Array[];
  /** By role: cases times the share of their time that had elapsed. */
  followed: Float64Array;
}

interface Spectrum {
  matrix: Float64Array;
  byChannel: Float64Array[];
  R: number;
  right: Float64Array;
  left: Float64Array;
  alone: number[];
  elasticity: number[];
}

/**
 * Next-generation matrix `K = sum over channels of K_c` over the roles of agents, estimated from the links, with its
 * dominant eigenvalue R and the elasticity of R in each channel, `y K_c x / (R y x)` with the eigenvectors x and y, which
 * sum to 1 (Diekmann, Heesterbeek and Roberts, "The construction of next-generation matrices for compartmental epidemic
 * models", Journal of the Royal Society Interface 7, 2010; Caswell, "Matrix Population Models", 2001). Infectors that were
 * not seen are taken to have the roles of those that were. With one role, R is the overall reproduction number.
 *
 * Intervals are those of draws of the tree in which each infector has an exponential weight (Bayesian bootstrap: Rubin,
 * Annals of Statistics 9, 1981). Where no chain of roles leads back to itself there is no growth to speak of.
 *
 * @param elapsed share of each case's time before the end of telemetry
 */
export function nextGeneration(
  list: LineList,
  links: Links,
  elapsed: Float64Array,
  role: (agent: number) => string,
  uniform: () => number,
): NextGeneration | NotEstimable {
  const { names, of } = rolesOf(list, role);
  const counts = expectedCounts(links, of, names.length, elapsed);
  const point = spectrumOf(counts, names.length);
  if (!(point.R > 0)) return { notEstimable: 'no transmission leads from a role back to it' };
  const drawn = Array.from({ length: DRAWS }, () =>
    spectrumOf(drawnCounts(links, of, names.length, elapsed, uniform), names.length),
  );
  const interval = (value: (spectrum: Spectrum) => number) => intervalOf(value(point), Float64Array.from(drawn, value));
  return {
    roles: names,
    matrix: rows(point.matrix, names.length),
    R: interval(({ R }) => R),
    share: [...point.right],
    value: [...point.left],
    channels: links.channels.map((channel, c) => ({
      channel,
      matrix: rows(point.byChannel[c]!, names.length),
      alone: interval(({ alone }) => alone[c]!),
      elasticity: interval(({ elasticity }) => elasticity[c]!),
    })),
  };
}

/** Names of the roles, the most cases first, and the role of each case. */
function rolesOf(list: LineList, role: (agent: number) => string): { names: string[]; of: Uint16Array } {
  const named = list.cases.map(({ agent }) => role(agent));
  const count = new Map<string, number>();
  for (const name of named) count.set(name, (count.get(name) ?? 0) + 1);
  let names = [...count].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
  if (names.length > MOST_ROLES) names = [...names.slice(0, MOST_ROLES - 1), OTHER];
  const place = new Map(names.map((name, i) => [name, i]));
  return { names, of: Uint16Array.from(named, (name) => place.get(name) ?? names.length - 1) };
}

function emptyCounts(links: Links, roles: number): Counts {
  return {
    listed: links.channels.map(() => new Float64Array(roles * roles)),
    unlisted: links.channels.map(() => new Float64Array(roles)),
    followed: new Float64Array(roles),
  };
}

function expectedCounts(links: Links, of: Uint16Array, roles: number, elapsed: Float64Array): Counts {
  const counts = emptyCounts(links, roles);
  for (let j = 0; j < links.cases; j++) {
    counts.followed[of[j]!]! += links.certain[j]! * elapsed[j]!;
    for (let e = links.start[j]!; e < links.start[j + 1]!; e++) {
      add(counts, links, of, roles, j, e, links.certain[j]! * links.probability[e]!);
    }
  }
  return counts;
}

function drawnCounts(
  links: Links,
  of: Uint16Array,
  roles: number,
  elapsed: Float64Array,
  uniform: () => number,
): Counts {
  const counts = emptyCounts(links, roles);
  const weight = Float64Array.from({ length: links.cases }, () => -Math.log(uniform()));
  for (let j = 0; j < links.cases; j++) {
    counts.followed[of[j]!]! += links.certain[j]! * elapsed[j]! * weight[j]!;
    let e = links.start[j]!;
    const last = links.start[j + 1]! - 1;
    for (let left = uniform() - links.probability[e]!; left > 0 && e < last; left -= links.probability[e]!) e++;
    const infector = links.from[e]!;
    add(counts, links, of, roles, j, e, links.certain[j]! * (infector >= 0 ? weight[infector]! : 1));
  }
  return counts;
}

function add(counts: Counts, links: Links, of: Uint16Array, roles: number, j: number, e: number, weight: number): void {
  const [from, channel] = [links.from[e]!, links.channel[e]!];
  if (channel === NO_CHANNEL) return;
  if (from >= 0) counts.listed[channel]![of[j]! * roles + of[from]!]! += weight;
  else counts.unlisted[channel]![of[j]!]! += weight;
}

function spectrumOf({ listed, unlisted, followed }: Counts, roles: number): Spectrum {
  const origin = new Float64Array(roles);
  for (const channel of listed) for (let at = 0; at < channel.length; at++) origin[at % roles]! += channel[at]!;
  const links = sum(origin);
  const all = sum(followed);
  const byChannel = listed.map((channel, c) =>
    channel.map((value, at) => {
      const [a, b] = [Math.floor(at / roles), at % roles];
      if (!(followed[b]! > 0)) return 0;
      const share = links > 0 ? origin[b]! / links : followed[b]! / all;
      return (value + unlisted[c]![a]! * share) / followed[b]!;
    }),
  );
  const matrix = new Float64Array(roles * roles);
  for (const channel of byChannel) for (let at = 0; at < channel.length; at++) matrix[at]! += channel[at]!;
  const { value: R, right, left } = dominant(sparse(matrix, roles));
  const parts = byChannel.map((channel) =>
    channel.reduce((part, value, at) => part + left[Math.floor(at / roles)]! * value * right[at % roles]!, 0),
  );
  const whole = parts.reduce((total, part) => total + part, 0);
  return {
    matrix,
    byChannel,
    R,
    right,
    left,
    alone: byChannel.map((channel) => dominant(sparse(channel, roles)).value),
    elasticity: parts.map((part) => (whole > 0 ? part / whole : 0)),
  };
}

function sparse(dense: Float64Array, size: number) {
  const start = new Uint32Array(size + 1);
  const column: number[] = [];
  const value: number[] = [];
  dense.forEach((entry, at) => {
    if (entry > 0) {
      column.push(at % size);
      value.push(entry);
    }
    start[Math.floor(at / size) + 1] = column.length;
  });
  return { size, start, column: Uint32Array.from(column), value: Float64Array.from(value) };
}

function rows(dense: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, a) => [...dense.subarray(a * size, (a + 1) * size)]);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
