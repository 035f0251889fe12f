/**
 * A stream of uniform numbers in [0, 1) for a seed and a key: the same seed and key give the same stream, whatever else
 * was drawn before. Avalanche hash of a counter (the finaliser of MurmurHash3, Appleby, public domain); good for
 * simulation, not for cryptography.
 */
export function uniforms(seed: number, key: string): () => number {
  let a = mix((seed | 0) ^ 0x243f6a88);
  let b = mix(Math.floor(seed / 0x1_0000_0000) ^ 0x85a308d3);
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    a = mix(Math.imul(a ^ code, 0x01000193));
    b = mix(b + code + Math.imul(i + 1, 0x9e3779b9));
  }
  let n = 0;
  return () => {
    const high = mix(mix(a ^ Math.imul(++n, 0x9e3779b9)) ^ (b + n)) >>> 5;
    const low = mix(mix(b ^ Math.imul(n, 0x85ebca6b)) ^ (a - n)) >>> 6;
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  };
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
