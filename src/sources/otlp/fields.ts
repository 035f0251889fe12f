import type { Attributes } from './records.ts';

/** What exporters put in the place of a text that they were told to leave out. */
const REDACTED = /^\s*[<[(*]*redacted[>\])*]*\s*$/i;
/** Flat keys with a larger index are no list that an exporter wrote. */
const MAX_INDEX = 100_000;
const MAX_SEGMENTS = 16;

/** The first of these attributes that is a text (a number counts as one) and not empty. */
export function text(attributes: Attributes, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The first of these attributes that is a number, or a text that spells one. */
export function number(attributes: Attributes, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    // Not of an object: one with a `toString` of its own makes `Number` throw.
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') continue;
    const parsed = Number(value);
    if (Number.isFinite(parsed)) return parsed;
  }
  return undefined;
}

/** The first of these attributes that is there at all. */
export function value(attributes: Attributes, ...names: string[]): unknown {
  for (const name of names) {
    const found = attributes.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A recorded content: `undefined` where the exporter wrote a mark of redaction instead. */
export function content(found: unknown): unknown {
  return typeof found === 'string' && found.length < 40 && REDACTED.test(found) ? undefined : found;
}

/** The object or array in a text of JSON; any other value as it is. */
export function structured(found: unknown): unknown {
  if (typeof found !== 'string') return found;
  const start = found.charCodeAt(0);
  // Most JSON attributes start with the bracket itself; a leading blank is rare and cheap to trim.
  if (start !== 0x7b && start !== 0x5b && !/^\s+[{[]/.test(found)) return found;
  try {
    return JSON.parse(found);
  } catch {
    return found;
  }
}

/** A value that its emitter wrote as JSON whatever it is: a text comes in quotes. */
export function unquoted(found: unknown): unknown {
  if (typeof found !== 'string' || !found.startsWith('"')) return structured(found);
  try {
    return JSON.parse(found);
  } catch {
    return found;
  }
}

export function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}

/** A value as the text that a model would see: JSON for anything but a text. */
export function asText(found: unknown): string {
  return typeof found === 'string' ? found : (JSON.stringify(found) ?? '');
}

/** `sha256:hex`: what a content hash attribute holds, with or without the algorithm before it. */
export function contentHash(found: unknown): string | undefined {
  if (typeof found !== 'string') return undefined;
  const parts = /^(?:([a-z0-9-]+):)?([0-9a-f]{16,128})$/i.exec(found.trim());
  return parts === null ? undefined : `${(parts[1] ?? 'sha256').toLowerCase()}:${parts[2]!.toLowerCase()}`;
}

/** A tree of what flat keys spell: `0.message.content` is `{0: {message: {content}}}`. */
export type Folded = Map<string, Folded | unknown>;

/** Fold all attributes under a prefix (`llm.input_messages.`); `undefined` when there are none. */
export function fold(attributes: Attributes, prefix: string): Folded | undefined {
  let root: Folded | undefined;
  for (const [name, found] of attributes) {
    if (!name.startsWith(prefix)) continue;
    const segments = name.slice(prefix.length).split('.', MAX_SEGMENTS);
    root ??= new Map();
    let node = root;
    for (let depth = 0; depth < segments.length - 1; depth++) {
      let next = node.get(segments[depth]!);
      if (!(next instanceof Map)) {
        next = new Map();
        node.set(segments[depth]!, next);
      }
      node = next as Folded;
    }
    const last = segments[segments.length - 1]!;
    if (!(node.get(last) instanceof Map)) node.set(last, found);
  }
  return root;
}

/** The folded tree as plain values: a level whose keys are all indexes becomes an array, in order of index. */
export function unfolded(node: unknown): unknown {
  if (!(node instanceof Map)) return node;
  const entries = [...node] as [string, unknown][];
  if (entries.length > 0 && entries.every(([name]) => /^\d{1,6}$/.test(name) && Number(name) <= MAX_INDEX)) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => unfolded(item));
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, unfolded(item)]));
}
