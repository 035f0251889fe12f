import { logGamma } from '../../fleet/log-gamma.ts';
import type { Controls } from '../line-list/line-list.ts';

/** Contacts by chance of a case, at the least: nobody knows that there can be none. */
const LEAST = 0.02;
/** So many cases with as much contact as others have are put to those that were seen. */
const LIKE_OTHERS = 3;
/** Shapes of the negative binomial distribution: 0.5 where few sessions have most of the contact, 50 nearly Poisson. */
const SHAPES = [0.5, 1, 2, 4, 10, 50];
const MOST_RATIO = 1e4;

/** What is believed of one case when its contacts are counted. */
interface Counted {
  contacts: number;
  growth: number;
  byListed: number;
  outside: number;
}

/**
 * How many contacts with listed writers a case has that did not infect it: negative binomial, in proportion to the cases
 * there were. Cases that another case infected have their own mean, since cases are where cases are; those from outside have
 * that of sessions that are no cases.
 */
export class ChanceContacts {
  private cases = 1;
  private others: number;
  private shape = 1;
  private readonly counted: Counted[] = [];
  private readonly controls: Controls;

  constructor(controls: Controls) {
    this.controls = controls;
    this.others = (controls.contacts + 1) / (controls.sessions + 1);
    this.cases = this.others;
  }

  /**
   * What one of a case's contacts counts where it infected: the probability of the other contacts by chance, relative to
   * that of all of them by chance, shared among them.
   */
  unitOf(contacts: number, growth: number): number {
    if (contacts === 0) return 0;
    const mean = Math.max(LEAST, this.cases * growth);
    return (this.shape + mean) / (mean * (this.shape + contacts - 1));
  }

  /**
   * How many times likelier so many contacts are for a case from outside than, by chance, for one that a case infected. At
   * most 1: many contacts speak against the outside, but few may mean that they were not seen.
   */
  likeOthers(contacts: number, growth: number): number {
    const log = this.logOf(contacts, this.others * growth) - this.logOf(contacts, this.cases * growth);
    return Math.min(1, Math.max(1 / MOST_RATIO, Math.exp(log)));
  }

  count(contacts: number, growth: number, byListed: number, outside: number): void {
    this.counted.push({ contacts, growth, byListed, outside });
  }

  learn(): void {
    let [infected, infectedContacts, outside, outsideContacts] = [0, 0, 0, 0];
    for (const one of this.counted) {
      infected += (1 - one.outside) * one.growth;
      infectedContacts += Math.max(0, (1 - one.outside) * one.contacts - one.byListed);
      outside += one.outside * one.growth;
      outsideContacts += one.outside * one.contacts;
    }
    const { sessions, contacts } = this.controls;
    // Where cases have no more contact than others, contact says nothing; without others there is nothing to compare with.
    const likeAll = (sumOf(this.counted, (one) => one.contacts) + 1) / (this.counted.length + 1);
    const likeOthers = (outsideContacts + contacts + 1) / (outside + sessions + 1);
    this.others = sessions === 0 ? likeAll : Math.min(likeAll, likeOthers);
    this.cases = Math.max(this.others, (infectedContacts + LIKE_OTHERS * this.others) / (infected + LIKE_OTHERS));
    this.shape = this.bestShape();
    this.counted.length = 0;
  }

  private bestShape(): number {
    let best = this.shape;
    let most = Number.NEGATIVE_INFINITY;
    for (const shape of SHAPES) {
      this.shape = shape;
      let log = 0;
      for (const { contacts, growth, byListed, outside } of this.counted) {
        const mean = this.cases * growth;
        if (contacts > 0 && byListed > 0) log += byListed * this.logOf(contacts - 1, mean);
        log +=
          (1 - byListed - outside) * this.logOf(contacts, mean) + outside * this.logOf(contacts, this.others * growth);
      }
      if (log > most) [best, most] = [shape, log];
    }
    return best;
  }

  /** Logarithm of the probability of so many contacts. */
  private logOf(contacts: number, expected: number): number {
    const k = this.shape;
    const mean = Math.max(LEAST, expected);
    return (
      logGamma(contacts + k) -
      logGamma(k) -
      logGamma(contacts + 1) +
      k * Math.log(k / (k + mean)) +
      contacts * Math.log(mean / (k + mean))
    );
  }
}

function sumOf(counted: readonly Counted[], value: (one: Counted) => number): number {
  return counted.reduce((sum, one) => sum + value(one), 0);
}
