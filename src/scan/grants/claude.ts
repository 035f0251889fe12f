import { atLeast, floor } from '../facts/claude-code-action.ts';
import { readJsonText } from '../repository/json-node.ts';
import type { SourceText, Span } from '../repository/position.ts';
import type { Reading } from '../repository/reading.ts';
import { mapOf, stringOf } from '../repository/workflow/fields.ts';
import type { Node } from '../repository/yaml-node.ts';
import type { Grants } from './capability.ts';
import type { ArgValue, ClaudeArgs } from './claude-args.ts';
import { allowTool, coversClaude, denialOf, parsePattern } from './claude-tools.ts';
import { GrantList } from './list.ts';
import { splitTools } from './words.ts';

export interface ClaudeUse {
  readonly args: ClaudeArgs | undefined;
  /** True for `claude_args`, whose unquoted brackets were misread before v1.0.149. */
  readonly viaAction: boolean;
  readonly mode: 'tag' | 'agent' | 'either';
  /** Known version of claude-code-action. */
  readonly version: string | undefined;
  readonly commitSigning: boolean;
  /** Inputs of v0: `allowed_tools`, `disallowed_tools`. */
  readonly allowedTools: SourceText | undefined;
  readonly disallowedTools: SourceText | undefined;
  /** JSON, or a path. */
  readonly settings: SourceText | undefined;
  /** Tools that the slash command or skill of the prompt allows. */
  readonly commandTools: SourceText | undefined;
  readonly step: Span;
}

/** Grants of Claude Code without a person: what would be asked about is refused. */
export function claudeGrants(use: ClaudeUse, reading: Reading): Grants {
  const list = new GrantList();
  const { args, step } = use;
  const base = { span: step, from: 'default' as const };
  list.add(['read-files'], { ...base, tool: 'Read', reason: 'Claude Code reads files without asking' });
  if (use.mode !== 'agent') tagDefaults(list, use);
  const mode = effectiveMode(use, reading, list);
  if (mode !== undefined) {
    const where = mode.from === 'input' ? 'claude_args' : 'the settings';
    if (mode.value === 'bypassPermissions') {
      list.everything({ tool: '*', span: mode.span, from: mode.from, reason: `${where} turn permission checks off` });
    } else if (mode.value === 'acceptEdits') {
      list.add(['write-files'], {
        tool: 'Edit',
        span: mode.span,
        from: mode.from,
        reason: `${where} accept every edit in the workspace`,
      });
    }
  }
  for (const allowed of args?.allowed ?? []) {
    allowTool(list, asRead(allowed, use), allowed.span, 'input', use.viaAction ? 'claude_args' : 'the command line');
  }
  for (const unknown of args?.unknown ?? []) list.notKnown(unknown, 'arguments come from an expression');
  toolText(list, use.allowedTools, 'allowed_tools');
  toolText(list, use.commandTools, 'the command file');
  for (const denied of args?.disallowed ?? []) list.deny(denialOf(denied.value, denied.span));
  if (use.disallowedTools !== undefined) {
    for (const part of splitTools(use.disallowedTools.value, false)) {
      list.deny(denialOf(part.value, use.disallowedTools.spanOf(part.start, part.end)));
    }
  }
  list.denyListOnly = mode?.value === 'bypassPermissions' && list.denials.length > 0;
  const only = args?.tools?.map((tool) => parsePattern(tool.value).tool.toLowerCase());
  return list.finish((denial, grant) => coversClaude(denial, grant) || outsideOf(only, grant.tool));
}

/** `--tools` names the only built-in tools there are; MCP tools are not among them. */
function outsideOf(only: readonly string[] | undefined, tool: string): boolean {
  if (only === undefined || only.includes('default')) return false;
  const name = parsePattern(tool).tool.toLowerCase();
  return !name.startsWith('mcp__') && name !== '*' && !only.includes(name);
}

/**
 * Before v1.0.149 the action lost what stood in brackets when the list was not quoted, so `Bash(gh:*)` became `Bash`.
 */
