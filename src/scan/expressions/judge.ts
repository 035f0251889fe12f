import { parseExpression } from './parse.ts';
import type { Answer, ExpressionText, Persona, Situation } from './situation.ts';
import type { Tree } from './tree.ts';
import { type Binds, githubValue, UNKNOWN, type Value } from './value.ts';

/**
 * Truth of a condition in a situation. `can`: whoever is in it may make it true, or circumstances may. `unknown`: what it
 * hangs on is not in the tree.
 */
type Truth = 'true' | 'false' | 'can' | 'unknown';

export interface Verdict {
  readonly answer: Answer;
  /** Whom or what the parts of the condition bind that say no, or that are open. */
  readonly binds: Binds;
  /** True when the condition has `always()`, `failure()` or `cancelled()`, so that a skipped `needs` does not skip it. */
  readonly ignoresNeeds: boolean;
  /** True when it passes only once labels, assignees or approvals are set. */
  readonly needsState: boolean;
}

/** Values of contexts other than `github`: `env`, `inputs`, `steps`, `needs`, `vars`. */
export type Lookup = (parts: readonly string[]) => Value | Tree | undefined;

const PASSES: Verdict = { answer: 'yes', binds: 'nobody', ignoresNeeds: false, needsState: false };
const STATUS = new Set(['always', 'failure', 'cancelled']);
const MAX_LOOKUPS = 50;

/** Whether an `if:` lets a situation through. `types` are the activity types that the trigger lets through. */
export function judge(
  condition: ExpressionText | undefined,
  situation: Situation,
  types: readonly string[],
  lookup: Lookup = () => undefined,
): Verdict {
  if (condition === undefined) return PASSES;
  const [only] = condition.expressions;
  if (only === undefined || condition.expressions.length > 1 || !spansWhole(condition, only)) {
    // Text around `${{ }}` makes a string that is never empty, so the condition always holds. A trap, and not a gate.
    return PASSES;
  }
  const tree = parseExpression(only.text);
  if (tree === undefined) return only.text === '' ? PASSES : { ...PASSES, answer: 'unknown' };
  // An account has one association at a time: a condition that names several is judged for each by itself.
  const verdicts = (/author_association/i.test(only.text) ? oneAssociation(situation) : [situation]).map((one) =>
    judgeOne(tree, one, types, lookup),
  );
  return (
    verdicts.find(({ answer }) => answer === 'yes') ??
    verdicts.find(({ answer }) => answer === 'unknown') ??
    verdicts[0]!
  );
}

function oneAssociation(situation: Situation): Situation[] {
  const each = (person: Persona) => person.associations.map((one) => ({ ...person, associations: [one] }));
  const { author } = situation;
  return each(situation.actor).flatMap((actor) =>
    author === undefined || author === situation.actor
      ? [{ ...situation, actor, author: actor }]
      : each(author).map((other) => ({ ...situation, actor, author: other })),
  );
}

function judgeOne(tree: Tree, situation: Situation, types: readonly string[], lookup: Lookup): Verdict {
  const judged = new Judge(situation, types, lookup);
  const truth = judged.truth(tree);
  const answer = truth === 'false' ? 'no' : truth === 'unknown' ? 'unknown' : 'yes';
  return {
    answer,
    binds: answer === 'no' ? judged.binds(['false', 'true']) : judged.binds(['unknown']),
    ignoresNeeds: judged.ignoresNeeds,
    needsState: answer !== 'no' && judged.needsState(tree),
  };
}

function spansWhole(condition: ExpressionText, only: { start: number; end: number }): boolean {
  return condition.value.slice(0, only.start).trim() === '' && condition.value.slice(only.end).trim() === '';
}

class Judge {
  readonly #situation: Situation;
  readonly #types: readonly string[];
  readonly #lookup: Lookup;
  readonly #notes: { truth: Truth; binds: Binds }[] = [];
  #lookups = 0;
  #stateAnswer: Truth = 'unknown';
  ignoresNeeds = false;

  constructor(situation: Situation, types: readonly string[], lookup: Lookup) {
    this.#situation = situation;
    this.#types = types;
    this.#lookup = lookup;
  }

  /** Whom the parts of the condition with one of these truths bind. */
  binds(truths: readonly Truth[]): Binds {
    const notes = this.#notes.filter((note) => truths.includes(note.truth) && note.binds !== 'nobody');
    const order: readonly Binds[] = ['actor', 'author', 'origin', 'state'];
    return order.find((binds) => notes.some((note) => note.binds === binds)) ?? 'nobody';
  }

