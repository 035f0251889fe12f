import type { Channel } from '../../../src/fleet/index.ts';
import type { TruthEpidemic } from '../../../src/lab/index.ts';
import { INTRODUCTION, isEstimable, type Reproduction, UNOBSERVED } from '../../../src/outbreak/index.ts';
import { elapsedShare } from '../../../src/outbreak/reproduction/generation-time.ts';
import { Tally } from '../tally.ts';
import { Calibration } from './calibration.ts';
import { lastWriters, naiveR } from './naive.ts';
import type { Investigated } from './pipeline.ts';

/** A point interval of exact counts may miss by what rounding makes of the share that has elapsed. */
const ROUNDING = 0.005;

/** How well the found outbreaks of many fleets fit their truth. */
export class Score {
  readonly tally = new Tally();
  readonly links = new Calibration();
  readonly answers = new Calibration();
  /** Distances of R by channel from what was realised, of the estimate and of the naive count. */
  readonly distances = { estimate: [] as number[], naive: [] as number[] };
  readonly sizes: number[] = [];
  /** For each fleet the share of its cases with an observed infector of which the likeliest is right. */
  readonly byFleet: number[] = [];

  /** `known`: by the id of a session, the likeliest infector for somebody who knows the lab. */
  add(epidemic: TruthEpidemic, one: Investigated, known: ReadonlyMap<string, string>): void {
    const truth = new Known(epidemic, one);
    this.sizes.push(epidemic.infections.length);
    this.tally.add('cases listed, of those that left telemetry and were recognised', truth.listed, truth.observable);
    this.tally.add('listed that are cases', truth.listed, one.list.cases.length);
    this.infectors(truth, one, known);
    this.sources(truth, one);
    this.introductions(truth, one);
    this.reproduction(epidemic, one);
  }

  private infectors(truth: Known, { list, tree, engine }: Investigated, known: ReadonlyMap<string, string>): void {
    const naive = lastWriters(list);
    const fleet = { right: 0, of: 0 };
    list.cases.forEach(({ session }, place) => {
      const right = truth.answerOf(session);
      if (right === undefined) return;
      const answers = tree.infectors[place]!;
      const top = answers[0]!;
      const name =
        right === INTRODUCTION
          ? 'introduced: "introduction" is likeliest'
          : right === UNOBSERVED
            ? 'infector not observed: "unobserved" is likeliest'
            : 'infector observed: the likeliest is right';
      this.tally.add(name, Number(top.from === right), 1);
      if (right >= 0) {
        fleet.of++;
        if (top.from === right) fleet.right++;
        const infector = list.cases[right]!.session;
        this.tally.add(
          'naive, infector observed: the last whose text was read is right',
          Number(naive[place] === infector),
          1,
        );
        const idOf = (no: number) => engine.sessions.list[no]!.id;
        const best = known.get(idOf(session)) === idOf(infector);
        this.tally.add('infector observed: one who knows the lab is right', Number(best), 1);
        const shown = list.transmissions.some(({ from, to }) => from === right && to === place);
        this.tally.add('infector observed: the list has a contact with it', Number(shown), 1);
      }
      this.answers.add(top.probability, top.from === right);
      for (const { from, probability } of answers) if (from >= 0) this.links.add(probability, from === right);
    });
    if (fleet.of > 0) this.byFleet.push(fleet.right / fleet.of);
  }

  /** Each chain of the truth against the outbreak that holds most of it. */
  private sources(truth: Known, { tree }: Investigated): void {
    const chains = truth.chains();
    for (const { root, places } of chains) {
      if (places.length < 2 || root === undefined) continue;
      const found = tree.outbreaks[truth.outbreakOf(places, tree.outbreaks)]!;
      const isFirst = Number(found.sources[0]?.case === root);
      this.tally.add('source observed: it ranks first', isFirst, 1);
      if (chains.length === 1) this.tally.add('source observed, one introduction alone: it ranks first', isFirst, 1);
    }
  }

  private introductions(truth: Known, { tree, list }: Investigated): void {
    const chains = truth.chains();
    const held = chains.map(({ places }) => truth.outbreakOf(places, tree.outbreaks));
    if (held.length < 2) return;
    this.tally.add(
      'several introductions are not joined into one, fleets',
      Number(new Set(held).size === held.length),
      1,
    );
    // The first case of all needs telling apart from nobody.
    const met = new Set(list.transmissions.flatMap(({ from, to }) => (from >= 0 ? [to] : [])));
    const apartByContact = chains.every(
      ({ root, places }) => places.includes(0) || (root !== undefined && !met.has(root)),
    );
    this.tally.add(
      'several introductions: each later one is listed and had read no listed case, fleets',
      Number(apartByContact),
      1,
    );
    const pairs = (held.length * (held.length - 1)) / 2;
    let apart = 0;
    held.forEach((a, i) => {
      for (const b of held.slice(i + 1)) if (a !== b) apart++;
    });
    this.tally.add('several introductions are not joined into one, pairs', apart, pairs);
  }

