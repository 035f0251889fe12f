/**
 * Random numbers by counter and key: the n-th number of a stream depends on the stream's name and on n alone, so adding
 * a draw to one stream never shifts another. Quality is that of a 64-bit-keyed avalanche hash: good for scripted fleets,
 * not for cryptography.
 */
export class Rng {
  readonly #k0: number;
  readonly #k1: number;
  #counter = 0;

  private constructor(k0: number, k1: number) {
    this.#k0 = k0;
    this.#k1 = k1;
  }

  static of(seed: number, name = ''): Rng {
    return new Rng(mix(seed ^ 0x243f6a88), mix(Math.floor(seed / 0x1_0000_0000) ^ 0x85a308d3)).stream(name);
  }

  /** A stream of its own; asking again for the same name gives the same numbers. */
  stream(name: string | number): Rng {
    let a = this.#k0;
    let b = this.#k1;
    const text = String(name);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = mix(b + code + Math.imul(i + 1, 0x9e3779b9));
    }
    return new Rng(mix(a ^ b), mix(b + 0x6a09e667));
  }

  /** Uniform over 0 … 2^32 - 1. */
  u32(): number {
    const n = this.#counter++;
    return mix(mix(this.#k0 ^ Math.imul(n, 0x9e3779b9)) ^ (this.#k1 + n)) >>> 0;
  }

  /** Uniform over [0, 1). */
  unit(): number {
    return this.u32() / 0x1_0000_0000;
  }

  /** Uniform over 0 … n - 1. */
  int(n: number): number {
    return Math.floor(this.unit() * n);
  }

  chance(p: number): boolean {
    return this.unit() < p;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }

  /** One key of `weights`, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[];
    let left = this.unit() * keys.reduce((sum, key) => sum + weights[key], 0);
    for (const key of keys) {
      left -= weights[key];
      if (left < 0) return key;
    }
    return keys[keys.length - 1]!;
  }

  lognormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.unit()));
  }

  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    let out = '';
    while (out.length < length) out += this.u32().toString(16).padStart(8, '0');
    return out.slice(0, length);
  }

  /** Letters and digits, as vendors use in call ids. */
  token(length: number): string {
    const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789';
    let out = '';
    for (let i = 0; i < length; i++) out += alphabet[this.int(alphabet.length)];
    return out;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const h = this.hex(32);
    const variant = '89ab'[this.int(4)];
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
