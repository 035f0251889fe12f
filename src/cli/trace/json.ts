import type { TraceDocument } from '../../fleet/index.ts';
import { safeJson } from '../output/printable.ts';

/** The document in pieces, so that a large fleet's is never one string. A line for each item of the long lists. */
export function* traceJson(doc: TraceDocument): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(doc)) {
    yield `${before}${JSON.stringify(key)}: `;
    before = ',\n';
    if (Array.isArray(value) && value.length > 0) yield* items(value);
    else yield safeJson(value);
  }
  yield '\n}\n';
}

function* items(list: unknown[]): Generator<string> {
  let piece = '[\n';
  for (let i = 0; i < list.length; i++) {
    piece += `  ${safeJson(list[i])}${i + 1 < list.length ? ',\n' : '\n]'}`;
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
