import { posix } from 'node:path';
import { withExpressions } from '../../expressions/parse.ts';
import type { ExpressionText } from '../../expressions/situation.ts';
import type { Grants } from '../../grants/capability.ts';
import { frontmatterOf } from '../frontmatter.ts';
import type { Span } from '../position.ts';
import type { Reading } from '../reading.ts';
import { Scalar } from '../text.ts';
import { mapOf, stringOf } from '../workflow/fields.ts';
import { MapNode } from '../yaml-node.ts';

/** A file that a gh-aw source imports: its tools and safe outputs join, and its text joins the prompt. */
export interface Part {
  readonly path: string;
  readonly root: MapNode;
  readonly body: ExpressionText;
}

export interface Imports {
  readonly parts: readonly Part[];
  /** Imports whose tools are not known. */
  readonly unknown: Grants['unknown'];
}

const MAX_PARTS = 50;
/** `{{#import shared/x.md}}`, `{{#import? x.md}}`, and the older `@include x.md` on a line of its own. */
const IN_TEXT = /\{\{#import\??:?\s+([\w./@#-]{1,300})\s*\}\}|^@(?:include|import)\??\s+([\w./@#-]{1,300})\s*$/gm;

/** What a source imports, by its frontmatter (`imports:`) and in its text, and what that imports in turn; each once. */
export function importedBy(path: string, root: MapNode, body: ExpressionText, reading: Reading): Imports {
  const parts = new Map<string, Part>();
  const unknown: Grants['unknown'][number][] = [];
  const queue = wantedBy(path, root, body);
  for (let next = queue.shift(); next !== undefined && parts.size < MAX_PARTS; next = queue.shift()) {
    const real = resolve(next.target, next.from, reading);
    if (real === undefined) {
      const reason = `the import ${next.target.slice(0, 100)} is not in the tree`;
      reading.leaveOut({ file: next.span.file, line: next.span.line, reason, weight: 'warning' });
      unknown.push({ span: next.span, reason });
      continue;
    }
    if (parts.has(real) || real === path) continue;
    const map = reading.text(real);
    if (map === undefined) continue;
    const { node, bodyStart } = frontmatterOf(map, reading.leaveOut);
    const text = new Scalar(map.text.slice(bodyStart), map, bodyStart, map.text.length, 'raw');
    const part = { path: real, root: node ?? new MapNode(map.span(0, 0), []), body: withExpressions(text) };
    parts.set(real, part);
    queue.push(...wantedBy(real, part.root, part.body));
  }
  return { parts: [...parts.values()], unknown };
}

interface Wanted {
  readonly target: string;
  readonly from: string;
  readonly span: Span;
}

function wantedBy(from: string, root: MapNode, body: ExpressionText): Wanted[] {
  const list = root.get('imports');
  // A newer form has the list under `aw`, and items with inputs are maps with a path.
  const items = list?.kind === 'seq' ? list : mapOf(list)?.get('aw');
  const wanted: Wanted[] = [];
  for (const item of items?.kind === 'seq' ? items.items.slice(0, MAX_PARTS) : []) {
    const target = stringOf(item) ?? stringOf(mapOf(item)?.get('path')) ?? stringOf(mapOf(item)?.get('uses'));
    if (target !== undefined) wanted.push({ target, from, span: item.span });
  }
  for (const match of body.value.matchAll(IN_TEXT)) {
    if (wanted.length >= MAX_PARTS) break;
    const span = body.spanOf(match.index, match.index + match[0].length);
    wanted.push({ target: (match[1] ?? match[2])!, from, span });
  }
  return wanted;
}

/** Imports are named from the folder of workflows, or from the root; those of other repositories (`o/r/x.md@v1`) are not here. */
function resolve(target: string, from: string, reading: Reading): string | undefined {
  const name = target.replace(/#.*$/, '');
  if (name.includes('@')) return undefined;
  const folders = [posix.dirname(from), '.github/workflows', '.'];
  return folders.map((folder) => reading.tree.resolve(posix.join(folder, name))).find((path) => path !== undefined);
}
