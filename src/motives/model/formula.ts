/**
 * The arithmetic of model files: numbers, node names, `+ - * /`, comparisons (1 or 0), parentheses, and the functions
 * `min`, `max` and `if(condition, then, else)`. Nothing else: a model file is data, and is never executed.
 */
export interface Formula {
  /** Names in order of first appearance: the parents of the node that the formula defines. */
  readonly names: readonly string[];
  /** The value for the values of `names`, in their order. Division by 0 gives NaN or an infinity. */
  evaluate(values: ArrayLike<number>): number;
}

export interface FormulaProblem {
  /** Offset in the text where reading stopped. */
  readonly offset: number;
  readonly message: string;
}

type Term = (values: ArrayLike<number>) => number;

/** A formula of a person fits into this; a longer one, or one nested deeper, is refused. */
const LONGEST = 2_000;
const DEEPEST = 40;

const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(<=|>=|==|[-+*/(),<>]))/y;

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
};

/** Reads a formula, or says where and why it cannot be read. */
export function parseFormula(text: string): { formula: Formula } | { problem: FormulaProblem } {
  if (text.length > LONGEST) return { problem: { offset: 0, message: `longer than ${LONGEST} characters` } };
  try {
    const reader = new Reader(text);
    const term = reader.whole();
    return { formula: { names: reader.names, evaluate: term } };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: { offset: error.offset, message: error.message } };
    throw error;
  }
}

class Unreadable extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Recursive descent, one method for each level of precedence. */
class Reader {
  readonly names: string[] = [];
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #token = '';
  #kind: 'number' | 'name' | 'sign' | 'end' = 'end';
  #start = 0;

  constructor(text: string) {
    this.#text = text;
    this.#next();
  }

  whole(): Term {
    const term = this.#comparison();
    if (this.#kind !== 'end') this.#fail(`unexpected ${this.#token}`);
    return term;
  }

  #comparison(): Term {
    if (++this.#depth > DEEPEST) this.#fail('nested too deeply');
    const left = this.#sum();
    const compare = this.#kind === 'sign' ? COMPARISONS[this.#token] : undefined;
    if (compare) {
      this.#next();
      const right = this.#sum();
      this.#depth--;
      return (v) => (compare(left(v), right(v)) ? 1 : 0);
    }
    this.#depth--;
    return left;
  }

  #sum(): Term {
    let term = this.#product();
    for (;;) {
      const left = term;
      if (this.#take('+')) {
        const right = this.#product();
        term = (v) => left(v) + right(v);
      } else if (this.#take('-')) {
        const right = this.#product();
        term = (v) => left(v) - right(v);
      } else return term;
    }
  }

  #product(): Term {
    let term = this.#factor();
    for (;;) {
      const left = term;
      if (this.#take('*')) {
        const right = this.#factor();
        term = (v) => left(v) * right(v);
      } else if (this.#take('/')) {
        const right = this.#factor();
        term = (v) => left(v) / right(v);
      } else return term;
    }
  }

  #factor(): Term {
    if (this.#take('-')) {
      if (++this.#depth > DEEPEST) this.#fail('nested too deeply');
      const term = this.#factor();
      this.#depth--;
      return (v) => -term(v);
    }
    if (this.#take('(')) {
      const term = this.#comparison();
      this.#expect(')');
      return term;
    }
    const token = this.#token;
    if (this.#kind === 'number') {
      this.#next();
      const value = Number(token);
      return () => value;
    }
    if (this.#kind !== 'name') this.#fail(token ? `unexpected ${token}` : 'ends too early');
    this.#next();
    return this.#take('(') ? this.#call(token) : this.#name(token);
  }

  #name(name: string): Term {
    let index = this.names.indexOf(name);
    if (index < 0) index = this.names.push(name) - 1;
    return (v) => v[index] ?? Number.NaN;
  }

  #call(name: string): Term {
    const args = [this.#comparison()];
    while (this.#take(',')) args.push(this.#comparison());
    this.#expect(')');
    const [a, b, c] = args;
    if (name === 'if') {
      if (!a || !b || !c || args.length !== 3) this.#fail('if takes a condition, a value and another value');
      return (v) => (a(v) !== 0 ? b(v) : c(v));
    }
    if (name === 'min') return (v) => args.reduce((least, arg) => Math.min(least, arg(v)), Number.POSITIVE_INFINITY);
    if (name === 'max') return (v) => args.reduce((most, arg) => Math.max(most, arg(v)), Number.NEGATIVE_INFINITY);
    return this.#fail(`no function ${name}; there are min, max and if`);
  }

  #take(sign: string): boolean {
    if (this.#kind !== 'sign' || this.#token !== sign) return false;
    this.#next();
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) this.#fail(`expected ${sign}`);
  }

  #next(): void {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match) {
      this.#kind = match[1] !== undefined ? 'number' : match[2] !== undefined ? 'name' : 'sign';
      this.#token = match[1] ?? match[2] ?? match[3] ?? '';
      this.#at = TOKEN.lastIndex;
      this.#start = this.#at - this.#token.length;
      return;
    }
    const rest = this.#text.slice(this.#at).trimStart();
    this.#start = this.#text.length - rest.length;
    if (rest) this.#fail(`unexpected ${rest.slice(0, 1)}`);
    this.#kind = 'end';
    this.#token = '';
  }

  #fail(message: string): never {
    throw new Unreadable(this.#start, message);
  }
}
