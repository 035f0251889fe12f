// By parts: the evaluator and the completion, which are most of the library, are not needed.
import { wellKnownFunctions } from '@actions/expressions/funcs';
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import type { SourceText } from '../repository/position.ts';
import type { ExpressionText, FoundExpression } from './situation.ts';
import { type Tree, toTree } from './tree.ts';

/** Every context of workflows and actions; which of them exist where is no concern here. */
const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];

const FUNCTIONS = [
  ...Object.values(wellKnownFunctions).map(({ name, minArgs, maxArgs }) => ({ name, minArgs, maxArgs })),
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
  ...['success', 'failure', 'always', 'cancelled'].map((name) => ({ name, minArgs: 0, maxArgs: 255 })),
];

/** Expressions in one scalar; GitHub's own limit on the length of a scalar is near 21,000 letters. */
const MAX_EXPRESSIONS = 500;

const PARSED = new Map<string, Tree | undefined>();
const MAX_REMEMBERED = 5_000;

/** The tree of an expression; `undefined` for what GitHub would not accept, or for nothing at all. */
export function parseExpression(text: string): Tree | undefined {
  if (PARSED.has(text)) return PARSED.get(text);
  let tree: Tree | undefined;
  try {
    const parsed = new Parser(new Lexer(text).lex().tokens, CONTEXTS, FUNCTIONS).parse();
    tree = parsed === undefined ? undefined : toTree(parsed);
  } catch {
    tree = undefined;
  }
  if (PARSED.size >= MAX_REMEMBERED) PARSED.clear();
  PARSED.set(text, tree);
  return tree;
}

/** The `${{ }}` of a scalar. A `}}` inside of a quoted string does not end one; an end that is missing makes none. */
export function findExpressions(text: SourceText): readonly FoundExpression[] {
  const { value } = text;
  const found: FoundExpression[] = [];
  let at = value.indexOf('${{');
  while (at >= 0 && found.length < MAX_EXPRESSIONS) {
    const end = endOfExpression(value, at + 3);
    if (end === undefined) break;
    found.push(new LazyExpression(text, at, end));
    at = value.indexOf('${{', end);
  }
  return found;
}

function endOfExpression(value: string, from: number): number | undefined {
  let quoted = false;
  for (let i = from; i < value.length; i++) {
    const letter = value[i];
    if (letter === "'") quoted = !quoted;
    else if (!quoted && letter === '}' && value[i + 1] === '}') return i + 2;
  }
  return undefined;
}

class LazyExpression implements FoundExpression {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly #holder: SourceText;

  constructor(holder: SourceText, start: number, end: number) {
    this.#holder = holder;
    this.start = start;
    this.end = end;
    this.text = holder.value.slice(start + 3, end - 2).trim();
  }

  get span() {
    return this.#holder.spanOf(this.start, this.end);
  }
}

/** A scalar together with its expressions. */
export function withExpressions(text: SourceText): ExpressionText {
  return new Expressions(text, (holder) => findExpressions(holder));
}

/** An `if:`: one expression, with or without braces; text around braces makes a string, which is true. */
export function asCondition(text: SourceText): ExpressionText {
  return new Expressions(text, (holder) => {
    const found = findExpressions(holder);
    if (found.length > 0) return found;
    return [{ text: holder.value.trim(), span: holder.span, start: 0, end: holder.value.length }];
  });
}

class Expressions implements ExpressionText {
  readonly #text: SourceText;
  readonly #find: (text: SourceText) => readonly FoundExpression[];
  #expressions: readonly FoundExpression[] | undefined;

  constructor(text: SourceText, find: (text: SourceText) => readonly FoundExpression[]) {
    this.#text = text;
    this.#find = find;
  }

  get value() {
    return this.#text.value;
  }

  get span() {
    return this.#text.span;
  }

  spanOf(start: number, end: number) {
    return this.#text.spanOf(start, end);
  }

  get expressions() {
    this.#expressions ??= this.#find(this.#text);
    return this.#expressions;
  }
}
