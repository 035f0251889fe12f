/**
 * A stream of uniform numbers in (0, 1) for a seed, the same on every machine (splitmix32 with two words of state,
 * after Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Not for cryptography.
 */
export function randomStream(seed: number): () => number {
  let a = finish((seed | 0) ^ 0x2545f491);
  let b = finish(Math.floor(seed / 0x1_0000_0000) ^ 0x632be59b);
  return () => {
    a = (a + 0x9e3779b9) | 0;
    b = (b + 0x7f4a7c15) | 0;
    return ((finish(a ^ finish(b)) >>> 0) + 0.5) / 0x1_0000_0000;
  };
}

function finish(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}
