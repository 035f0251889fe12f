import type { AutoLoad } from '../repository/context-model.ts';
import type { ProductId } from './product.ts';

/**
 * Which files each coding agent loads by itself. A pattern is a path from the root; `**` at its front means any folder,
 * at its end anything below; `*` stays in one folder.
 */
type Row = readonly [pattern: string, role: AutoLoad['role'], when: AutoLoad['when'], ...products: ProductId[]];

/** Agents that read AGENTS.md by themselves. Claude Code does where no CLAUDE.md stands (since 2.1.277, told). */
const AGENTS_MD: readonly ProductId[] = [
  'codex',
  'copilot',
  'cursor',
  'opencode',
  'windsurf',
  'cline',
  'roo',
  'kilo',
  'goose',
  'amp',
  'jules',
  'zed',
  'warp',
  'droid',
  'junie',
];

const ROWS: readonly Row[] = [
  ['CLAUDE.md', 'instructions', 'start', 'claude-code', 'copilot'],
  ['.claude/CLAUDE.md', 'instructions', 'start', 'claude-code'],
  ['CLAUDE.local.md', 'instructions', 'start', 'claude-code'],
  ['**/CLAUDE.md', 'instructions', 'folder', 'claude-code'],
  ['.claude/rules/**', 'instructions', 'start', 'claude-code'],
  ['.claude/skills/**', 'instructions', 'call', 'claude-code'],
  ['.claude/commands/**', 'instructions', 'call', 'claude-code'],
  ['.claude/agents/**', 'instructions', 'call', 'claude-code'],
  ['.claude/output-styles/**', 'instructions', 'call', 'claude-code'],
  ['.claude/agent-memory/**', 'memory', 'start', 'claude-code'],
  ['.claude/settings.json', 'executes', 'start', 'claude-code'],
  ['.claude/settings.local.json', 'executes', 'start', 'claude-code'],
  ['.claude/hooks/**', 'executes', 'call', 'claude-code'],
  ['.claude-plugin/**', 'executes', 'start', 'claude-code'],
  ['.claude.json', 'executes', 'start', 'claude-code'],
  ['.mcp.json', 'executes', 'start', 'claude-code', 'copilot'],

  ['AGENTS.override.md', 'instructions', 'start', 'codex'],
  ['AGENTS.md', 'instructions', 'start', ...AGENTS_MD],
  ['**/AGENTS.md', 'instructions', 'folder', ...AGENTS_MD],
  ['AGENT.md', 'instructions', 'start', 'amp'],
  ['.agents/skills/**', 'instructions', 'call', 'codex', 'gemini-cli', 'copilot', 'opencode'],
  ['.codex/skills/**', 'instructions', 'call', 'codex'],
  ['.codex/config.toml', 'executes', 'start', 'codex'],
  ['.codex/hooks.json', 'executes', 'start', 'codex'],
  ['.codex/agents/*.toml', 'executes', 'call', 'codex'],
  ['.codex/rules/**', 'executes', 'start', 'codex'],

  ['GEMINI.md', 'instructions', 'start', 'gemini-cli', 'copilot'],
  ['**/GEMINI.md', 'instructions', 'folder', 'gemini-cli'],
  ['.gemini/GEMINI.md', 'instructions', 'start', 'gemini-cli'],
  ['.gemini/skills/**', 'instructions', 'call', 'gemini-cli'],
  ['.gemini/commands/**', 'instructions', 'call', 'gemini-cli'],
  ['.gemini/settings.json', 'executes', 'start', 'gemini-cli'],
  ['.gemini/extensions/**', 'executes', 'start', 'gemini-cli'],
  ['.gemini/policies/**', 'executes', 'start', 'gemini-cli'],
  ['.gemini/sandbox.Dockerfile', 'executes', 'start', 'gemini-cli'],
  ['.gemini/.env', 'executes', 'start', 'gemini-cli'],
  ['.gemini/styleguide.md', 'instructions', 'start', 'gemini-cli'],
  ['.gemini/config.yaml', 'executes', 'start', 'gemini-cli'],
  ['QWEN.md', 'instructions', 'start', 'qwen-code'],
  ['**/QWEN.md', 'instructions', 'folder', 'qwen-code'],
  ['.qwen/settings.json', 'executes', 'start', 'qwen-code'],
  ['.qwen/commands/**', 'instructions', 'call', 'qwen-code'],

  ['.cursor/rules/**', 'instructions', 'start', 'cursor'],
  ['.cursorrules', 'instructions', 'start', 'cursor'],
  ['.cursor/commands/**', 'instructions', 'call', 'cursor'],
  ['.cursor/mcp.json', 'executes', 'start', 'cursor'],
  ['.cursor/hooks.json', 'executes', 'start', 'cursor'],
  ['.cursor/environment.json', 'executes', 'start', 'cursor'],
  ['.cursor-plugin/**', 'executes', 'start', 'cursor'],
  ['.cursor/BUGBOT.md', 'instructions', 'start', 'cursor'],

  ['.github/copilot-instructions.md', 'instructions', 'start', 'copilot'],
  ['.github/instructions/**', 'instructions', 'folder', 'copilot'],
  ['.github/agents/**', 'instructions', 'call', 'copilot'],
  ['.github/prompts/**', 'instructions', 'call', 'copilot'],
  ['.github/skills/**', 'instructions', 'call', 'copilot'],
  ['.github/chatmodes/**', 'instructions', 'call', 'copilot'],
  ['.github/hooks/**', 'executes', 'start', 'copilot'],
  ['.github/workflows/copilot-setup-steps.yml', 'executes', 'start', 'copilot'],
  ['.github/workflows/copilot-setup-steps.yaml', 'executes', 'start', 'copilot'],
  ['.vscode/mcp.json', 'executes', 'start', 'copilot'],
  ['.vscode/tasks.json', 'executes', 'start', 'copilot'],
  ['.vscode/settings.json', 'executes', 'start', 'copilot'],

  ['opencode.json', 'executes', 'start', 'opencode'],
  ['opencode.jsonc', 'executes', 'start', 'opencode'],
  ['.opencode/opencode.json', 'executes', 'start', 'opencode'],
  ['.opencode/opencode.jsonc', 'executes', 'start', 'opencode'],
  ['.opencode/plugin/**', 'executes', 'start', 'opencode'],
  ['.opencode/plugins/**', 'executes', 'start', 'opencode'],
  ['.opencode/tool/**', 'executes', 'start', 'opencode'],
  ['.opencode/tools/**', 'executes', 'start', 'opencode'],
  ['.opencode/agent/**', 'instructions', 'call', 'opencode'],
  ['.opencode/agents/**', 'instructions', 'call', 'opencode'],
  ['.opencode/command/**', 'instructions', 'call', 'opencode'],
  ['.opencode/commands/**', 'instructions', 'call', 'opencode'],
  ['.opencode/skills/**', 'instructions', 'call', 'opencode'],

  ['.windsurf/rules/**', 'instructions', 'start', 'windsurf'],
  ['.windsurfrules', 'instructions', 'start', 'windsurf'],
  ['.windsurf/workflows/**', 'instructions', 'call', 'windsurf'],
  ['.windsurf/hooks.json', 'executes', 'start', 'windsurf'],
  ['.windsurf/mcp_config.json', 'executes', 'start', 'windsurf'],

  ['.clinerules', 'instructions', 'start', 'cline'],
  ['.clinerules/*', 'instructions', 'start', 'cline'],
  ['.clinerules/hooks/**', 'executes', 'start', 'cline'],
  ['.clinerules/workflows/**', 'instructions', 'call', 'cline'],
  ['memory-bank/**', 'memory', 'start', 'cline'],
  ['.roo/rules*/**', 'instructions', 'start', 'roo'],
  ['.roorules*', 'instructions', 'start', 'roo'],
  ['.roo/commands/**', 'instructions', 'call', 'roo'],
  ['.roo/mcp.json', 'executes', 'start', 'roo'],
  ['.kilocode/rules*/**', 'instructions', 'start', 'kilo'],
  ['.kilocode/mcp.json', 'executes', 'start', 'kilo'],
  ['kilo.jsonc', 'executes', 'start', 'kilo'],
  ['kilo.json', 'executes', 'start', 'kilo'],

  ['.goosehints', 'instructions', 'start', 'goose'],
  ['.goose/memory/**', 'memory', 'start', 'goose'],
  ['.rules', 'instructions', 'start', 'zed'],
  ['WARP.md', 'instructions', 'start', 'warp'],
  ['.factory/settings.json', 'executes', 'start', 'droid'],
  ['.factory/mcp.json', 'executes', 'start', 'droid'],
  ['.factory/droids/**', 'instructions', 'call', 'droid'],
  ['.factory/commands/**', 'instructions', 'call', 'droid'],
  ['.factory/skills/**', 'instructions', 'call', 'droid'],
  ['.github/droid-ci.yml', 'instructions', 'start', 'droid'],

  ['.junie/guidelines.md', 'instructions', 'start', 'junie'],
  ['.junie/mcp/mcp.json', 'executes', 'start', 'junie'],
  ['.kiro/steering/**', 'instructions', 'start', 'kiro'],
  ['.kiro/hooks/**', 'executes', 'start', 'kiro'],
  ['.kiro/settings/mcp.json', 'executes', 'start', 'kiro'],
  ['CONVENTIONS.md', 'instructions', 'call', 'aider'],
  ['.aider.conf.yml', 'executes', 'start', 'aider'],
  ['.agent/rules/**', 'instructions', 'start', 'antigravity'],
  ['.agent/skills/**', 'instructions', 'call', 'antigravity'],
  ['.agent/workflows/**', 'instructions', 'call', 'antigravity'],
  ['.agent/mcp_config.json', 'executes', 'start', 'antigravity'],
  ['IFLOW.md', 'instructions', 'start', 'iflow'],
  ['.iflow/settings.json', 'executes', 'start', 'iflow'],
  ['CRUSH.md', 'instructions', 'start', 'crush'],
  ['crush.json', 'executes', 'start', 'crush'],
  ['.crush.json', 'executes', 'start', 'crush'],
  ['.trae/rules/**', 'instructions', 'start', 'trae'],
  ['.openhands/microagents/**', 'instructions', 'start', 'openhands'],
  ['.openhands/setup.sh', 'executes', 'start', 'openhands'],
  ['.continue/rules/**', 'instructions', 'start', 'continue'],

  ['REVIEW.md', 'instructions', 'start', 'claude-code'],
  ['.coderabbit.yaml', 'instructions', 'start', 'coderabbit'],
  ['.coderabbit.yml', 'instructions', 'start', 'coderabbit'],
  ['.pr_agent.toml', 'instructions', 'start', 'pr-agent'],
  ['greptile.json', 'instructions', 'start', 'greptile'],
  ['.github/claude.md', 'instructions', 'call', 'claude-code'],
];

