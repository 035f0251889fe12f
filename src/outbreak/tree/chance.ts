import { CHANNELS } from '../../fleet/index.ts';
import { logGamma } from '../../fleet/log-gamma.ts';
import type { Controls } from '../line-list/line-list.ts';
import { CHANNEL_SLOTS } from './features.ts';
import type { Rows } from './rows.ts';

/** Contacts by chance of a case through a channel, at the least: nobody knows that there can be none. */
const LEAST = 0.02;
/** So many cases with as much contact as others have are put to those that were seen. */
export const LIKE_OTHERS = 3;
/** Infections that the belief is worth that no channel infects more than another. */
const STRENGTH = 10;
/** Shapes of the negative binomial distribution: 0.5 where few sessions have most of the contact, 50 nearly Poisson. */
const SHAPES = [0.5, 1, 2, 4, 10, 50];
const MOST_RATIO = 1e4;
/** Cases from which the shape is chosen; of more, as many spread over all. */
const SAMPLE = 2_000;

/**
 * How many contacts with listed writers a case has that did not infect it: through each channel negative binomial, in
 * proportion to the cases there were. Cases that another case infected have their own mean, since cases are where cases
 * are; those from outside have that of sessions that are no cases.
 *
 * Each channel by itself: one look at a notebook meets ten writers, one message meets one. With a single count for all, the
 * rare message would stand out from the many notes, and pass for what infected.
 */
export class ChanceContacts {
  private readonly rows: Rows;
  private readonly controls: Controls;
  /** Channels through which cases had contact, and by channel the rest. */
  private readonly used: number[];
  private readonly contacts = new Float64Array(CHANNEL_SLOTS);
  private readonly controlContacts = new Float64Array(CHANNEL_SLOTS);
  private readonly others = new Float64Array(CHANNEL_SLOTS);
  private readonly cases = new Float64Array(CHANNEL_SLOTS);
  private readonly shape = new Float64Array(CHANNEL_SLOTS).fill(1);
  /** Share of the infecting contacts that go through the channel. */
  private readonly infecting = new Float64Array(CHANNEL_SLOTS);

  constructor(rows: Rows, controls: Controls) {
    this.rows = rows;
    this.controls = controls;
    const n = rows.onset.length;
    for (let at = 0; at < n * CHANNEL_SLOTS; at++) this.contacts[at % CHANNEL_SLOTS]! += rows.contactsBy[at]!;
    this.used = [...this.contacts.keys()].filter((c) => this.contacts[c]! > 0);
    const all = sum(this.contacts);
    for (const c of this.used) {
      // Where it was not counted by channel, others are taken to have had contact through the channels that cases had.
      const counted = controls.byChannel?.[CHANNELS[c]!] ?? (controls.byChannel === undefined ? undefined : 0);
      this.controlContacts[c] = counted ?? (controls.contacts * this.contacts[c]!) / all;
      this.others[c] = (this.controlContacts[c]! + this.some) / (controls.sessions + 1);
      this.cases[c] = this.others[c]!;
    }
    this.share(new Float64Array(CHANNEL_SLOTS));
  }

  /** What is believed to be there of contact, shared among the channels. */
  private get some(): number {
    return 1 / this.used.length;
  }

  /**
   * What one of a case's contacts through the channel counts where it infected: the probability of the other contacts by
   * chance, relative to that of all of them by chance, shared among them; times how common infection through it is.
   */
  unitOf(rank: number, channel: number): number {
    const contacts = this.rows.contactsBy[rank * CHANNEL_SLOTS + channel]!;
    if (contacts === 0) return 0;
    const k = this.shape[channel]!;
    const mean = Math.max(LEAST, this.cases[channel]! * this.growthOf(rank));
    return (this.infecting[channel]! * (k + mean)) / (mean * (k + contacts - 1));
  }

  /** What is learned that could fit chance: the means of cases that others have not, and the shares of channels. */
  get learned(): number {
    return Math.max(0, 2 * this.used.length - 1);
  }

  /** How many times likelier a contact through the channel is to be the infecting one than another is. */
  ratioOf(channel: number): number {
    return (this.infecting[channel]! * sum(this.cases)) / Math.max(LEAST, this.cases[channel]!);
  }

