import type { Span } from '../repository/position.ts';
import type { Capability, Denial, Grant } from './capability.ts';
import type { GrantList } from './list.ts';

const READERS = new Set(['read', 'glob', 'grep', 'ls', 'notebookread', 'lsp', 'bashoutput', 'killshell', 'killbash']);
const WRITERS = new Set(['edit', 'write', 'multiedit', 'notebookedit']);
const HARMLESS = new Set([
  'task',
  'agent',
  'todowrite',
  'todoread',
  'exitplanmode',
  'skill',
  'slashcommand',
  'structuredoutput',
]);

/** A tool pattern of Claude Code: `Bash(gh pr view:*)`, `Edit(docs/**)`, `mcp__github__get_issue`, `WebFetch(domain:x.org)`. */
export interface ToolPattern {
  readonly tool: string;
  /** What stands in the brackets; `undefined` when there are none, or nothing in them. */
  readonly specifier: string | undefined;
}

export function parsePattern(text: string): ToolPattern {
  const open = text.indexOf('(');
  if (open < 0) return { tool: text.trim(), specifier: undefined };
  const close = text.lastIndexOf(')');
  const specifier = text.slice(open + 1, close > open ? close : text.length).trim();
  return { tool: text.slice(0, open).trim(), specifier: specifier === '' ? undefined : specifier };
}

/** The command prefix of a Bash specifier; empty when it does not limit anything. */
export function bashPrefix(specifier: string | undefined): string {
  if (specifier === undefined) return '';
  const prefix = specifier.replace(/:?\s*\*$/, '').trim();
  return prefix === '*' ? '' : prefix;
}

/** Adds what one allowed tool gives. */
export function allowTool(list: GrantList, text: string, span: Span, from: Grant['from'], where: string): void {
  const { tool, specifier } = parsePattern(text);
  const name = tool.toLowerCase();
  if (name === '' || text.includes('${{')) {
    if (name !== '') list.notKnown(span, `${where} takes tools from an expression`);
    return;
  }
  const grant = { tool: text, span, from };
  if (name === 'bash' || name === 'powershell') {
    const prefix = bashPrefix(specifier);
    if (prefix === '') {
      list.everything({ ...grant, reason: `${where} allows ${text}: any command` });
      return;
    }
    list.shell(prefix, false, { ...grant, reason: `${where} allows ${text}` });
  } else if (READERS.has(name)) {
    list.add(['read-files'], { ...grant, ...pathsOf(specifier), reason: `${where} allows ${text}` });
  } else if (WRITERS.has(name)) {
    list.add(['write-files'], { ...grant, ...pathsOf(specifier), reason: `${where} allows ${text}` });
  } else if (name === 'webfetch' || name === 'websearch') {
    list.network = 'yes';
    list.add(['text'], { ...grant, reason: `${where} allows ${text}: pages of the web are read` });
  } else if (name.startsWith('mcp__')) {
    list.add(mcpPower(name), { ...grant, reason: `${where} allows ${text}` });
    if (!/^mcp__github/.test(name)) list.notKnown(span, `what ${tool} does is not known`);
  } else if (name === '*') list.everything({ ...grant, reason: `${where} allows every tool` });
  else if (HARMLESS.has(name)) list.add(['text'], { ...grant, reason: `${where} allows ${text}` });
  else list.notKnown(span, `the tool ${tool.slice(0, 60)} is not known`);
}

/** A denied tool; a denial of files has its pattern as a path. */
export function denialOf(tool: string, span: Span): Denial {
  const { tool: name, specifier } = parsePattern(tool);
  const files = READERS.has(name.toLowerCase()) || WRITERS.has(name.toLowerCase());
  return { tool, span, ...(files ? pathsOf(specifier) : {}) };
}

function pathsOf(specifier: string | undefined): { paths?: readonly string[] } {
  return specifier === undefined || specifier === '*' || specifier === '**' ? {} : { paths: [specifier] };
}

/** Tools of GitHub's MCP server and of the servers that claude-code-action starts, by the verb in their name. */
export function mcpPower(name: string): readonly Capability[] {
  const [, server = '', tool = ''] = name.split('__');
  if (server === 'github' && (tool === '' || tool === '*')) {
    return ['read-remote', 'comment', 'label', 'open-pull-request', 'push', 'approve', 'merge', 'dispatch'];
  }
  if (!server.startsWith('github')) return ['text'];
  if (server === 'github_file_ops') return ['push'];
  if (server === 'github_ci') return ['read-remote'];
  if (server === 'github_comment' || server === 'github_inline_comment') return ['comment'];
  return githubToolPower(tool);
}

/** One tool of GitHub's MCP server. */
export function githubToolPower(tool: string): readonly Capability[] {
  if (tool === '*' || tool === '')
    return ['read-remote', 'comment', 'label', 'open-pull-request', 'push', 'approve', 'merge', 'dispatch'];
  if (/^(?:get|list|search|download)_|_read$/.test(tool)) return ['read-remote'];
  if (/merge_pull_request|enable_.*auto_?merge/.test(tool)) return ['merge'];
  if (/create_pull_request$|create_pull_request_with_copilot/.test(tool)) return ['open-pull-request'];
  if (/push_files|create_or_update_file|delete_file|create_branch|create_release/.test(tool)) return ['push'];
  if (/run_workflow|rerun|dispatch/.test(tool)) return ['dispatch'];
  if (/label|assign/.test(tool)) return ['label'];
  if (/review/.test(tool)) return ['comment', 'approve'];
  if (/update_issue|issue_write|update_pull_request/.test(tool)) return ['comment', 'label'];
  return ['comment'];
}

/** Whether a denial takes a grant away. A denial of some commands or paths leaves an unlimited grant in place. */
export function coversClaude(denial: Denial, grant: Grant): boolean {
  const denied = parsePattern(denial.tool);
  const granted = parsePattern(grant.tool);
  const deniedName = denied.tool.toLowerCase();
  const grantedName = granted.tool.toLowerCase();
  if (deniedName.startsWith('mcp__')) {
    return (
      grantedName === deniedName || grantedName.startsWith(`${deniedName.replace(/\*$/, '').replace(/__$/, '')}__`)
    );
  }
  if (grant.tool === '*' || grantedName === '*') {
    if (denied.specifier !== undefined) return false;
    if (deniedName === 'bash') return grant.capability === 'any-shell';
    return WRITERS.has(deniedName) ? false : deniedName === 'read' && grant.capability === 'read-files';
  }
  // Edit rules hold for all tools that change files.
  const sameTool = deniedName === grantedName || (deniedName === 'edit' && WRITERS.has(grantedName));
  if (!sameTool) return false;
  if (deniedName === 'bash') {
    const deniedPrefix = bashPrefix(denied.specifier);
    return (
      deniedPrefix === '' ||
      (bashPrefix(granted.specifier) !== '' && bashPrefix(granted.specifier).startsWith(deniedPrefix))
    );
  }
  return denied.specifier === undefined || denied.specifier === granted.specifier;
}
