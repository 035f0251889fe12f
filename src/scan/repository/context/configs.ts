import { withExpressions } from '../../expressions/parse.ts';
import type { AgentConfig, Hook, McpServer, PermissionEntry } from '../context-model.ts';
import { libraries } from '../libraries.ts';
import type { Skip, SourceText } from '../position.ts';
import type { Reading } from '../reading.ts';
import { type LineMap, Scalar } from '../text.ts';
import { mapOf, stringOf, stringsOf } from '../workflow/fields.ts';
import type { MapNode, Node } from '../yaml-node.ts';
import type { Loaded } from './files.ts';
import { namedFiles } from './named.ts';

/** Hook events that need no act of the agent: opening, starting, a prompt being sent. */
const AUTOMATIC =
  /^(?:SessionStart|Setup|UserPromptSubmit|sessionStart|userPromptSubmitted|beforeSubmitPrompt|folderOpen|BeforeAgent|InstructionsLoaded|\w*Command|install|start)$/;
/** Settings that give power, or send traffic elsewhere. */
const POWERFUL = new Set([
  'apikeyhelper',
  'awsauthrefresh',
  'awscredentialexport',
  'statusline',
  'enabledplugins',
  'extraknownmarketplaces',
  'enableallprojectmcpservers',
  'enabledmcpjsonservers',
  'otelheadershelper',
  'sandbox_mode',
  'approval_policy',
  'plugin',
  'plugins',
  'autoaccept',
  'trust',
  'notify',
  'model_provider',
  'base_url',
  'chat.tools.autoapprove',
  'chat.tools.global.autoapprove',
]);
const TRAFFIC = /BASE_URL|PROXY|ENDPOINT|_API_URL|NODE_OPTIONS|LD_PRELOAD|BASH_ENV|^PATH$/i;
const MAX_ENTRIES = 500;
/** Files and patterns named by one configuration: each pattern is held against every path of the tree. */
const MAX_NAMES = 50;