  /**
   * How many times likelier so many contacts are for a case from outside than, by chance, for one that a case infected. At
   * most 1: many contacts speak against the outside, but few may mean that they were not seen.
   */
  likeOthers(rank: number): number {
    const growth = this.growthOf(rank);
    let log = 0;
    for (const c of this.used) {
      if (this.cases[c] === this.others[c]) continue;
      const contacts = this.rows.contactsBy[rank * CHANNEL_SLOTS + c]!;
      const k = this.shape[c]!;
      log += varying(k, contacts, this.others[c]! * growth) - varying(k, contacts, this.cases[c]! * growth);
    }
    return Math.min(1, Math.max(1 / MOST_RATIO, Math.exp(log)));
  }

  /** `infected`: for each case and channel the probability that a listed case infected it through the channel. */
  learn(infected: Float64Array, outside: Float64Array): void {
    const { contactsBy } = this.rows;
    const through = new Float64Array(CHANNEL_SLOTS);
    const chance = new Float64Array(CHANNEL_SLOTS);
    const outsideContacts = new Float64Array(CHANNEL_SLOTS);
    let [ofInfected, ofOutside] = [0, 0];
    for (let i = 0; i < outside.length; i++) {
      const growth = this.growthOf(i);
      ofInfected += (1 - outside[i]!) * growth;
      ofOutside += outside[i]! * growth;
      for (const c of this.used) {
        const at = i * CHANNEL_SLOTS + c;
        through[c]! += infected[at]!;
        chance[c]! += Math.max(0, (1 - outside[i]!) * contactsBy[at]! - infected[at]!);
        outsideContacts[c]! += outside[i]! * contactsBy[at]!;
      }
    }
    const { sessions } = this.controls;
    for (const c of this.used) {
      // Where cases have no more contact than others, contact says nothing; without others there is nothing to compare with.
      const likeAll = (this.contacts[c]! + this.some) / (outside.length + 1);
      const likeOthers = (outsideContacts[c]! + this.controlContacts[c]! + this.some) / (ofOutside + sessions + 1);
      this.others[c] = sessions === 0 ? likeAll : Math.min(likeAll, likeOthers);
      this.cases[c] = Math.max(
        this.others[c]!,
        (chance[c]! + LIKE_OTHERS * this.others[c]!) / (ofInfected + LIKE_OTHERS),
      );
      this.shape[c] = likeliest(SHAPES, (k) => this.logOf(c, k, infected, outside));
    }
    this.share(through);
  }

  /** The more cases there were, the more contact with them chance gives; 1 halfway through. */
  private growthOf(rank: number): number {
    return (2 * rank + 1) / this.rows.onset.length;
  }

  private share(through: Float64Array): void {
    const all = sum(through) + STRENGTH;
    const chance = sum(this.cases);
    for (const c of this.used) this.infecting[c] = (through[c]! + (STRENGTH * this.cases[c]!) / chance) / all;
  }

  private logOf(channel: number, k: number, infected: Float64Array, outside: Float64Array): number {
    const fixed = fixedParts(k);
    const n = outside.length;
    let log = 0;
    for (let i = 0; i < n; i += Math.ceil(n / SAMPLE)) {
      const at = i * CHANNEL_SLOTS + channel;
      const [contacts, byListed, o] = [this.rows.contactsBy[at]!, infected[at]!, outside[i]!];
      const growth = this.growthOf(i);
      const mean = this.cases[channel]! * growth;
      if (contacts > 0 && byListed > 0) log += byListed * (fixed(contacts - 1) + varying(k, contacts - 1, mean));
      if (byListed + o < 1) log += (1 - byListed - o) * (fixed(contacts) + varying(k, contacts, mean));
      if (o > 0) log += o * (fixed(contacts) + varying(k, contacts, this.others[channel]! * growth));
    }
    return log;
  }
}

function likeliest<T>(of: readonly T[], logOf: (one: T) => number): T {
  let best = of[0] as T;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of of) {
    const log = logOf(one);
    if (log > most) [best, most] = [one, log];
  }
  return best;
}

/** The part of the logarithm of the negative binomial probability that depends on the mean. */
function varying(k: number, contacts: number, expected: number): number {
  const mean = Math.max(LEAST, expected);
  return contacts * Math.log(mean) - (k + contacts) * Math.log(k + mean);
}

/** The other part, up to what is the same for all shapes; each count is worked out once. */
function fixedParts(k: number): (contacts: number) => number {
  const known: number[] = [];
  const start = k * Math.log(k) - logGamma(k);
  return (contacts) => {
    known[contacts] ??= start + logGamma(contacts + k);
    return known[contacts]!;
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
