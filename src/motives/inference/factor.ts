/** A non-negative function of some variables, the last one fastest. Variables are node numbers, in any order. */
export interface Factor {
  readonly vars: readonly number[];
  readonly cards: readonly number[];
  readonly data: Float64Array;
}

/** Entries that a factor may have; beyond it inference is by sampling. */
export const LARGEST_FACTOR = 1 << 22;

/** Number of entries of a factor over these variables. */
export function sizeOf(vars: Iterable<number>, card: (v: number) => number): number {
  let size = 1;
  for (const v of vars) size *= card(v);
  return size;
}

/** The product of factors, summed over one variable, or over none (-1). */
export function multiply(factors: readonly Factor[], sumOut: number): Factor {
  const cardOf = new Map<number, number>();
  for (const f of factors) for (const [i, v] of f.vars.entries()) cardOf.set(v, f.cards[i]!);
  const kept = [...cardOf.keys()].filter((v) => v !== sumOut);
  // The summed variable is walked fastest, so that each result entry is written once.
  const vars = cardOf.has(sumOut) ? [...kept, sumOut] : kept;
  const cards = vars.map((v) => cardOf.get(v)!);
  const inner = cardOf.get(sumOut) ?? 1;
  const size = cards.reduce((product, card) => product * card, 1);
  const steps = factors.map((f) => stepsOf(f, vars));
  const positions = new Int32Array(factors.length);
  const digits = new Int32Array(vars.length);
  const data = new Float64Array(size / inner);
  for (let i = 0; i < size; i++) {
    let product = 1;
    for (let f = 0; f < factors.length; f++) product *= factors[f]!.data[positions[f]!]!;
    data[(i / inner) | 0]! += product;
    for (let d = vars.length - 1; d >= 0; d--) {
      const carry = ++digits[d]! === cards[d];
      for (let f = 0; f < steps.length; f++) {
        positions[f]! += carry ? -steps[f]![d]! * (cards[d]! - 1) : steps[f]![d]!;
      }
      if (!carry) break;
      digits[d] = 0;
    }
  }
  return { vars: kept, cards: kept.map((v) => cardOf.get(v)!), data };
}

/** How far a step of each variable moves in a factor's data; 0 for variables that it does not have. */
function stepsOf(factor: Factor, vars: readonly number[]): Int32Array {
  const steps = new Int32Array(vars.length);
  let stride = 1;
  for (let i = factor.vars.length - 1; i >= 0; i--) {
    const at = vars.indexOf(factor.vars[i]!);
    if (at >= 0) steps[at] = stride;
    stride *= factor.cards[i]!;
  }
  return steps;
}

/** The part of a factor where a variable has a value. */
export function restrict(factor: Factor, variable: number, value: number): Factor {
  const at = factor.vars.indexOf(variable);
  if (at < 0) return factor;
  const after = factor.cards.slice(at + 1).reduce((product, card) => product * card, 1);
  const card = factor.cards[at]!;
  const data = new Float64Array(factor.data.length / card);
  for (let i = 0; i < data.length; i++) {
    const outer = Math.floor(i / after);
    data[i] = factor.data[(outer * card + value) * after + (i % after)]!;
  }
  const without = (_: number, i: number): boolean => i !== at;
  return { vars: factor.vars.filter(without), cards: factor.cards.filter(without), data };
}
