import type { Document, Pair, Scalar as YamlScalar } from 'yaml';
import { libraries } from './libraries.ts';
import { tooDeep } from './nesting.ts';
import { type Entry, MapNode, type Node, ScalarNode } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { Skip, Span } from './position.ts';
import { type LineMap, Scalar, type Style } from './text.ts';

export { type Entry, MapNode, type Node, ScalarNode } from './node.ts';

/** Deepest nesting and most nodes of one file; aliases cost one node each, since they are shared. */
const MAX_DEPTH = 64;
const MAX_NODES = 200_000;

/** The tree of a YAML file. Whatever is wrong with it is told to `leaveOut`; `undefined` when nothing of it can be used. */
export function readYaml(map: LineMap, leaveOut: (skip: Skip) => void, start = 0, end?: number): Node | undefined {
  const text = start === 0 && end === undefined ? map.text : blankOutside(map.text, start, end ?? map.text.length);
  const plain = readPlainYaml(map, text);
  if (plain !== undefined) return plain;
  const deep = tooDeep(map.text);
  if (deep !== undefined) {
    leaveOut({ file: map.file, line: deep, reason: 'nested too deeply to be read', weight: 'error' });
    return undefined;
  }
  return readByLibrary(map, text, leaveOut);
}

/** The whole of YAML, by the library. */
export function readByLibrary(map: LineMap, text: string, leaveOut: (skip: Skip) => void): Node | undefined {
  let document: Document;
  try {
    document = libraries.yaml.parseDocument(text, {
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    leaveOut({ file: map.file, line: 0, reason: `not readable as YAML: ${briefly(error)}`, weight: 'error' });
    return undefined;
  }
  const converter = new Converter(map, leaveOut);
  const node = converter.convert(document.contents, 0);
  for (const error of document.errors.slice(0, 5)) {
    leaveOut({
      file: map.file,
      line: map.lineAt(error.pos[0]),
      reason: `YAML: ${briefly(error)}`,
      weight: node === undefined ? 'error' : 'warning',
    });
  }
  return node;
}

/** The part of a text at its own lines, so that positions need no shift. */
function blankOutside(text: string, start: number, end: number): string {
  return text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
}

function briefly(error: unknown): string {
  const message =
    error instanceof RangeError ? 'nested too deeply' : error instanceof Error ? error.message : 'unknown';
  return message.split('\n')[0]!.slice(0, 200);
}

class Converter {
  readonly #map: LineMap;
  readonly #leaveOut: (skip: Skip) => void;
  readonly #done = new Map<unknown, Node | undefined>();
  readonly #open = new Set<unknown>();
  readonly #anchors = new Map<string, unknown>();
  readonly #yaml = libraries.yaml;
  #nodes = 0;
  #cut = false;

  constructor(map: LineMap, leaveOut: (skip: Skip) => void) {
    this.#map = map;
    this.#leaveOut = leaveOut;
  }

  convert(node: unknown, depth: number): Node | undefined {
    const { isAlias, isMap, isScalar, isSeq } = this.#yaml;
    if (isAlias(node)) return this.#alias(node.source, node.range?.[0] ?? 0, depth);
    if (this.#done.has(node)) return this.#done.get(node);
    if (depth > MAX_DEPTH || ++this.#nodes > MAX_NODES) {
      this.#tooMuch(node);
      return undefined;
    }
    this.#open.add(node);
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    const result = isMap(node)
      ? this.#convertMap(node, depth)
      : isSeq(node)
        ? { kind: 'seq' as const, span: this.#spanOf(node), items: this.#items(node.items, depth) }
        : isScalar(node)
          ? this.#scalar(node)
          : undefined;
    this.#open.delete(node);
    if (anchor !== undefined) this.#done.set(node, result);
    return result;
  }

  #items(items: readonly unknown[], depth: number): Node[] {
    return items.map((item) => this.convert(item, depth + 1)).filter((item) => item !== undefined);
  }

  #convertMap(node: { items: { key: unknown; value: unknown }[] }, depth: number): MapNode {
    const entries = new Map<string, Entry>();
    const merged: MapNode[] = [];
    for (const pair of node.items) {
      const key = this.convert(pair.key, depth + 1);
      if (key?.kind !== 'scalar') {
        if (pair.key !== null) this.#warn(pair.key, 'a key that is no plain text is not read');
        continue;
      }
      const name = key.text.value;
      const value = this.convert(pair.value, depth + 1) ?? this.#empty(pair.key);
      if (name === '<<' && value.kind !== 'scalar') {
        merged.push(...(value.kind === 'map' ? [value] : value.items.filter((item) => item.kind === 'map')));
      } else if (entries.has(name)) {
        this.#warn(
          pair.key,
          `the key ${JSON.stringify(name.slice(0, 60))} stands twice; GitHub refuses such a file; the first is read`,
        );
      } else entries.set(name, { key: name, keySpan: key.span, value });
    }
    for (const other of merged) {
      for (const entry of other.entries) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    }
    return new MapNode(this.#spanOf(node), [...entries.values()]);
  }

  #empty(key: unknown): ScalarNode {
    const end = (key as { range?: number[] }).range?.[1] ?? 0;
    return new ScalarNode(null, new Scalar('', this.#map, end, end, 'plain'));
  }

  #scalar(node: YamlScalar): ScalarNode {
    const [start, end] = node.range ?? [0, 0];
    const style: Style =
      node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
        ? 'block'
        : node.type === 'QUOTE_DOUBLE'
          ? 'double'
          : node.type === 'QUOTE_SINGLE'
            ? 'single'
            : 'plain';
    const raw = node.value;
    const value = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : null;
    const text = typeof raw === 'string' ? raw : value === null ? '' : (node.source ?? String(value));
    const scalar = new Scalar(text, this.#map, start, end, style);
    return new ScalarNode(value, scalar);
  }

  #alias(name: string, at: number, depth: number): Node | undefined {
    const target = this.#anchors.get(name);
    if (target === undefined || this.#open.has(target)) {
      const reason = target === undefined ? 'names no anchor' : 'contains itself';
      const line = this.#map.lineAt(at);
      this.#leaveOut({
        file: this.#map.file,
        line,
        reason: `the alias *${name.slice(0, 60)} ${reason}`,
        weight: 'warning',
      });
      return undefined;
    }
    return this.convert(target, depth);
  }

  #spanOf(node: unknown): Span {
    const start = (node as { range?: number[] | null }).range?.[0] ?? 0;
    return this.#map.span(start, this.#endOf(node));
  }

  /** A block ends where its last value does: comments and blank lines after it are nobody's. */
  #endOf(node: unknown): number {
    const { isMap, isSeq } = this.#yaml;
    let last = node;
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      if (!(isMap(last) || isSeq(last)) || last.flow === true) break;
      const item: unknown = last.items.at(-1);
      const inner = isMap(last) ? (item as Pair | undefined)?.value : item;
      if (inner === undefined || inner === null) break;
      last = inner;
    }
    return (last as { range?: number[] | null }).range?.[1] ?? 0;
  }

  #warn(node: unknown, reason: string): void {
    const line = this.#map.lineAt((node as { range?: number[] | null } | null)?.range?.[0] ?? 0);
    this.#leaveOut({ file: this.#map.file, line, reason, weight: 'warning' });
  }

  #tooMuch(node: unknown): void {
    if (this.#cut) return;
    this.#cut = true;
    this.#warn(node, `nested deeper than ${MAX_DEPTH} or more than ${MAX_NODES} values: the rest of it is not read`);
  }
}
