import { readJsonText } from '../repository/json-node.ts';
import type { SourceText, Span } from '../repository/position.ts';
import type { Reading } from '../repository/reading.ts';
import { mapOf, stringOf } from '../repository/workflow/fields.ts';
import type { MapNode, Node } from '../repository/yaml-node.ts';
import type { Grant, Grants } from './capability.ts';
import { githubToolPower, parsePattern } from './claude-tools.ts';
import { GrantList } from './list.ts';

export interface GeminiUse {
  /** The `settings` input: written over `.gemini/settings.json`. */
  readonly settings: SourceText | undefined;
  /** Settings file of the product in the checkout, which rules where no input is given. */
  readonly settingsPath: string;
  /** `yolo` approves everything that exists; `auto_edit` edits; `default` refuses what it would ask. */
  readonly approval: 'yolo' | 'auto_edit' | 'default';
  readonly sandboxFlag: boolean;
  readonly step: Span;
}

const READ_TOOLS = new Set([
  'read_file',
  'readfiletool',
  'read_many_files',
  'readmanyfilestool',
  'list_directory',
  'lstool',
  'ls',
  'glob',
  'globtool',
  'search_file_content',
  'greptool',
  'grep_search',
  'grep',
]);
const WRITE_TOOLS = new Set([
  'write_file',
  'writefiletool',
  'replace',
  'edittool',
  'edit',
  'save_memory',
  'memorytool',
]);
const WEB_TOOLS = new Set(['web_fetch', 'webfetchtool', 'google_web_search', 'websearchtool', 'web_search']);

/** Grants of Gemini CLI and Qwen Code: `tools.core` limits, `tools.exclude` removes, `tools.allowed` limits nothing. */
export function geminiGrants(use: GeminiUse, reading: Reading): Grants {
  const list = new GrantList();
  const { node, from, where, span } = settingsOf(use, reading, list);
  const settings = mapOf(node);
  const tools = mapOf(settings?.get('tools'));
  const core = tools?.get('core') ?? settings?.get('coreTools');
  const exclude = tools?.get('exclude') ?? settings?.get('excludeTools');
  const sandbox = tools?.get('sandbox') ?? settings?.get('sandbox');
  const sandboxText = stringOf(sandbox);
  list.sandboxed = use.sandboxFlag || (sandboxText !== undefined && sandboxText !== 'false' && sandboxText !== '');
  if (use.approval === 'default') {
    list.add(['read-files'], {
      tool: 'read_file',
      span,
      from,
      reason: 'without an approval mode, tools that change something are refused',
    });
    for (const allowed of texts(tools?.get('allowed') ?? settings?.get('allowedTools')))
      allow(list, allowed, from, where);
  } else if (core === undefined) everything(list, use, span, from, where);
  else {
    if (core.kind === 'scalar') list.notKnown(core.span, `${where}: tools.core is no list`);
    for (const tool of texts(core)) allow(list, tool, from, where);
  }
  for (const denied of texts(exclude)) list.deny({ tool: denied.value, span: denied.span });
  list.denyListOnly = core === undefined && list.denials.length > 0;
  for (const { key, value } of mapOf(settings?.get('mcpServers'))?.entries ?? [])
    mcp(list, key, mapOf(value), from, where);
  return list.finish((denial, grant) => covers(denial.tool, grant));
}

function everything(list: GrantList, use: GeminiUse, span: Span, from: Grant['from'], where: string): void {
  if (use.approval === 'auto_edit') {
    list.add(['write-files', 'read-files'], { tool: 'replace', span, from, reason: 'the approval mode accepts edits' });
    return;
  }
  const reason =
    from === 'default'
      ? 'no settings limit the tools, and --yolo approves them all'
      : `${where} does not limit tools.core, and --yolo approves them all`;
  list.everything({ tool: 'run_shell_command', span, from, reason });
  list.add(['write-files', 'read-files'], { tool: 'write_file', span, from, reason });
}

function settingsOf(
  use: GeminiUse,
  reading: Reading,
  list: GrantList,
): { node: Node | undefined; from: Grant['from']; where: string; span: Span } {
  const { settings } = use;
  if (settings !== undefined && settings.value.trim() !== '') {
    const where = 'the settings input';
    const node = readJsonText(settings, reading.leaveOut);
    if (mapOf(node) === undefined) {
      list.notKnown(
        settings.span,
        settings.value.includes('${{') ? 'the settings come from an expression' : 'the settings are no JSON object',
      );
    }
    return { node, from: 'settings', where, span: settings.span };
  }
  const real = reading.tree.resolve(use.settingsPath);
  const node = real === undefined ? undefined : reading.json(real);
  if (node === undefined) return { node: undefined, from: 'default', where: 'the defaults', span: use.step };
  return { node, from: 'file', where: use.settingsPath, span: node.span };
}

function allow(
  list: GrantList,
  { value, span }: { value: string; span: Span },
  from: Grant['from'],
  where: string,
): void {
  const { tool, specifier } = parsePattern(value);
  const name = tool.toLowerCase();
  const grant = { tool: value, span, from, reason: `${where} allows ${value}` };
  if (value.includes('${{')) list.notKnown(span, 'a tool comes from an expression');
  else if (name === 'run_shell_command' || name === 'shelltool') {
    if (specifier === undefined || specifier === '*') {
      list.everything({ ...grant, reason: `${where} allows ${value}: any command` });
      return;
    }
    // Confirmed for Gemini CLI: `echo $(...)` passes the check of its prefix, and so do the like.
    const expands = /^(?:echo|printf|cat|tee|head|tail|wc|sort)\b/.test(specifier);
    list.shell(specifier, expands, grant);
  } else if (READ_TOOLS.has(name)) list.add(['read-files'], grant);
  else if (WRITE_TOOLS.has(name)) list.add(['write-files'], grant);
  else if (WEB_TOOLS.has(name)) {
    list.network = 'yes';
    list.add(['text'], grant);
  } else list.notKnown(span, `the tool ${value.slice(0, 60)} is not known`);
}

/** A server's tools: `includeTools` limits, `excludeTools` removes. `tools.core` does not concern them. */
function mcp(list: GrantList, name: string, server: MapNode | undefined, from: Grant['from'], where: string): void {
  if (server === undefined) return;
  if (!name.toLowerCase().startsWith('github')) {
    list.notKnown(server.span, `what the MCP server ${name.slice(0, 60)} does is not known`);
    return;
  }
  const include = texts(server.get('includeTools'));
  const exclude = new Set(texts(server.get('excludeTools')).map((tool) => tool.value));
  const tools = include.length > 0 ? include : [{ value: '*', span: server.span }];
  for (const tool of tools) {
    if (exclude.has(tool.value)) continue;
    const label = `mcp__${name}__${tool.value}`;
    list.add(githubToolPower(tool.value), {
      tool: label,
      span: tool.span,
      from,
      reason: `${where} gives the GitHub server's ${tool.value === '*' ? 'tools' : tool.value}`,
    });
  }
}

function covers(denied: string, grant: Grant): boolean {
  const one = parsePattern(denied);
  const other = parsePattern(grant.tool);
  const shell = (tool: string) => (tool.toLowerCase() === 'shelltool' ? 'run_shell_command' : tool.toLowerCase());
  if (shell(one.tool) !== shell(other.tool)) return false;
  return one.specifier === undefined || one.specifier === other.specifier;
}

function texts(node: Node | undefined): { value: string; span: Span }[] {
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) =>
    item.kind === 'scalar' && item.value !== null ? [{ value: item.text.value, span: item.span }] : [],
  );
}
