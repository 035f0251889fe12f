/** Reproduction numbers: from who infected whom where links are known, from renewal where they are not. */
export * from './types.ts';
