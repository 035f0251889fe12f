import type { TraceDocument } from '../../fleet/index.ts';

/** A list whose items are made while it is gone through: a fleet has millions, and no reader needs all at once. */
export interface LongList<T> extends Iterable<T> {
  readonly length: number;
}

type Long = 'sessions' | 'artifacts' | 'contacts';

/**
 * The published document with its long lists not made yet. Each may be gone through as often as one likes and gives the
 * same each time. A document that is wholly in memory is one too.
 */
export type LazyDocument = Omit<TraceDocument, Long> & {
  [list in Long]: LongList<TraceDocument[list][number]>;
};

/** A list of so many items, which `items` makes anew each time. */
export function longList<T>(length: number, items: () => Generator<T>): LongList<T> {
  return { length, [Symbol.iterator]: items };
}

/** The document with every list in memory. */
export function wholeDocument(doc: LazyDocument): TraceDocument {
  return { ...doc, sessions: [...doc.sessions], artifacts: [...doc.artifacts], contacts: [...doc.contacts] };
}
