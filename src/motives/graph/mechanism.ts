import { parseFormula } from '../model/formula.ts';
import type { Mechanism } from '../model/types.ts';
import type { GraphProblem } from './problems.ts';

/** A mechanism read: its parents, and its conditional distribution as a function of their values. */
export interface Law {
  readonly kind: Mechanism['kind'];
  readonly parents: readonly string[];
  /** Values that the node can have, given the parents' possible values. */
  domain(parents: readonly Float64Array[]): number[];
  /**
   * Writes the distribution over `values` for one combination of the parents' values; combinations are numbered with the
   * last parent fastest. `noise`: the parameters of a noisy-or as somebody believes them; other kinds ignore it. Answers
   * what is wrong, if anything.
   */
  fill(
    row: Float64Array,
    values: Float64Array,
    parents: ArrayLike<number>,
    combination: number,
    noise?: Float64Array,
  ): string | undefined;
  /** Rows that a table has; it needs one for each combination of its parents' values. */
  readonly rows?: number;
  /** Parameters of a noisy-or (leak first), which noise applies to; for other kinds noise applies to rows. */
  readonly parameters?: readonly number[];
}

const BINARY = [0, 1];

/** Probabilities are written by people: a sum may be off by this much, and is then put right. */
const SLACK = 1e-6;

/** Reads a mechanism. Domains of `given` and `property` nodes are what contexts and actions set: `domain`. */
export function readMechanism(
  node: string,
  mechanism: Mechanism,
  domain: readonly number[],
): { law: Law } | { problem: GraphProblem } {
  switch (mechanism.kind) {
    case 'given':
      return { law: pointMass('given', mechanism.value, domain) };
    case 'property':
      return { law: pointMass('property', 0, domain) };
    case 'any':
      return noisyOr(node, mechanism);
    case 'table':
      return table(node, mechanism);
    case 'chance':
    case 'value':
      return formula(node, mechanism);
  }
}

function pointMass(kind: 'given' | 'property', value: number, domain: readonly number[]): Law {
  return {
    kind,
    parents: [],
    domain: () => [...new Set([value, ...domain])].sort((a, b) => a - b),
    fill: (row, values) => {
      for (let i = 0; i < row.length; i++) row[i] = values[i] === value ? 1 : 0;
      return undefined;
    },
  };
}

function formula(
  node: string,
  mechanism: Extract<Mechanism, { formula: string }>,
): { law: Law } | { problem: GraphProblem } {
  const read = parseFormula(mechanism.formula);
  if ('problem' in read) {
    const { message, offset } = read.problem;
    return {
      problem: {
        code: 'formula',
        node,
        message: `the formula of ${node} cannot be read: ${message}, at character ${offset + 1}`,
        hint: 'Use numbers, node names, + - * / ( ), comparisons, min, max and if(condition, a, b).',
      },
    };
  }
  const { names, evaluate } = read.formula;
  if (mechanism.kind === 'value') {
    return {
      law: {
        kind: 'value',
        parents: names,
        domain: (parents) => [...reachable(parents, evaluate)].sort((a, b) => a - b),
        fill: (row, values, parents) => {
          const value = tidy(evaluate(parents));
          for (let i = 0; i < row.length; i++) row[i] = values[i] === value ? 1 : 0;
          return Number.isFinite(value) ? undefined : `gives ${value}`;
        },
      },
    };
  }
  return {
    law: {
      kind: 'chance',
      parents: names,
      domain: () => BINARY,
      fill: (row, values, parents) => {
        const p = tidy(evaluate(parents));
        if (!(p >= 0 && p <= 1)) return `gives the probability ${p}`;
        binary(row, values, p);
        return undefined;
      },
    },
  };
}

/** Noisy-or (Pearl, "Probabilistic reasoning in intelligent systems", 1988, section 4.3.2). */
function noisyOr(
  node: string,
  mechanism: Extract<Mechanism, { kind: 'any' }>,
): { law: Law } | { problem: GraphProblem } {
  const parents = Object.keys(mechanism.causes);
  const parameters = [mechanism.leak, ...Object.values(mechanism.causes)];
  const bad = parameters.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) {
    return {
      problem: {
        code: 'probability',
        node,
        message: `${node} has a strength or leak of ${bad}`,
        hint: 'Strengths and leak are probabilities: write numbers from 0 to 1.',
      },
    };
  }
  return {
    law: {
      kind: 'any',
      parents,
      parameters,
      domain: () => BINARY,
      fill: (row, values, given, _combination, noise) => {
        let none = 1 - (noise?.[0] ?? mechanism.leak);
        for (let i = 0; i < parents.length; i++) {
          if (given[i] !== 0) none *= 1 - (noise?.[i + 1] ?? parameters[i + 1]!);
        }
        binary(row, values, 1 - none);
        return undefined;
      },
    },
  };
}

function table(
  node: string,
  mechanism: Extract<Mechanism, { kind: 'table' }>,
): { law: Law } | { problem: GraphProblem } {
  const { parents, values, rows } = mechanism;
  for (const [index, row] of rows.entries()) {
    const sum = row.reduce((total, p) => total + p, 0);
    const negative = row.find((p) => !(p >= 0 && p <= 1 + SLACK));
    if (row.length !== values.length || negative !== undefined || Math.abs(sum - 1) > SLACK) {
      const what =
        row.length !== values.length
          ? `has ${row.length} probabilities for ${values.length} values`
          : negative !== undefined
            ? `has the probability ${negative}`
            : `sums to ${tidy(sum)}`;
      return {
        problem: {
          code: 'row-sum',
          node,
          message: `row ${index + 1} of ${node} ${what}`,
          hint: 'A row has one probability for each value, from 0 to 1, and sums to 1.',
        },
      };
    }
  }
  return {
    law: {
      kind: 'table',
      parents,
      rows: rows.length,
      domain: () => [...new Set(values)].sort((a, b) => a - b),
      fill: (row, domain, _given, combination) => {
        const chosen = rows[combination]!;
        row.fill(0);
        const sum = chosen.reduce((total, p) => total + p, 0);
        for (const [i, p] of chosen.entries()) row[domain.indexOf(values[i]!)]! += p / sum;
        return undefined;
      },
    },
  };
}

function binary(row: Float64Array, values: Float64Array, p: number): void {
  for (let i = 0; i < row.length; i++) row[i] = values[i] === 1 ? p : values[i] === 0 ? 1 - p : 0;
}

/** Every value that a formula takes over the parents' possible values. */
function reachable(parents: readonly Float64Array[], evaluate: (values: ArrayLike<number>) => number): Set<number> {
  const found = new Set<number>();
  const values = new Float64Array(parents.length);
  const visit = (depth: number): void => {
    const domain = parents[depth];
    if (!domain) {
      found.add(tidy(evaluate(values)));
      return;
    }
    for (const value of domain) {
      values[depth] = value;
      visit(depth + 1);
    }
  };
  visit(0);
  return found;
}

/** 0.1 + 0.2 and 0.3 are the same value of a node. */
function tidy(value: number): number {
  return Math.round(value * 1e12) / 1e12;
}
