/** Bounds on what is taken from one tool use: enough for any real call, finite for a made one. */
const MAX_VALUES = 5000;
const MAX_DEPTH = 16;
const MAX_VALUE_LENGTH = 1 << 20;
const MAX_TOTAL_LENGTH = 4 << 20;

/**
 * The leaf values of JSON as text, joined by newlines in the order they stand. Keys are left out; a string is kept whole
 * up to 1 MB. Bounded in count, depth and total length (4 MB).
 */
export function valuesText(input: unknown): string {
  if (typeof input === 'string') {
    const parsed = parseJson(input);
    if (parsed === undefined) return input.length > MAX_VALUE_LENGTH ? input.slice(0, MAX_VALUE_LENGTH) : input;
    return valuesText(parsed);
  }
  const parts: string[] = [];
  collect(input, 0, { parts, left: MAX_TOTAL_LENGTH });
  return parts.join('\n');
}

function collect(value: unknown, depth: number, out: { parts: string[]; left: number }): void {
  if (value === null || value === undefined || out.left <= 0 || out.parts.length >= MAX_VALUES) return;
  if (typeof value === 'object') {
    if (depth >= MAX_DEPTH) return;
    if (Array.isArray(value)) for (const item of value) collect(item, depth + 1, out);
    else for (const key in value) collect((value as Record<string, unknown>)[key], depth + 1, out);
    return;
  }
  const text = typeof value === 'string' ? value : String(value);
  if (text === '') return;
  const kept = text.length > MAX_VALUE_LENGTH ? text.slice(0, MAX_VALUE_LENGTH) : text;
  out.parts.push(kept);
  out.left -= kept.length;
}

/** A JSON object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object or array that a text holds; `undefined` when it holds none. */
export function parseJson(text: string): unknown {
  const first = firstCharacter(text);
  if (first !== '{' && first !== '[') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return parseLenient(text);
  }
}

/** Models write line breaks into JSON strings as they are; JSON wants them escaped. */
function parseLenient(text: string): unknown {
  if (!/[\u0000-\u001f]/.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(/[\u0000-\u001f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
  } catch {
    return undefined;
  }
}

function firstCharacter(text: string): string {
  for (let index = 0; index < text.length && index < 64; index++) {
    const character = text[index]!;
    if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') return character;
  }
  return '';
}

/**
 * The arguments as an object with names folded to lower case without `_` and `-`, so that `file_path`, `filePath` and
 * `FilePath` are one name. An only argument that is itself an object (`{"args": {…}}`) is opened.
 */
export function foldedArguments(input: unknown): Map<string, unknown> {
  const folded = new Map<string, unknown>();
  let record = typeof input === 'string' ? parseJson(input) : input;
  for (let depth = 0; depth < 3 && isRecord(record); depth++) {
    const names = Object.keys(record);
    const inner: unknown = names.length === 1 ? record[names[0]!] : undefined;
    if (!isRecord(inner)) break;
    record = inner;
  }
  if (!isRecord(record)) return folded;
  for (const name in record) {
    if (folded.size >= 500) break;
    const key = foldName(name);
    if (!folded.has(key)) folded.set(key, record[name]);
  }
  return folded;
}

/** An argument or field name in the one spelling that the tables use: lower case, without `_`, `-` and spaces. */
export function foldName(name: string): string {
  return name.length > 64 ? name : name.toLowerCase().replace(/[_\- ]/g, '');
}

/** A string argument; `undefined` when it is absent or no string. */
export function stringOf(folded: Map<string, unknown>, name: string): string | undefined {
  const value = folded.get(name);
  return typeof value === 'string' ? value : undefined;
}
