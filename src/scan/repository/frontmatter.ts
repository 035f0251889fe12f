import type { Skip, SourceText } from './position.ts';
import { type LineMap, Scalar } from './text.ts';
import { MapNode, readYaml } from './yaml-node.ts';

export interface Frontmatter {
  /** Scalar fields by lower-case name; a list of texts is joined by commas. */
  readonly fields: ReadonlyMap<string, SourceText>;
  readonly node: MapNode | undefined;
  /** Offset of the text after it; 0 when there is none. */
  readonly bodyStart: number;
}

const NONE: Frontmatter = { fields: new Map(), node: undefined, bodyStart: 0 };

/** The YAML between two `---` lines at the start of a Markdown file. */
export function frontmatterOf(map: LineMap, leaveOut: (skip: Skip) => void): Frontmatter {
  const { text } = map;
  if (!text.startsWith('---\n')) return NONE;
  const close = text.indexOf('\n---', 3);
  if (close < 0) return NONE;
  const lineEnd = text.indexOf('\n', close + 1);
  const bodyStart = lineEnd < 0 ? text.length : lineEnd + 1;
  const node = readYaml(map, leaveOut, 4, close + 1);
  if (!(node instanceof MapNode)) return { ...NONE, bodyStart };
  const fields = new Map<string, SourceText>();
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar' && value.value !== null) fields.set(key.toLowerCase(), value.text);
    else if (value.kind === 'seq') {
      const texts = value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text.value] : []));
      const start = offsetOf(map, value.span.line, value.span.column);
      const end = offsetOf(map, value.span.endLine, value.span.endColumn);
      fields.set(key.toLowerCase(), new Scalar(texts.join(', '), map, start, end, 'plain'));
    }
  }
  return { fields, node, bodyStart };
}

function offsetOf(map: LineMap, line: number, column: number): number {
  return map.offsetAt(line) + column - 1;
}
