import type { TraceDocument } from '../../../src/fleet/trace-document.ts';

/** What stands in the page: a document, or the sentence to show instead. */
export type Loaded = { doc: TraceDocument } | { problem: string };

/** Reads the document that `cordon trace` put into the page. */
export function loadDocument(): Loaded {
  const text = document.getElementById('cordon-data')?.textContent ?? 'null';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      problem:
        'The data in this page is damaged: it is not JSON. Write the page again with cordon trace --format html.',
    };
  }
  if (value === null) return { problem: 'This page holds no data. Write one with cordon trace --format html.' };
  if (typeof value !== 'object' || !('version' in value) || value.version !== 1) {
    return { problem: 'The data in this page is of a version that this page does not know.' };
  }
  return { doc: value as TraceDocument };
}