interface Matcher {
  readonly regex: RegExp;
  readonly loads: readonly AutoLoad[];
}

const BY_KEY = new Map<string, Matcher[]>();
for (const [pattern, role, when, ...products] of ROWS) {
  const matcher = { regex: toRegExp(pattern), loads: products.map((product) => ({ product, role, when })) };
  const key = keyOf(pattern);
  BY_KEY.set(key, [...(BY_KEY.get(key) ?? []), matcher]);
}

/**
 * How agents load a path by its name alone. The most particular way counts for each agent: a root CLAUDE.md is loaded at
 * the start, not "when its folder is touched".
 */
export function autoLoads(path: string): readonly AutoLoad[] {
  const slash = path.indexOf('/');
  const first = slash < 0 ? path : path.slice(0, slash);
  const base = path.slice(path.lastIndexOf('/') + 1);
  const found = new Map<ProductId, AutoLoad>();
  for (const key of new Set([first, `**/${base}`, first.startsWith('.roorules') ? '.roorules*' : first])) {
    for (const matcher of BY_KEY.get(key) ?? []) {
      if (!matcher.regex.test(path)) continue;
      for (const load of matcher.loads) if (!found.has(load.product)) found.set(load.product, load);
    }
  }
  return [...found.values()];
}

/** First folder or file name of a pattern; patterns for any folder go by their file name. */
function keyOf(pattern: string): string {
  return pattern.startsWith('**/') ? pattern : (pattern.split('/')[0] ?? pattern);
}

function toRegExp(pattern: string): RegExp {
  const body = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/^\*\*\//, '\u0000')
    .replace(/\/\*\*$/, '\u0001')
    .replace(/\*/g, '[^/]*')
    .replace('\u0000', '(?:.*/)?')
    .replace('\u0001', '/.*');
  return new RegExp(`^${body}$`, 's');
}