  private reproduction(epidemic: TruthEpidemic, { figures, list, seed, engine }: Investigated): void {
    const naive = seed === undefined ? undefined : naiveR(seed, engine);
    const means = realisedMeans(epidemic, figures, list.until);
    for (const { channel, R, realised } of figures.channels) {
      const mean = means.get(channel) ?? 0;
      const holds = (interval: typeof R) => isEstimable(interval) && covers(interval, mean);
      this.tally.add('channels with an R', Number(isEstimable(realised)), 1);
      if (isEstimable(realised)) {
        this.tally.add('realised R by channel: the interval covers the realised mean', Number(holds(realised)), 1);
        if (realised.upper > realised.lower) {
          this.tally.add('realised R by channel, where its interval has a width', Number(holds(realised)), 1);
        }
        this.distances.estimate.push(Math.abs(realised.estimate - mean));
        const counted = naive?.get(channel);
        if (counted !== undefined) this.distances.naive.push(Math.abs(counted - mean));
      }
      if (isEstimable(R)) this.tally.add('R of the process by channel covers the realised mean', Number(holds(R)), 1);
    }
    const { realised } = figures.overall;
    if (isEstimable(realised)) {
      const mean = [...means.values()].reduce((sum, one) => sum + one, 0);
      this.tally.add('realised R in all: the interval covers the realised mean', Number(covers(realised, mean)), 1);
    }
  }
}

function covers({ lower, upper }: { lower: number; upper: number }, mean: number): boolean {
  return mean >= lower - ROUNDING && mean <= upper + ROUNDING;
}

/**
 * What `realised` is about: by channel the cases of the truth that were infected through it, over all its cases, each
 * counted with the share of its time that had elapsed. Who had it and never showed it is no case.
 */
function realisedMeans(
  { infections, transmissions, realised }: TruthEpidemic,
  { generationTime: time }: Reproduction,
  until: number | undefined,
): Map<Channel, number> {
  const offspring = new Map(realised.map(({ channel }) => [channel, 0]));
  const shows = new Set(infections.flatMap(({ session, onset }) => (onset === null ? [] : [session])));
  let followed = 0;
  for (const one of infections) {
    if (one.onset === null) continue;
    const timed = isEstimable(time) && until !== undefined;
    followed += timed
      ? elapsedShare({ mean: time.mean.estimate, shape: time.shape }, Math.max(0, until - one.onset))
      : 1;
  }
  for (const { to, channel } of transmissions) {
    if (shows.has(to)) offspring.set(channel, (offspring.get(channel) ?? 0) + 1);
  }
  return new Map([...offspring].map(([channel, count]) => [channel, followed > 0 ? count / followed : 0]));
}

/** The truth in the numbers of an investigation. */
class Known {
  private readonly epidemic: TruthEpidemic;
  private readonly placeOf = new Map<string, number>();
  private readonly byId: Map<string, TruthEpidemic['infections'][number]>;
  private readonly idOf: string[] = [];
  readonly listed: number;
  readonly observable: number;

  constructor(epidemic: TruthEpidemic, { list, engine }: Investigated) {
    this.epidemic = epidemic;
    this.byId = new Map(epidemic.infections.map((one) => [one.session, one]));
    list.cases.forEach(({ session }, place) => {
      const { id } = engine.sessions.list[session]!;
      this.idOf[session] = id;
      if (this.byId.has(id)) this.placeOf.set(id, place);
    });
    this.listed = this.placeOf.size;
    this.observable = epidemic.infections.filter((one) => one.emitted && one.detected && one.onset !== null).length;
  }

  /** Place of the infector of a listed case, or why it has none; `undefined` for a session that is no case in truth. */
  answerOf(session: number): number | undefined {
    const one = this.byId.get(this.idOf[session]!);
    if (one === undefined) return undefined;
    if (one.from === null) return INTRODUCTION;
    return this.placeOf.get(one.from) ?? UNOBSERVED;
  }

  /** Listed cases by their introduction, and its place where it is listed itself. */
  chains(): { root: number | undefined; places: number[] }[] {
    const rootOf = new Map<string, string>();
    const chains = new Map<string, number[]>();
    for (const { session, from } of this.epidemic.infections) {
      const root = from === null ? session : rootOf.get(from)!;
      rootOf.set(session, root);
      const place = this.placeOf.get(session);
      if (place !== undefined) chains.set(root, [...(chains.get(root) ?? []), place]);
    }
    return [...chains].map(([root, places]) => ({ root: this.placeOf.get(root), places }));
  }

  /** The found outbreak that holds most of these places. */
  outbreakOf(places: readonly number[], outbreaks: readonly { cases: readonly number[] }[]): number {
    const wanted = new Set(places);
    let best = 0;
    let most = -1;
    outbreaks.forEach(({ cases }, no) => {
      const held = cases.filter((place) => wanted.has(place)).length;
      if (held > most) [best, most] = [no, held];
    });
    return best;
  }
}
