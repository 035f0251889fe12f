import type { SourceContext } from '../source.ts';
import { parseObject } from './recognise.ts';

/** A JSON object of unknown shape. */
export type Json = Record<string, unknown>;

/** The object on a line; what is none is skipped with its reason. */
export function recordOf(text: string, line: number, context: SourceContext): Json | undefined {
  const record = parseObject(text);
  if (record === undefined) context.skip(line, 'not a JSON object (cut off or broken)');
  return record;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one: for reading optional fields. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The first of the fields that holds a non-empty text or a number, as text. */
export function firstText(record: Json, ...fields: string[]): string | undefined {
  for (const field of fields) {
    const value = record[field];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/**
 * A value where a word is expected: texts, numbers and booleans as they read, anything else as the empty text. Not
 * `String(value)`, which throws for an object that has a `toString` of its own.
 */
export function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

/** JSON inside a string is taken out of it; any other value stays what it is. */
export function unwrapJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const first = value.trimStart()[0];
  if (first !== '{' && first !== '[') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