  /** Would it be false if nobody had set any label? */
  needsState(tree: Tree): boolean {
    if (!this.#notes.some((note) => note.binds === 'state')) return false;
    this.#stateAnswer = 'false';
    return this.truth(tree) === 'false';
  }

  truth(tree: Tree): Truth {
    switch (tree.kind) {
      case 'and':
        return and(tree.args.map((arg) => this.truth(arg)));
      case 'or':
        return or(tree.args.map((arg) => this.truth(arg)));
      case 'not':
        return not(this.truth(tree.of));
      case 'compare':
        return this.#note(this.#compare(tree.operator, tree.left, tree.right), tree.left, tree.right);
      case 'call':
        return this.#call(tree.name, tree.args);
      default:
        return this.#note(this.#truthy(this.#value(tree)), tree);
    }
  }

  #note(truth: Truth, ...trees: Tree[]): Truth {
    for (const tree of trees) {
      const value = this.#value(tree);
      this.#notes.push({ truth, binds: value.binds });
    }
    return truth;
  }

  #value(tree: Tree): Value {
    if (tree.kind === 'literal') return { kind: 'set', values: [tree.value], binds: 'nobody' };
    if (tree.kind === 'path') {
      if (tree.parts[0] === 'github') return githubValue(tree.parts, this.#situation, this.#types);
      const found = this.#lookups++ < MAX_LOOKUPS ? this.#lookup(tree.parts) : undefined;
      if (found === undefined) return UNKNOWN;
      return 'binds' in found ? found : this.#value(found);
    }
    if (tree.kind === 'call' && tree.name === 'fromjson' && tree.args[0] !== undefined)
      return this.#fromJson(tree.args[0]);
    if (tree.kind === 'call' && (tree.name === 'tojson' || tree.name === 'format' || tree.name === 'join')) {
      const values = tree.args.map((arg) => this.#value(arg));
      return (
        values.find((value) => value.kind === 'choice') ?? values.find((value) => value.kind === 'state') ?? UNKNOWN
      );
    }
    if (tree.kind === 'or' || tree.kind === 'and') {
      const values = tree.args.map((arg) => this.#value(arg));
      return values.find((value) => value.kind !== 'unknown' && this.#truthy(value) !== 'false') ?? UNKNOWN;
    }
    return UNKNOWN;
  }

  #fromJson(of: Tree): Value {
    const inner = this.#value(of);
    if (inner.kind !== 'set' || inner.values.length !== 1) return inner;
    try {
      const parsed: unknown = JSON.parse(String(inner.values[0]));
      if (Array.isArray(parsed)) {
        const items = parsed.filter((item) => item === null || ['string', 'number', 'boolean'].includes(typeof item));
        return { kind: 'list', items, binds: inner.binds };
      }
      if (parsed === null || ['string', 'number', 'boolean'].includes(typeof parsed)) {
        return { kind: 'set', values: [parsed as string], binds: inner.binds };
      }
    } catch {
      // A text that is no JSON makes the run fail; nothing is known of what it would have been.
    }
    return UNKNOWN;
  }

  #truthy(value: Value): Truth {
    switch (value.kind) {
      case 'set':
        return some(value.values, (one) => one !== null && one !== '' && one !== false && one !== 0);
      case 'choice':
        return 'can';
      case 'state':
        return this.#stateAnswer;
      case 'writers-only':
        return value.writes ? 'can' : 'false';
      case 'unknown':
        return 'unknown';
      default:
        return 'true';
    }
  }

  #compare(operator: string, leftTree: Tree, rightTree: Tree): Truth {
    const left = this.#value(leftTree);
    const right = this.#value(rightTree);
    if (operator !== '==' && operator !== '!=') {
      return left.kind === 'choice' || right.kind === 'choice' ? 'can' : 'unknown';
    }
    const equal = this.#equal(
      left,
      right,
      isBooleanCall(leftTree) ? leftTree : isBooleanCall(rightTree) ? rightTree : undefined,
    );
    return operator === '==' ? equal : not(equal);
  }

  #equal(left: Value, right: Value, call: Tree | undefined): Truth {
    if (call !== undefined) {
      // `contains(a, b) == true`
      const other =
        left.kind === 'set' && left.values.length === 1
          ? left.values[0]
          : right.kind === 'set'
            ? right.values[0]
            : null;
      return other === false || other === 'false' ? not(this.truth(call)) : this.truth(call);
    }
    if (left.kind === 'set' && right.kind === 'set') {
      const outcomes = left.values.flatMap((a) => right.values.map((b) => same(a, b)));
      return some(outcomes, (outcome) => outcome);
    }
    return this.#equalKinds(left, right) ?? this.#equalKinds(right, left) ?? 'unknown';
  }

  #equalKinds(one: Value, other: Value): Truth | undefined {
    if (one.kind === 'login') {
      // A login that nobody names equals no name, wherever the name comes from; the owner's may be the repository owner's.
      if (other.kind === 'same-repository') return one.owner ? 'can' : 'false';
      return other.kind === 'choice' ? 'can' : 'false';
    }
    if (one.kind === 'writers-only') {
      const wanted = other.kind === 'set' ? other.values[0] : undefined;
      const negative = wanted === false || ['false', '', 'none', 'read', '0'].includes(String(wanted));
      return one.writes === negative ? 'false' : 'can';
    }
    if (one.kind === 'state') return this.#stateAnswer;
    if (one.kind === 'choice') return 'can';
    if (one.kind === 'same-repository') {
      if (other.kind === 'other-repository') return 'false';
      // A name that is written down is taken for this repository's own: `github.repository == 'owner/name'`.
      if (other.kind === 'same-repository') return 'true';
      return other.kind === 'set' && !other.values.includes(null) ? 'true' : undefined;
    }
    if (one.kind === 'other-repository') return other.kind === 'set' ? 'false' : undefined;
    return undefined;
  }

  #call(name: string, args: readonly Tree[]): Truth {
    if (STATUS.has(name)) {
      this.ignoresNeeds = true;
      return name === 'always' ? 'true' : 'can';
    }
    if (name === 'success') return 'true';
    const [first, second] = args;
    if (first === undefined) return 'unknown';
    if (second !== undefined && ['contains', 'startswith', 'endswith'].includes(name)) {
      return this.#note(this.#holds(name, this.#value(first), this.#value(second)), first, second);
    }
    return this.#note(this.#truthy(this.#value({ kind: 'call', name, args })), first);
  }

  #holds(name: string, where: Value, what: Value): Truth {
    if (where.kind === 'state' || what.kind === 'state') return this.#stateAnswer;
    if (what.kind === 'login' && name === 'contains') return where.kind === 'choice' ? 'can' : 'false';
    if (where.kind === 'login') {
      const suffix = what.kind === 'set' ? String(what.values[0]).toLowerCase() : '';
      if (suffix.includes('[bot]'))
        return where.type === 'Bot'
          ? suffix === '[bot]'
            ? 'true'
            : 'false'
          : where.type === 'User'
            ? 'false'
            : 'unknown';
      return 'can';
    }
    if (where.kind === 'choice' || what.kind === 'choice') return 'can';
    if (where.kind === 'list' && what.kind === 'set') {
      return some(what.values, (one) => where.items.some((item) => same(item, one)));
    }
    if (where.kind === 'set' && what.kind === 'set') {
      const test = name === 'contains' ? 'includes' : name === 'startswith' ? 'startsWith' : 'endsWith';
      const outcomes = where.values.flatMap((a) =>
        what.values.map((b) => [String(a).toLowerCase(), String(b).toLowerCase()] as const),
      );
      return some(outcomes, ([a, b]) => a[test](b));
    }
    return 'unknown';
  }
}

function isBooleanCall(tree: Tree): boolean {
  return tree.kind === 'call' && ['contains', 'startswith', 'endswith'].includes(tree.name);
}

/** GitHub compares texts without regard to case, and makes numbers of what differs in type. */
function same(a: string | number | boolean | null, b: string | number | boolean | null): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (typeof a === typeof b) return a === b;
  return toNumber(a) === toNumber(b);
}

function toNumber(value: string | number | boolean | null): number {
  if (value === null || value === '') return 0;
  return Number(value);
}

function some<T>(values: readonly T[], test: (value: T) => boolean): Truth {
  let yes = 0;
  for (const value of values) if (test(value)) yes++;
  return yes === 0 ? 'false' : yes === values.length ? 'true' : 'can';
}

function not(truth: Truth): Truth {
  return truth === 'true' ? 'false' : truth === 'false' ? 'true' : truth;
}

function and(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  if (truths.includes('unknown')) return 'unknown';
  return truths.includes('can') ? 'can' : 'true';
}

function or(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  if (truths.includes('can')) return 'can';
  return truths.includes('unknown') ? 'unknown' : 'false';
}
