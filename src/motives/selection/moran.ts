import { uniforms } from '../random.ts';

/**
 * Chance that one copy of relative fitness r takes over N candidates that are otherwise alike, when only so many are
 * ever tried (Moran, 1958): (1 - 1/r) / (1 - r^-N), and 1/N where r = 1.
 */
export function fixation(r: number, population: number): number {
  if (r === 1) return 1 / population;
  // expm1 keeps the digits where r is close to 1.
  const log = Math.log(r);
  return Math.expm1(-log) / Math.expm1(-population * log);
}

/**
 * The same for a fitness that depends on how many there are already, i = 1 to N - 1: the solution of the birth-death
 * chain, 1 / (1 + sum over m of product over i <= m of 1 / r_i) (Karlin and Taylor, "A first course in stochastic
 * processes", 1975, chapter 4).
 */
export function fixationInChain(ratio: (i: number) => number, population: number): number {
  let product = 1;
  let sum = 1;
  for (let i = 1; i < population; i++) {
    product /= ratio(i);
    sum += product;
  }
  return 1 / sum;
}

/** The same by simulation of the Moran process, with the standard error of the share of runs that fixed. */
export function simulatedFixation(
  r: number,
  population: number,
  runs: number,
  seed: number,
): { mean: number; standardError: number } {
  const draw = uniforms(seed, 'moran');
  let fixed = 0;
  for (let run = 0; run < runs; run++) {
    let i = 1;
    while (i > 0 && i < population) {
      const birth = draw() < (r * i) / (r * i + population - i);
      const death = draw() < i / population;
      if (birth && !death) i++;
      else if (!birth && death) i--;
    }
    if (i === population) fixed++;
  }
  const mean = fixed / runs;
  return { mean, standardError: Math.sqrt((mean * (1 - mean)) / runs) };
}
