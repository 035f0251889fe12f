import type { Node as JsonNode, ParseError } from 'jsonc-parser';
import { libraries } from './libraries.ts';
import type { Skip, SourceText, Span } from './position.ts';
import { type LineMap, Part, Scalar } from './text.ts';
import { type Entry, MapNode, type Node, ScalarNode } from './yaml-node.ts';

const MAX_DEPTH = 64;

/** The tree of a JSON file, comments and trailing commas allowed, in the shape of `readYaml`. */
export function readJson(map: LineMap, leaveOut: (skip: Skip) => void): Node | undefined {
  const place: Place = {
    file: map.file,
    span: (start, end) => map.span(start, end),
    text: (value, start, end, style) => new Scalar(value, map, start, end, style),
  };
  return parse(map.text, place, leaveOut);
}

/** The tree of a JSON text inside of another file: a `settings` input, say. An expression where a value belongs is null. */
export function readJsonText(text: SourceText, leaveOut: (skip: Skip) => void): Node | undefined {
  const place: Place = {
    file: text.span.file,
    span: (start, end) => text.spanOf(start, end),
    text: (value, start, end, style) =>
      style === 'double' ? new Part(value, text, start + 1, end - 1) : new Part(value, text, start, end),
  };
  return parse(withoutExpressions(text.value), place, leaveOut);
}

/** Expressions outside of strings, `"enabled": ${{ vars.ON }}`, made null; nothing moves. One in a string stays as it is. */
function withoutExpressions(text: string): string {
  if (!text.includes('${{')) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"|\$\{\{.*?\}\}/gs, (found) =>
    found.startsWith('$') ? 'null'.padEnd(found.length) : found,
  );
}

/** Where the letters of a JSON text stand in a file. */
interface Place {
  readonly file: string;
  span(start: number, end: number): Span;
  text(value: string, start: number, end: number, style: 'double' | 'plain'): SourceText;
}

function parse(text: string, place: Place, leaveOut: (skip: Skip) => void): Node | undefined {
  const { file } = place;
  const errors: ParseError[] = [];
  let root: JsonNode | undefined;
  try {
    if (nestingOf(text) <= MAX_DEPTH)
      root = libraries.json.parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
    else leaveOut({ file, line: 0, reason: `nested deeper than ${MAX_DEPTH}`, weight: 'error' });
  } catch {
    leaveOut({ file, line: 0, reason: 'not readable as JSON', weight: 'error' });
  }
  const node = root === undefined ? undefined : convert(root, place);
  const first = errors[0];
  if (first !== undefined) {
    const reason = `JSON: ${libraries.json.printParseErrorCode(first.error)}`;
    const line = place.span(first.offset, first.offset).line;
    leaveOut({ file, line, reason, weight: node === undefined ? 'error' : 'warning' });
  }
  return node;
}

/** Deepest nesting of brackets, strings not told apart: an upper bound that keeps the parser's recursion short. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

function convert(node: JsonNode, place: Place): Node {
  if (node.type === 'object') {
    const entries = new Map<string, Entry>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined || value === undefined) continue;
      // As JSON.parse does, the last of equal keys counts.
      const keySpan = place.span(key.offset, key.offset + key.length);
      entries.set(String(key.value), { key: String(key.value), keySpan, value: convert(value, place) });
    }
    return new MapNode(place.span(node.offset, node.offset + node.length), [...entries.values()]);
  }
  if (node.type === 'array') {
    const span = place.span(node.offset, node.offset + node.length);
    return { kind: 'seq', span, items: (node.children ?? []).map((child) => convert(child, place)) };
  }
  const text = typeof node.value === 'string' ? node.value : node.value === null ? '' : String(node.value);
  const style = typeof node.value === 'string' ? 'double' : 'plain';
  return new ScalarNode(node.value, place.text(text, node.offset, node.offset + node.length, style));
}
