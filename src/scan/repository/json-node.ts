import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Skip } from './position.ts';
import { type LineMap, Scalar } from './text.ts';
import { type Entry, MapNode, type Node, ScalarNode } from './yaml-node.ts';

const MAX_DEPTH = 64;

/** The tree of a JSON file or JSON text, comments and trailing commas allowed, in the shape of `readYaml`. */
export function readJson(map: LineMap, skip: (skip: Skip) => void): Node | undefined {
  return readJsonText(map.text, { map, at: (offset) => offset }, skip);
}

/** Where the letters of a JSON text stand in a file. */
export interface Place {
  readonly map: LineMap;
  at(offset: number): number;
}

function readJsonText(text: string, place: Place, skip: (skip: Skip) => void): Node | undefined {
  const { map } = place;
  const errors: ParseError[] = [];
  let root: JsonNode | undefined;
  try {
    if (nestingOf(text) <= MAX_DEPTH) root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
    else skip({ file: map.file, line: 0, reason: `nested deeper than ${MAX_DEPTH}`, weight: 'error' });
  } catch {
    skip({ file: map.file, line: 0, reason: 'not readable as JSON', weight: 'error' });
  }
  const node = root === undefined ? undefined : convert(root, place);
  const first = errors[0];
  if (first !== undefined) {
    skip({
      file: map.file,
      line: map.lineAt(place.at(first.offset)),
      reason: `JSON: ${printParseErrorCode(first.error)}`,
      weight: node === undefined ? 'error' : 'warning',
    });
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
  const { map } = place;
  if (node.type === 'object') {
    const entries = new Map<string, Entry>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined || value === undefined) continue;
      // As JSON.parse does, the last of equal keys counts.
      const keySpan = map.span(place.at(key.offset), place.at(key.offset + key.length));
      entries.set(String(key.value), { key: String(key.value), keySpan, value: convert(value, place) });
    }
    return new MapNode(map.span(place.at(node.offset), place.at(node.offset + node.length)), [...entries.values()]);
  }
  if (node.type === 'array') {
    const span = map.span(place.at(node.offset), place.at(node.offset + node.length));
    return { kind: 'seq', span, items: (node.children ?? []).map((child) => convert(child, place)) };
  }
  const text = typeof node.value === 'string' ? node.value : node.value === null ? '' : String(node.value);
  const style = typeof node.value === 'string' ? 'double' : 'plain';
  return new ScalarNode(node.value, new Scalar(text, map, place.at(node.offset), place.at(node.offset + node.length), style));
}
