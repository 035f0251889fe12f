import type { Span } from '../repository/position.ts';
import { parseExpression } from './parse.ts';
import type { ExpressionText, Taint } from './situation.ts';
import { sourceOf, sourcesInScript } from './sources.ts';
import { valuePaths } from './tree.ts';

/** A text with the scope in which its expressions mean something. */
export interface Bound {
  readonly text: ExpressionText;
  readonly scope: Scope;
}

/** What a step can put into its outputs: texts of its own, words of a model, or outside text that it fetched. */
export interface Outflow {
  readonly texts: readonly { readonly what: string; readonly bound: Bound }[];
  readonly own: readonly Taint[];
}

/** Where the names of an expression lead. Lookups are by lower-case name. */
export interface Scope {
  env(name: string): Bound | undefined;
  /** `open`: an input that somebody outside of the tree fills in; with whom. */
  input(name: string): Bound | { readonly open: 'writer' | 'unknown'; readonly span: Span } | undefined;
  stepOutput(step: string, name: string): Outflow | undefined;
  jobOutput(job: string, name: string): Bound | undefined;
}

const MAX_HOPS = 8;
const MAX_TAINTS = 60;

/** Outside texts that can become part of a text. Each comes once, by its shortest way. */
export function taintsOf({ text, scope }: Bound, what: string): readonly Taint[] {
  const collector = new Collector();
  collector.text(text, scope, what, [], 0);
  return collector.taints();
}

/** Outside texts in environment variables that a text names as a shell or a model would: `$BODY`, `${BODY}`, `%BODY%`. */
export function taintsOfVariables(text: ExpressionText, scope: Scope, names: readonly string[]): readonly Taint[] {
  const collector = new Collector();
  for (const name of names) {
    const bound = scope.env(name);
    const at = text.value.indexOf(name);
    if (bound === undefined || at < 0) continue;
    const tail = [{ span: text.spanOf(at, at + name.length), what: `$${name} is named here` }];
    collector.text(bound.text, bound.scope, `env ${name}`, tail, 1);
  }
  return collector.taints();
}

/** Names of variables in a shell text or prompt, each once. */
export function variablesIn(text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of text.matchAll(
    /\$\{?(?:env:)?([A-Za-z_][A-Za-z0-9_]{0,99})|%([A-Z_][A-Z0-9_]{0,99})%|process\.env\.([A-Z_][A-Z0-9_]{0,99})/g,
  )) {
    names.add((match[1] ?? match[2] ?? match[3])!);
    if (names.size >= 200) break;
  }
  return [...names];
}

type Hop = Taint['path'][number];

class Collector {
  readonly #found = new Map<string, Taint>();
  readonly #visited = new Map<object, number>();

  taints(): readonly Taint[] {
    return [...this.#found.values()];
  }

  text(text: ExpressionText, scope: Scope, what: string, tail: readonly Hop[], depth: number): void {
    if (depth > MAX_HOPS || this.#found.size >= MAX_TAINTS) return;
    // The same text again, by a way that is no shorter, brings nothing new; it also ends every circle.
    const before = this.#visited.get(text);
    if (before !== undefined && before <= depth) return;
    this.#visited.set(text, depth);
    for (const expression of text.expressions) {
      const tree = parseExpression(expression.text);
      const path = [{ span: expression.span, what }, ...tail];
      if (tree === undefined) {
        for (const { source } of sourcesInScript(expression.text)) this.#add({ ...source, path });
      } else for (const parts of valuePaths(tree)) this.#path(parts, scope, path, depth);
    }
  }

  #path(parts: readonly string[], scope: Scope, path: readonly Hop[], depth: number): void {
    const [context, first, second, third] = parts;
    if (context === 'github') {
      const source = sourceOf(parts);
      if (source !== undefined) this.#add({ ...source, path });
    } else if (context === 'env' && first !== undefined) {
      const bound = scope.env(first);
      if (bound !== undefined) this.text(bound.text, bound.scope, `env ${first}`, path, depth + 1);
    } else if (context === 'inputs' && first !== undefined) {
      const input = scope.input(first);
      if (input === undefined) return;
      if ('open' in input) {
        this.#add({ source: `inputs.${first}`, writer: input.open, by: 'actor', events: [], path });
      } else this.text(input.text, input.scope, `input ${first}`, path, depth + 1);
    } else if (context === 'steps' && first !== undefined && second === 'outputs') {
      this.#outflow(scope.stepOutput(first, third ?? '*'), `steps.${first}.outputs.${third ?? '*'}`, path, depth);
    } else if ((context === 'needs' || context === 'jobs') && first !== undefined && second === 'outputs') {
      const bound = scope.jobOutput(first, third ?? '*');
      if (bound !== undefined) this.text(bound.text, bound.scope, `output ${third} of job ${first}`, path, depth + 1);
    }
  }

  #outflow(flow: Outflow | undefined, name: string, path: readonly Hop[], depth: number): void {
    if (flow === undefined) return;
    for (const taint of flow.own)
      this.#add({ ...taint, path: [...taint.path, { span: path[0]!.span, what: name }, ...path.slice(1)] });
    for (const { what, bound } of flow.texts) this.text(bound.text, bound.scope, what, path, depth + 1);
  }

  #add(taint: Taint): void {
    const known = this.#found.get(taint.source);
    if (known === undefined || known.path.length > taint.path.length) this.#found.set(taint.source, taint);
  }
}
