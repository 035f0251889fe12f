import type { SourceText, Span } from '../repository/position.ts';
import type { Grant, Grants } from './capability.ts';
import { GrantList } from './list.ts';
import { splitWords } from './words.ts';

export interface CodexUse {
  readonly sandbox: SourceText | undefined;
  readonly profile: SourceText | undefined;
  readonly strategy: SourceText | undefined;
  readonly args: SourceText | undefined;
  /** Words of a command line, instead of inputs. */
  readonly words: readonly string[] | undefined;
  /** `sandbox_mode` of `.codex/config.toml`, when the tree has one. */
  readonly configured: { readonly mode: string; readonly span: Span } | undefined;
  readonly step: Span;
}

type Mode = 'read-only' | 'workspace-write' | 'danger-full-access';

/** Grants of Codex: its sandbox, with what the arguments change about it. */
export function codexGrants(use: CodexUse): Grants {
  const list = new GrantList();
  const viaAction = use.words === undefined;
  let mode = (viaAction ? 'workspace-write' : 'read-only') as Mode | undefined;
  let span = use.step;
  let from: Grant['from'] = 'default';
  const set = (value: string, at: Span, source: Grant['from']) => {
    const known = modeOf(value);
    span = at;
    from = source;
    mode = known;
    if (known === undefined) list.notKnown(at, `the sandbox ${value.slice(0, 60)} is not known`);
  };
  if (use.configured !== undefined && !viaAction) set(use.configured.mode, use.configured.span, 'file');
  for (const text of [use.sandbox, use.profile])
    if (text !== undefined && text.value.trim() !== '') set(text.value.trim(), text.span, 'input');
  const strategy = use.strategy?.value.trim();
  // The strategy's own sandbox goes over what `sandbox` says; `unsafe` only gives up on dropping rights.
  if (strategy === 'read-only') set('read-only', use.strategy!.span, 'input');
  let network = false;
  for (const { words, at } of argumentsOf(use)) {
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      const value = /^--sandbox=/.test(word)
        ? word.slice('--sandbox='.length)
        : word === '--sandbox' || word === '-s'
          ? words[i + 1]
          : undefined;
      if (value !== undefined) set(value, at, 'input');
      else if (word === '--full-auto') set('workspace-write', at, 'input');
      else if (word === '--dangerously-bypass-approvals-and-sandbox' || word === '--yolo')
        set('danger-full-access', at, 'input');
      else if (word === '-c' || word === '--config') {
        const setting = words[i + 1] ?? '';
        const sandbox = /^sandbox_mode\s*=\s*["']?([\w-]+)/.exec(setting)?.[1];
        if (sandbox !== undefined) set(sandbox, at, 'input');
        if (/network_access\s*=\s*true/.test(setting)) network = true;
      } else if (word.includes('${{')) list.notKnown(at, 'arguments come from an expression');
    }
  }
  const grant = { tool: mode ?? 'sandbox', span, from };
  if (mode === 'danger-full-access')
    list.everything({ ...grant, reason: 'the sandbox is off: any command, any file, the network' });
  else if (mode === 'read-only') {
    list.sandboxed = true;
    list.add(['read-files'], { ...grant, reason: 'the sandbox lets it read every file of the host, and write none' });
  } else if (mode === 'workspace-write') {
    list.sandboxed = true;
    list.network = network ? 'yes' : 'no';
    list.add(['any-shell', 'write-files', 'read-files'], {
      ...grant,
      reason: `the sandbox lets it run commands and write the workspace, ${network ? 'with' : 'without'} network`,
    });
  }
  return list.finish();
}

function argumentsOf(use: CodexUse): { words: readonly string[]; at: Span }[] {
  const out: { words: readonly string[]; at: Span }[] = [];
  if (use.words !== undefined) out.push({ words: use.words, at: use.step });
  if (use.args !== undefined) out.push({ words: argWords(use.args.value), at: use.args.span });
  return out;
}

/** `codex-args` is a JSON list of texts, or shell-like. */
function argWords(text: string): string[] {
  if (text.trim().startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed)) return parsed.filter((item) => typeof item === 'string');
    } catch {
      // Not JSON after all: read as words.
    }
  }
  return splitWords(text).map((word) => word.value);
}

function modeOf(value: string): Mode | undefined {
  if (value === 'read-only' || value === ':read-only') return 'read-only';
  if (value === 'workspace-write' || value === ':workspace') return 'workspace-write';
  return value === 'danger-full-access' ? value : undefined;
}
