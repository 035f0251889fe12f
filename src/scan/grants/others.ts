import type { GrantGrammar } from '../facts/agent-actions.ts';
import type { ProductId } from '../facts/product.ts';
import type { SourceText, Span } from '../repository/position.ts';
import type { Denial, Grant, Grants } from './capability.ts';
import { parsePattern } from './claude-tools.ts';
import { GrantList } from './list.ts';
import { splitTools } from './words.ts';

/** Grants of Copilot CLI: `--allow-tool`, `--deny-tool` (which always wins), `--available-tools`, or everything. */
export function copilotGrants(words: readonly string[], span: Span): Grants {
  const list = new GrantList();
  list.add(['read-files'], { tool: 'view', span, from: 'default', reason: 'Copilot CLI reads files without asking' });
  let all = false;
  for (let i = 0; i < words.length; i++) {
    const [, flag, inline] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(words[i]!) ?? [];
    if (flag === undefined) {
      if (words[i]!.includes('${{')) list.notKnown(span, 'arguments come from an expression');
      continue;
    }
    if (flag === 'allow-all' || flag === 'yolo' || flag === 'allow-all-tools') {
      all = true;
      list.everything({ tool: '*', span, from: 'input', reason: `--${flag} allows every tool` });
    } else if (flag === 'allow-tool' || flag === 'deny-tool' || flag === 'available-tools') {
      for (const { value } of splitTools(inline ?? words[i + 1] ?? '', false)) {
        if (flag === 'deny-tool') list.deny({ tool: value, span });
        else if (flag === 'allow-tool') allowCopilot(list, value, span);
      }
    }
  }
  list.denyListOnly = all && list.denials.length > 0;
  return list.finish(coversCopilot);
}

/** `copilot-allow-tools` of actions/ai-inference: the same patterns, in a list. */
export function copilotAllowTools(text: SourceText | undefined, step: Span): Grants {
  const list = new GrantList();
  if (text === undefined || text.value.trim() === '') return list.finish();
  for (const part of splitTools(text.value, true))
    allowCopilot(list, part.value.replace(/^--allow-tool[=\s]*/, ''), text.spanOf(part.start, part.end));
  if (text.value.includes('${{')) list.notKnown(step, 'tools come from an expression');
  return list.finish(coversCopilot);
}

function allowCopilot(list: GrantList, value: string, span: Span): void {
  const { tool, specifier } = parsePattern(value);
  const name = tool.toLowerCase();
  const grant = { tool: value, span, from: 'input' as const, reason: `${value} is allowed` };
  if (name === '' || value.includes('${{')) return;
  if (name === 'all' || name === '*') list.everything({ ...grant, tool: '*', reason: 'every tool is allowed' });
  else if (name === 'shell') {
    const prefix = specifier?.replace(/:?\*$/, '').trim() ?? '';
    if (prefix === '') list.everything({ ...grant, reason: `${value} is allowed: any command` });
    else list.shell(prefix, false, grant);
  } else if (name === 'write' || name === 'edit' || name === 'create') list.add(['write-files'], grant);
  else if (name === 'url' || name === 'web_fetch' || name === 'fetch') {
    list.network = 'yes';
    list.add(['text'], grant);
  } else if (name.startsWith('github')) list.add(['read-remote', 'comment'], grant);
  else list.notKnown(span, `the tool ${value.slice(0, 60)} is not known`);
}

function coversCopilot(denial: Denial, grant: Grant): boolean {
  const denied = parsePattern(denial.tool);
  if (grant.tool === '*') {
    if (denied.specifier !== undefined) return false;
    return (
      (denied.tool === 'shell' && grant.capability === 'any-shell') ||
      (denied.tool === 'write' && grant.capability === 'write-files')
    );
  }
  const granted = parsePattern(grant.tool);
  return denied.tool === granted.tool && (denied.specifier === undefined || denied.specifier === granted.specifier);
}

/** The input of droid-action with which CI Steward commits fixes to the branch of a failed run, by its manual. */
export const AUTO_FIX = 'auto_fix';

/**
 * Grants of Factory's droid: `--auto` says how far it goes without asking.
 *
 * @param fixes where the action is told to push fixes itself
 */
export function droidGrants(words: readonly string[], span: Span, action: boolean, fixes?: Span): Grants {
  const list = new GrantList();
  if (fixes !== undefined) {
    const reason = 'auto_fix lets the action commit fixes to the branch of a failed run';
    list.add(['push', 'write-files'], { tool: AUTO_FIX, span: fixes, from: 'input', reason });
  }
  const at = words.findIndex((word) => word === '--auto' || word.startsWith('--auto='));
  const level = at < 0 ? undefined : words[at]!.includes('=') ? words[at]!.slice('--auto='.length) : words[at + 1];
  if (words.includes('--skip-permissions-unsafe') || level === 'high' || level === 'medium') {
    list.everything({
      tool: '*',
      span,
      from: 'input',
      reason: `droid runs commands without asking (${level ?? 'unsafe'})`,
    });
  } else if (level === 'low' || action) {
    list.add(['write-files', 'read-files'], {
      tool: 'edit',
      span,
      from: level === undefined ? 'default' : 'input',
      reason: 'droid edits files without asking',
    });
    if (action)
      list.add(['comment', 'read-remote'], {
        tool: 'github',
        span,
        from: 'default',
        reason: 'the action answers on the issue or pull request',
      });
  } else list.add(['read-files'], { tool: 'read', span, from: 'default', reason: 'droid only reads without --auto' });
  return list.finish();
}

/** What a product without a grammar of its own does when it runs without a person, by its manual. */
export function plainGrants(
  product: ProductId,
  words: readonly string[] | undefined,
  span: Span,
  grammar: GrantGrammar,
): Grants {
  const list = new GrantList();
  const grant = { tool: '*', span, from: words === undefined ? ('default' as const) : ('input' as const) };
  if (grammar === 'none') {
    list.add(['comment', 'label', 'read-remote'], {
      ...grant,
      from: 'default',
      reason: `${product} answers with comments and labels, and has no shell`,
    });
    return list.finish();
  }
  const has = (...flags: string[]) => words?.some((word) => flags.includes(word)) ?? false;
  if (product === 'cursor' && words !== undefined && !has('--force', '-f', '--yolo')) {
    list.add(['read-files'], { ...grant, tool: 'read', reason: 'without --force changes are only proposed' });
  } else if (product === 'amp' && words !== undefined && !has('--dangerously-allow-all')) {
    list.notKnown(span, "amp's own settings decide which commands run");
    list.add(['read-files', 'write-files'], { ...grant, tool: 'edit_file', reason: 'amp edits files without asking' });
  } else if (product === 'aider') {
    list.add(['read-files', 'write-files'], {
      ...grant,
      tool: 'edit',
      reason: 'aider edits and commits without asking',
    });
  } else list.everything({ ...grant, reason: `${product} runs any command when nobody is asked` });
  return list.finish();
}