function asRead(allowed: ArgValue, use: ClaudeUse): string {
  const lost = use.viaAction && !allowed.quoted && atLeast(use.version, floor('unquoted-bash').version) === 'no';
  return lost ? parsePattern(allowed.value).tool : allowed.value;
}

function tagDefaults(list: GrantList, use: ClaudeUse): void {
  const reason = (what: string) => `tag mode ${what}`;
  const base = { span: use.step, from: 'default' as const };
  list.add(['comment'], {
    ...base,
    tool: 'mcp__github_comment__update_claude_comment',
    reason: reason('keeps a comment up to date'),
  });
  list.add(['read-remote'], {
    ...base,
    tool: 'mcp__github_ci',
    reason: reason('reads the issue or pull request and its CI logs'),
  });
  list.add(['write-files'], {
    ...base,
    tool: 'Edit',
    reason: reason('accepts every edit in the workspace, CLAUDE.md and .claude too'),
  });
  const push = use.commitSigning ? 'mcp__github_file_ops__commit_files' : 'Bash(git push)';
  list.add(['push'], { ...base, tool: push, reason: reason('commits and pushes to its branch') });
}

/** The permission mode: `claude_args` before the settings input before the repository's own settings. */
function effectiveMode(
  use: ClaudeUse,
  reading: Reading,
  list: GrantList,
): { value: string; span: Span; from: 'input' | 'settings' | 'file' } | undefined {
  let found: { value: string; span: Span; from: 'input' | 'settings' | 'file' } | undefined;
  for (const path of ['.claude/settings.json', '.claude/settings.local.json']) {
    const real = reading.tree.resolve(path);
    if (real !== undefined) found = settings(list, reading.json(real), 'file', path) ?? found;
  }
  const given = use.settings ?? undefined;
  if (given !== undefined) found = settingsInput(list, given, reading) ?? found;
  const flag = use.args?.settings;
  if (flag !== undefined) {
    const real = reading.tree.resolve(flag.value);
    if (real !== undefined) found = settings(list, reading.json(real), 'settings', flag.value) ?? found;
    else if (!flag.value.trim().startsWith('{')) list.notKnown(flag.span, 'the settings file is not in the tree');
  }
  if (use.args?.permissionMode !== undefined) found = { ...use.args.permissionMode, from: 'input' };
  if (use.args?.skipPermissions !== undefined)
    found = { value: 'bypassPermissions', span: use.args.skipPermissions.span, from: 'input' };
  return found;
}

function settingsInput(list: GrantList, given: SourceText, reading: Reading) {
  const text = given.value.trim();
  if (text === '') return undefined;
  if (text.startsWith('{'))
    return settings(list, readJsonText(given, reading.leaveOut), 'settings', 'the settings input');
  const real = text.includes('${{') ? undefined : reading.tree.resolve(text);
  if (real !== undefined) return settings(list, reading.json(real), 'settings', real);
  list.notKnown(
    given.span,
    text.includes('${{') ? 'the settings come from an expression' : 'the settings file is not in the tree',
  );
  return undefined;
}

/** Allowed and denied tools of a settings document; its default mode comes back. */
function settings(list: GrantList, node: Node | undefined, from: 'settings' | 'file', where: string) {
  const permissions = mapOf(mapOf(node)?.get('permissions'));
  for (const tool of items(permissions?.get('allow'))) allowTool(list, tool.value, tool.span, from, where);
  for (const tool of items(permissions?.get('deny'))) list.deny(denialOf(tool.value, tool.span));
  const mode = permissions?.get('defaultMode');
  const value = stringOf(mode);
  return value === undefined || mode === undefined ? undefined : { value, span: mode.span, from };
}

function items(node: Node | undefined): { value: string; span: Span }[] {
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) =>
    item.kind === 'scalar' && item.value !== null ? [{ value: item.text.value, span: item.span }] : [],
  );
}

function toolText(list: GrantList, text: SourceText | undefined, where: string): void {
  if (text === undefined) return;
  for (const part of splitTools(text.value, false))
    allowTool(list, part.value, text.spanOf(part.start, part.end), 'input', where);
}
