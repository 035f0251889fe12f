import type { ScanDocument } from '../../fleet/index.ts';
import { safeJson } from '../output/printable.ts';

/** The document in pieces, a line for each item of the long lists. */
export function* scanJson(doc: ScanDocument): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(doc)) {
    yield `${before}${JSON.stringify(key)}: `;
    before = ',\n';
    if (Array.isArray(value) && value.length > 0) {
      yield '[\n';
      for (let i = 0; i < value.length; i++) yield `  ${safeJson(value[i])}${i + 1 < value.length ? ',' : ''}\n`;
      yield ']';
    } else yield safeJson(value);
  }
  yield '\n}\n';
}
