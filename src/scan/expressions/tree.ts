import type { Expr } from '@actions/expressions';
import * as data from '@actions/expressions/data/index';

/** An expression as plain data. */
export type Tree =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `github.event.issue.labels.*.name`: parts in lower case; `*` for a star, `?` for an index that is computed. */
  | { readonly kind: 'path'; readonly parts: readonly string[] }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'and' | 'or'; readonly args: readonly Tree[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] }
  /** A member of something that is no path: `fromJSON(x).y`. */
  | { readonly kind: 'member'; readonly of: Tree; readonly name: string };

/** The parser's tree as plain data. The parser bounds its depth (50), so this recursion is short. */
export function toTree(expression: Expr): Tree {
  return expression.accept<Tree>({
    visitLiteral: ({ literal }) => ({ kind: 'literal', value: literalValue(literal) }),
    visitUnary: ({ expr }) => ({ kind: 'not', of: toTree(expr) }),
    visitBinary: ({ left, operator, right }) => ({
      kind: 'compare',
      operator: operator.lexeme,
      left: toTree(left),
      right: toTree(right),
    }),
    visitLogical: ({ operator, args }) => ({ kind: operator.lexeme === '||' ? 'or' : 'and', args: args.map(toTree) }),
    visitGrouping: ({ group }) => toTree(group),
    visitContextAccess: ({ name }) => ({ kind: 'path', parts: [name.lexeme.toLowerCase()] }),
    visitIndexAccess: ({ expr, index }) => {
      const name = indexName(index);
      const of = toTree(expr);
      return of.kind === 'path' ? { kind: 'path', parts: [...of.parts, name] } : { kind: 'member', of, name };
    },
    visitFunctionCall: ({ functionName, args }) => ({
      kind: 'call',
      name: functionName.lexeme.toLowerCase(),
      args: args.map(toTree),
    }),
  });
}

function literalValue(literal: data.ExpressionData): string | number | boolean | null {
  if (literal instanceof data.StringData) return literal.value;
  if (literal instanceof data.NumberData) return literal.value;
  return literal instanceof data.BooleanData ? literal.value : null;
}

function indexName(index: Expr): string {
  // A star is the one kind of index that the parser's visitor does not know.
  if (index.constructor.name === 'Star' || !('accept' in index)) return '*';
  try {
    const tree = toTree(index);
    return tree.kind === 'literal' ? String(tree.value).toLowerCase() : '?';
  } catch {
    return '*';
  }
}

/** Every path of an expression, with those inside of computed indexes left out. */
export function pathsOf(tree: Tree): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const queue: Tree[] = [tree];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next.kind === 'path') found.push(next.parts);
    else if (next.kind === 'not' || next.kind === 'member') queue.push(next.of);
    else if (next.kind === 'compare') queue.push(next.right, next.left);
    else if (next.kind === 'and' || next.kind === 'or' || next.kind === 'call') queue.push(...[...next.args].reverse());
  }
  return found;
}

/** Paths whose value can become the value of the expression; a comparison or a test yields a truth value, never its operands. */
export function valuePaths(tree: Tree): readonly (readonly string[])[] {
  switch (tree.kind) {
    case 'path':
      return [tree.parts];
    case 'member':
      return valuePaths(tree.of);
    case 'or':
      return tree.args.flatMap((arg) => valuePaths(arg));
    case 'and':
      // `a && b` is b when a is true, and a itself only when a is false or empty.
      return tree.args.slice(-1).flatMap((arg) => valuePaths(arg));
    case 'call':
      return ['format', 'join', 'tojson', 'fromjson'].includes(tree.name)
        ? tree.args.flatMap((arg) => valuePaths(arg))
        : [];
    default:
      return [];
  }
}
