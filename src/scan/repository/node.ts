import type { SourceText, Span } from './position.ts';

/** A YAML, JSON or TOML value with positions. Aliases share the node that they name; no key stands twice. */
export type Node = MapNode | SeqNode | ScalarNode;

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

export class MapNode {
  readonly kind = 'map';
  readonly span: Span;
  readonly entries: readonly Entry[];
  readonly #byKey: ReadonlyMap<string, Entry>;

  constructor(span: Span, entries: readonly Entry[]) {
    this.span = span;
    this.entries = entries;
    this.#byKey = new Map(entries.map((entry) => [entry.key, entry]));
  }

  get(key: string): Node | undefined {
    return this.#byKey.get(key)?.value;
  }

  entry(key: string): Entry | undefined {
    return this.#byKey.get(key);
  }
}

export interface SeqNode {
  readonly kind: 'seq';
  readonly span: Span;
  readonly items: readonly Node[];
}

export class ScalarNode {
  readonly kind = 'scalar';
  /** As the format types it; `null` for an empty value. */
  readonly value: string | number | boolean | null;
  /** The scalar as text: what an expression or a shell would see. */
  readonly text: SourceText;

  constructor(value: string | number | boolean | null, text: SourceText) {
    this.value = value;
    this.text = text;
  }

  get span(): Span {
    return this.text.span;
  }
}
