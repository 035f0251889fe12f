/** What is wrong with a graph, tied to a node. The reader of model files adds file and line. */
export interface GraphProblem {
  readonly code:
    | 'formula'
    | 'unknown-node'
    | 'cycle'
    | 'probability'
    | 'row-sum'
    | 'table-shape'
    | 'too-large'
    | 'unreachable-selection';
  readonly node: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** A formula that gives no probability, or no number, for some values of the parents. */
export function badRow(node: string, parents: readonly string[], wrong: string, values: Float64Array): GraphProblem {
  const where = parents.map((id, i) => `${id} = ${values[i]}`).join(', ');
  return {
    code: 'probability',
    node,
    message: `${node} ${wrong}${where ? ` where ${where}` : ''}`,
    hint: 'A probability lies between 0 and 1 for every combination of the parents: use min, max or if.',
  };
}

export function wrongRows(node: string, rows: number, combinations: number): GraphProblem {
  return {
    code: 'table-shape',
    node,
    message: `${node} has ${rows} ${rows === 1 ? 'row' : 'rows'} for ${combinations} combinations of its parents' values`,
    hint: 'Write one row for each combination, the last parent changing fastest.',
  };
}

export function unknown(node: string, name: string): GraphProblem {
  return {
    code: 'unknown-node',
    node,
    message: `${node} names ${name}, which is no node of the graph`,
    hint: `Add ${name} under nodes, or correct the name.`,
  };
}

export function cyclic(cycle: readonly string[]): GraphProblem {
  const shown = cycle.length > 12 ? [...cycle.slice(0, 11), '...', cycle[0]!] : cycle;
  return {
    code: 'cycle',
    node: cycle[0]!,
    message: `the graph goes in a circle: ${shown.join(' -> ')}`,
    hint: 'Take one of these arrows out: a node must not be its own cause.',
  };
}

export function tooLarge(node: string, what: string): GraphProblem {
  return {
    code: 'too-large',
    node,
    message: `${node} has ${what}, which is too many`,
    hint: 'Split the node, or give its parents fewer values.',
  };
}