/** Configuration of agents, and files that run by themselves, among what agents load. */
export function readConfigs(loaded: ReadonlyMap<string, Loaded>, reading: Reading): AgentConfig[] {
  const configs: AgentConfig[] = [];
  for (const file of loaded.values()) {
    if (file.loads.some((load) => load.role === 'executes')) configs.push(readConfig(file, reading));
  }
  const container = ['.devcontainer/devcontainer.json', '.devcontainer.json']
    .map((path) => reading.tree.resolve(path))
    .find((path) => path !== undefined);
  if (container !== undefined && !loaded.has(container))
    configs.push(readConfig({ path: container, aliases: [], loads: [] }, reading));
  return configs.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readConfig(file: Loaded, reading: Reading): AgentConfig {
  const problems: Skip[] = [];
  const collector = new Collector(reading);
  const map = reading.text(file.path);
  if (map !== undefined) {
    if (/\.(?:json|jsonc)$/.test(file.path)) collector.document(reading.json(file.path), file.path);
    else if (/\.ya?ml$/.test(file.path)) collector.document(reading.yaml(file.path), file.path);
    else if (/\.toml$/.test(file.path)) collector.toml(map);
    else if (/(?:^|\/)hooks\/|setup\.sh$/.test(file.path)) collector.script(map);
  }
  problems.push(...reading.skips.filter((skip) => skip.file === file.path));
  return { path: file.path, aliases: [...file.aliases].sort(), loads: file.loads, ...collector.result(), problems };
}

class Collector {
  readonly #reading: Reading;
  readonly #hooks: Hook[] = [];
  readonly #servers: McpServer[] = [];
  readonly #permissions: PermissionEntry[] = [];
  readonly #settings: { key: string; text: SourceText }[] = [];
  readonly #instructions: { target: string; span: SourceText['span']; paths: readonly string[] }[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  result(): Pick<AgentConfig, 'hooks' | 'mcpServers' | 'permissions' | 'settings' | 'instructions'> {
    return {
      hooks: this.#hooks,
      mcpServers: this.#servers,
      permissions: this.#permissions,
      settings: this.#settings,
      instructions: this.#instructions,
    };
  }

  document(node: Node | undefined, path: string): void {
    const root = mapOf(node);
    if (root === undefined) return;
    for (const { key, value } of root.entries.slice(0, MAX_ENTRIES)) {
      const name = key.toLowerCase();
      if (name === 'mcpservers' || name === 'servers' || name === 'mcp') this.#mcp(mapOf(value));
      else if (name === 'hooks') this.#hookMap(value);
      else if (name === 'permissions' || name === 'permission') this.#permission(mapOf(value), value);
      else if (name === 'env') this.#env(mapOf(value));
      else if (name === 'tasks') this.#tasks(value);
      else if (name === 'instructions') this.#instruct(value, false);
      else if (name === 'contextfilename') this.#instruct(value, true);
      else if (name === 'context') this.#instruct(mapOf(value)?.get('fileName'), true);
      else if (name === 'read' && path.endsWith('.aider.conf.yml')) this.#instruct(value, false);
      else if (
        /^(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command$|^(?:install|start)$/.test(key)
      ) {
        for (const text of texts(value)) this.#hook(key, text);
      }
      if (POWERFUL.has(name)) this.#setting(key, value);
    }
    if (/(?:^|\/)settings\.json$/.test(path)) this.#setting('tools.sandbox', mapOf(root.get('tools'))?.get('sandbox'));
  }

  script(map: LineMap): void {
    this.#hook('run', new Scalar(map.text, map, 0, map.text.length, 'raw'));
  }

  /** TOML without positions from its library: keys are looked up again as lines. */
  toml(map: LineMap): void {
    let root: Record<string, unknown>;
    try {
      root = libraries.toml.parse(map.text);
    } catch (error) {
      const line = (error as { line?: number }).line ?? 0;
      this.#reading.leaveOut({ file: map.file, line, reason: 'not readable as TOML', weight: 'warning' });
      return;
    }
    const servers = root.mcp_servers;
    if (typeof servers === 'object' && servers !== null) {
      for (const [name, server] of Object.entries(servers).slice(0, MAX_ENTRIES)) {
        const { command, args, url } = (server ?? {}) as { command?: unknown; args?: unknown; url?: unknown };
        const span = lineOf(map, `mcp_servers.${name}`)?.span ?? map.span(0, 0);
        const target =
          typeof url === 'string'
            ? url
            : [command, ...(Array.isArray(args) ? args : [])].filter((part) => typeof part === 'string').join(' ');
        this.#servers.push({ name, target, kind: typeof url === 'string' ? 'url' : 'command', span });
      }
    }
    const { project_doc_fallback_filenames: names } = root;
    for (const name of Array.isArray(names) ? names.slice(0, MAX_ENTRIES) : []) {
      const span = lineOf(map, 'project_doc_fallback_filenames')?.span ?? map.span(0, 0);
      if (typeof name === 'string') this.#name(name, span, true);
    }
    for (const key of Object.keys(root)) {
      const line = POWERFUL.has(key.toLowerCase()) ? lineOf(map, key) : undefined;
      if (line !== undefined) this.#settings.push({ key, text: line });
    }
  }

  #mcp(servers: MapNode | undefined): void {
    for (const { key, keySpan, value } of servers?.entries.slice(0, MAX_ENTRIES) ?? []) {
      const server = mapOf(value);
      if (server === undefined) continue;
      const url = stringOf(server.get('url') ?? server.get('httpUrl') ?? server.get('serverUrl'));
      const command = [...stringsOf(server.get('command')), ...stringsOf(server.get('args'))].join(' ');
      if (url === undefined && command === '') continue;
      this.#servers.push({
        name: key,
        target: url ?? command,
        kind: url === undefined ? 'command' : 'url',
        span: keySpan,
      });
    }
  }

  /** `{event: [{matcher, hooks: [{command}]}]}` and its simpler forms; a command is any `command`, `bash` or `run` below. */
  #hookMap(node: Node): void {
    for (const { key, value } of mapOf(node)?.entries ?? []) {
      const queue: { node: Node; depth: number }[] = [{ node: value, depth: 0 }];
      for (let next = queue.shift(); next !== undefined && this.#hooks.length < MAX_ENTRIES; next = queue.shift()) {
        if (next.depth > 5) continue;
        if (next.node.kind === 'scalar' && next.depth === 0) this.#hook(key, next.node.text);
        if (next.node.kind === 'seq')
          for (const item of next.node.items) queue.push({ node: item, depth: next.depth + 1 });
        for (const entry of mapOf(next.node)?.entries ?? []) {
          if (entry.value.kind === 'scalar' && /^(?:command|bash|powershell|run)$/.test(entry.key))
            this.#hook(key, entry.value.text);
          else if (entry.value.kind !== 'scalar') queue.push({ node: entry.value, depth: next.depth + 1 });
        }
      }
    }
  }

  #tasks(node: Node): void {
    if (node.kind !== 'seq') return;
    for (const item of node.items) {
      const task = mapOf(item);
      const on = stringOf(mapOf(task?.get('runOptions'))?.get('runOn'));
      const command = task?.get('command');
      if (on !== undefined && command?.kind === 'scalar') this.#hook(on, command.text);
    }
  }

  #hook(event: string, command: SourceText): void {
    const words = command.value.slice(0, 10_000).split(/[\s"'=;|&()]+/);
    const paths = new Set<string>();
    for (const word of words) {
      const name = word.replace(/^\$\{?(?:CLAUDE_PROJECT_DIR|GITHUB_WORKSPACE|PWD)\}?\//, '').replace(/^\.\//, '');
      const real = /[./]/.test(name) && name.length < 500 ? this.#reading.tree.resolve(name) : undefined;
      if (real !== undefined) paths.add(real);
    }
    this.#hooks.push({ event, automatic: AUTOMATIC.test(event), command, paths: [...paths] });
  }

  #permission(map: MapNode | undefined, node: Node): void {
    if (map === undefined) {
      if (node.kind === 'scalar') this.#permissions.push({ effect: 'mode', rule: node.text });
      return;
    }
    for (const { key, value } of map.entries) {
      if (key === 'allow' || key === 'ask' || key === 'deny') {
        for (const text of texts(value)) this.#permissions.push({ effect: key, rule: text });
      } else if (value.kind === 'scalar' && value.value !== null) {
        this.#permissions.push({ effect: 'mode', rule: value.text });
      }
    }
  }

  #env(map: MapNode | undefined): void {
    for (const { key, value } of map?.entries ?? []) if (TRAFFIC.test(key)) this.#setting(`env.${key}`, value);
  }

  /** @param anywhere whether a name counts in every folder */
  #instruct(node: Node | undefined, anywhere: boolean): void {
    if (node === undefined) return;
    for (const { value, span } of texts(node)) this.#name(value, span, anywhere);
  }

  #name(target: string, span: SourceText['span'], anywhere: boolean): void {
    if (this.#instructions.length >= MAX_NAMES) return;
    const paths = /^https?:/i.test(target) ? [] : namedFiles(target, this.#reading.tree, anywhere);
    this.#instructions.push({ target, span, paths });
  }

  #setting(key: string, node: Node | undefined): void {
    if (node === undefined) return;
    if (node.kind === 'scalar') {
      if (node.value !== false && node.value !== null) this.#settings.push({ key, text: node.text });
      return;
    }
    const inner = mapOf(node)?.get('command');
    const text = inner?.kind === 'scalar' ? inner.text : undefined;
    this.#settings.push({
      key,
      text: text ?? withExpressions({ value: '', span: node.span, spanOf: () => node.span }),
    });
  }
}

function texts(node: Node): SourceText[] {
  if (node.kind === 'scalar') return node.value === null ? [] : [node.text];
  if (node.kind === 'seq')
    return node.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text] : []));
  return node.entries.flatMap(({ value }) => (value.kind === 'scalar' && value.value !== null ? [value.text] : []));
}

function lineOf(map: LineMap, key: string): SourceText | undefined {
  for (let number = 1; number <= map.lines; number++) {
    const line = map.line(number);
    if (
      line
        .replace(/["'\s]/g, '')
        .replace(/^\[/, '')
        .startsWith(key)
    ) {
      const start = map.offsetAt(number);
      return new Scalar(line, map, start, start + line.length, 'raw');
    }
  }
  return undefined;
}
