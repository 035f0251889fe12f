/**
 * The day that these facts describe. They age: actions change their defaults, agents learn to load new files. Every output
 * that rests on them shows this date. When a row is added or changed, check it against its source and move the date.
 */
export const FACTS_AS_OF = '2026-11-23';

/**
 * How well a fact is known: `code` read in source code or official documentation, or run; `told` from write-ups and issue
 * texts.
 */
export type Known = 'code' | 'told';
