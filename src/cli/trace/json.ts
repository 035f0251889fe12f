import { safeJson } from '../output/printable.ts';
import type { LazyDocument, LongList } from './long-list.ts';

/** The document in pieces, so that a large fleet's is never one string. A line for each item of the long lists. */
export function* traceJson(doc: LazyDocument): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(doc)) {
    yield `${before}${JSON.stringify(key)}: `;
    before = ',\n';
    if (isList(value) && value.length > 0) yield* items(value);
    else if (isList(value)) yield '[]';
    else yield safeJson(value);
  }
  yield '\n}\n';
}

function isList(value: unknown): value is LongList<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function* items(list: LongList<unknown>): Generator<string> {
  let piece = '[';
  let before = '\n';
  for (const item of list) {
    piece += `${before}  ${safeJson(item)}`;
    before = ',\n';
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}\n]`;
}
