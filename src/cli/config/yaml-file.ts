import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CordonError } from '../../fleet/index.ts';

/** Largest configuration file, bytes. */
const LARGEST = 4 * 1024 * 1024;
/** Aliases that a file may expand to: more is an attack. */
const MOST_ALIASES = 100;

/** Deepest nesting: nobody writes more by hand, and what checks it recurses. */
const DEEPEST = 100;

/** What a schema cannot say is wrong, and where. */
export interface Fault {
  path: (string | number)[];
  message: string;
  hint: string;
}

/**
 * Reads a YAML file that a person wrote, and checks it; `fault` finds what the schema cannot.
 *
 * @throws CordonError `bad-config` naming file, line, what stands there and what was expected
 */
export function readYamlFile<T>(path: string, schema: z.ZodType<T>, fault?: (value: T) => Fault | undefined): T {
  return checkYaml(readSmall(path), path, schema, fault);
}

/** The same for a text that was read already; `path` names it in errors. */
export function checkYaml<T>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
  fault?: (value: T) => Fault | undefined,
): T {
  const lines = new LineCounter();
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  } catch (error) {
    throw new CordonError('bad-config', `${path}: nested too deeply`, { cause: error });
  }
  if (text.trim() === '') throw new CordonError('bad-config', `${path}: the file is empty`);
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new CordonError('bad-config', `${path}:${lines.linePos(problem.pos[0]).line}: ${problem.message}`);
  }
  let value: unknown;
  let checked: z.ZodSafeParseResult<T>;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (isDeeper(value, DEEPEST)) throw new RangeError();
    checked = schema.safeParse(value);
  } catch (error) {
    const reason = error instanceof RangeError ? 'nested too deeply' : (error as Error).message;
    throw new CordonError('bad-config', `${path}: ${reason}`, { cause: error });
  }
  const lineOf = (at: PropertyKey[]) => {
    const node = nodeAt(document, at);
    return node?.range ? lines.linePos(node.range[0]).line : 1;
  };
  if (checked.success) {
    const wrong = fault?.(checked.data);
    if (wrong === undefined) return checked.data;
    throw new CordonError('bad-config', `${path}:${lineOf(wrong.path)}: ${wrong.message} at ${wrong.path.join('.')}`, {
      hint: wrong.hint,
    });
  }
  const issue = deepest(checked.error.issues);
  const line = lineOf(issue.path);
  const at = issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`;
  throw new CordonError('bad-config', `${path}:${line}: ${issue.message}${at}`, {
    ...(issue.keys.length > 0 && { hint: `Expected one of ${issue.keys.join(', ')}.` }),
  });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

interface Told {
  message: string;
  path: PropertyKey[];
  /** Keys of which one was expected, where no shape was meant at all. */
  keys: string[];
}

/** Where one of several shapes was expected, the shape that came furthest says what is really wrong. */
function deepest(issues: readonly z.core.$ZodIssue[]): Told {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0);
  const missing = issues.flatMap((issue) => (issue.path.length === 1 ? issue.path : []));
  // Neither has it the key of this shape, nor knows this shape its keys: it was not meant.
  if (unknown !== undefined && missing.length > 0) {
    return { message: unknown.message, path: [], keys: missing.map(String) };
  }
  const told = issues.map((issue) =>
    issue.code === 'invalid_union' && issue.errors.some((branch) => branch.length > 0)
      ? below(issue)
      : { message: issue.message, path: issue.path, keys: [] },
  );
  return told.reduce((best, one) => (one.path.length > best.path.length ? one : best));
}

function below(issue: z.core.$ZodIssue & { code: 'invalid_union' }): Told {
  const branches = issue.errors.filter((branch) => branch.length > 0).map(deepest);
  const meant = branches.reduce((best, one) => (one.path.length > best.path.length ? one : best));
  if (meant.path.length > 0) return { ...meant, path: [...issue.path, ...meant.path] };
  const keys = [...new Set(branches.flatMap((branch) => branch.keys))];
  return { message: meant.message, path: issue.path, keys };
}

function nodeAt(
  document: { getIn(path: unknown[], keepScalar: boolean): unknown },
  path: PropertyKey[],
): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node) return node as Node;
  }
  return undefined;
}

function readSmall(path: string): string {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new CordonError('bad-config', `${path} is no file`);
    if (stat.size > LARGEST) throw new CordonError('bad-config', `${path} is larger than 4 MiB`);
    return readFileSync(handle, 'utf8');
  } catch (error) {
    if (error instanceof CordonError) throw error;
    throw new CordonError('bad-config', `cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
