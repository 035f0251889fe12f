import { fillSet, HashSet, Shingles, Words, winnow } from '../lineage/index.ts';
import { dropLinePrefixes } from './line-prefix.ts';

/** Fingerprints of one text that are looked up at the most. */
const MAX_FINGERPRINTS = 1 << 16;

/**
 * One text, looked at in several ways, each worked out when first asked for. Every room that looks at the text of an
 * event looks through the same lens, so that it is read once.
 */
export class TextLens {
  readonly words = new Words();
  text = '';
  private readonly shinglesOf = new Shingles();
  private readonly setOf = new HashSet();
  private readonly prints = new Uint32Array(MAX_FINGERPRINTS);
  private printCount = 0;
  private digestOf = 0;
  private ready = { shingles: false, set: false, prints: false, digest: false };

  look(text: string): this {
    this.text = text;
    this.words.set(text);
    dropLinePrefixes(text, this.words);
    this.ready.shingles = this.ready.set = this.ready.prints = this.ready.digest = false;
    return this;
  }

  /** `Words.digest()` of the text. */
  get digest(): number {
    if (!this.ready.digest) {
      this.digestOf = this.words.digest();
      this.ready.digest = true;
    }
    return this.digestOf;
  }

  get shingles(): Shingles {
    if (!this.ready.shingles) {
      this.shinglesOf.set(this.words);
      this.ready.shingles = true;
    }
    return this.shinglesOf;
  }

  get set(): HashSet {
    if (!this.ready.set) {
      fillSet(this.setOf, this.shingles);
      this.ready.set = true;
    }
    return this.setOf;
  }

  /** Winnowed fingerprints, valid until the next `look`. */
  get fingerprints(): Uint32Array {
    if (!this.ready.prints) {
      this.printCount = winnow(this.shingles, this.prints);
      this.ready.prints = true;
    }
    return this.prints.subarray(0, this.printCount);
  }
}
