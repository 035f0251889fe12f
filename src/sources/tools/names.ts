/** What the name of a tool says: its words, and the MCP server that serves it. */
export interface ToolName {
  /** Words of the name in lower case, split at `_`, `-`, `.`, `:`, `/` and camel case. */
  words: string[];
  /** The name without server and namespace, folded as the table of known tools spells it. */
  plain: string;
  /** `server` of `mcp__server__tool`. */
  server?: string;
}

const cache = new Map<string, ToolName>();
const CACHE_LIMIT = 10_000;

/** Reads a tool's name. Names repeat endlessly in telemetry, so the answer is remembered (bounded). */
export function toolName(name: string): ToolName {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const parsed = parse(name.slice(0, 200));
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(name, parsed);
  return parsed;
}

function parse(name: string): ToolName {
  const namespaced = /^(?:functions|container|default_api|tools?)[.:/](.+)$/.exec(name)?.[1] ?? name;
  const served = /^mcp__(.+?)__(.+)$/.exec(namespaced) ?? /^([^_].*?)__(.+)$/.exec(namespaced);
  const bare = served?.[2] ?? namespaced;
  const words = bare
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const parsed: ToolName = { words, plain: words.join('') };
  if (served) parsed.server = served[1]!.toLowerCase();
  return parsed;
}
