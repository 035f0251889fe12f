import type { ActionFacts } from '../../facts/agent-actions.ts';
import type { FoundAnchor } from '../../facts/cli-anchors.ts';
import type { Grants } from '../../grants/capability.ts';
import { claudeGrants } from '../../grants/claude.ts';
import { parseClaudeArgs, readClaudeWords } from '../../grants/claude-args.ts';
import { codexGrants } from '../../grants/codex.ts';
import { geminiGrants } from '../../grants/gemini.ts';
import { GrantList } from '../../grants/list.ts';
import { opencodeGrants } from '../../grants/opencode.ts';
import { copilotAllowTools, copilotGrants, droidGrants, plainGrants } from '../../grants/others.ts';
import { splitWords } from '../../grants/words.ts';
import type { VersionUse } from '../agent.ts';
import type { SourceText, Span } from '../position.ts';
import type { Reading } from '../reading.ts';
import type { DraftStep } from '../workflow/draft.ts';

/** Tool grants of an action, by the grammar of its agent. */
export function actionGrants(
  step: DraftStep,
  facts: ActionFacts,
  mode: 'tag' | 'agent' | 'either',
  version: VersionUse,
  commandTools: SourceText | undefined,
  reading: Reading,
): Grants {
  const span = step.uses?.span ?? step.span;
  const input = (name: string) => step.with.get(name);
  const claudeArgs = input('claude_args');
  switch (facts.grammar) {
    case 'claude':
      if (facts.slugs.includes('anthropics/claude-code-security-review')) return reviewerGrants(span);
      return claudeGrants(
        {
          args: claudeArgs === undefined ? undefined : parseClaudeArgs(claudeArgs),
          viaAction: true,
          mode,
          version: version.version,
          commitSigning: input('use_commit_signing')?.value.trim() === 'true',
          allowedTools: input('allowed_tools'),
          disallowedTools: input('disallowed_tools'),
          settings: input('settings'),
          commandTools,
          step: span,
        },
        reading,
      );
    case 'gemini': {
      const settingsPath = facts.product === 'qwen-code' ? '.qwen/settings.json' : '.gemini/settings.json';
      const settings = input('settings') ?? input('settings_json');
      return geminiGrants({ settings, settingsPath, approval: 'yolo', sandboxFlag: false, step: span }, reading);
    }
    case 'codex':
      return codexGrants({
        sandbox: input('sandbox'),
        profile: input('permission-profile'),
        strategy: input('safety-strategy'),
        args: input('codex-args'),
        words: undefined,
        configured: undefined,
        step: span,
      });
    case 'copilot':
      return copilotAllowTools(input('copilot-allow-tools'), span);
    case 'opencode':
      return opencodeGrants(step.names.env('OPENCODE_PERMISSION')?.text, true, reading, span);
    case 'droid':
      return droidGrants(
        splitWords(input('droid_args')?.value ?? '').map((word) => word.value),
        span,
        true,
        input('auto_fix')?.value.trim() === 'true' ? input('auto_fix')!.span : undefined,
      );
    default:
      return plainGrants(facts.product, undefined, span, facts.grammar);
  }
}

/** The security review reads the diff and the tree and writes comments; no input changes its tools. */
function reviewerGrants(span: Span): Grants {
  const list = new GrantList();
  const base = { span, from: 'default' as const };
  list.add(['any-shell', 'read-files'], {
    ...base,
    tool: '*',
    reason: 'the action starts Claude Code with its tools, shell included, and no input limits them',
  });
  list.add(['comment'], { ...base, tool: 'comment', reason: 'the action posts what was found' });
  list.network = 'unknown';
  return list.finish();
}

/** Tool grants of a command line. */
export function anchorGrants(step: DraftStep, anchor: FoundAnchor, span: Span, reading: Reading): Grants {
  const { args } = anchor;
  const has = (...flags: string[]) => args.some((word) => flags.includes(word));
  const flagValue = (flag: string) =>
    args.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? args[args.indexOf(flag) + 1];
  switch (anchor.grammar) {
    case 'claude':
      return claudeGrants(
        {
          args: readClaudeWords(
            args.map((value) => ({ value, start: 0, end: value.length, quoted: true })),
            () => span,
          ),
          viaAction: false,
          mode: 'agent',
          version: undefined,
          commitSigning: false,
          allowedTools: undefined,
          disallowedTools: undefined,
          settings: undefined,
          commandTools: undefined,
          step: span,
        },
        reading,
      );
    case 'gemini': {
      const mode = args.some((word) => word.startsWith('--approval-mode')) ? flagValue('--approval-mode') : undefined;
      const approval =
        has('-y', '--yolo') || mode === 'yolo'
          ? 'yolo'
          : mode === 'auto_edit' || mode === 'auto-edit'
            ? 'auto_edit'
            : 'default';
      const settingsPath = anchor.product === 'qwen-code' ? '.qwen/settings.json' : '.gemini/settings.json';
      return geminiGrants(
        { settings: undefined, settingsPath, approval, sandboxFlag: has('-s', '--sandbox'), step: span },
        reading,
      );
    }
    case 'codex':
      return codexGrants({
        sandbox: undefined,
        profile: undefined,
        strategy: undefined,
        args: undefined,
        words: args,
        configured: codexConfig(reading),
        step: span,
      });
    case 'copilot':
      return copilotGrants(args, span);
    case 'opencode':
      return opencodeGrants(step.names.env('OPENCODE_PERMISSION')?.text, has('--auto'), reading, span);
    case 'droid':
      return droidGrants(args, span, false);
    default:
      return plainGrants(anchor.product, args, span, anchor.grammar);
  }
}

/** `sandbox_mode` of the project's `.codex/config.toml`, by its line: TOML libraries keep no positions. */
function codexConfig(reading: Reading): { mode: string; span: Span } | undefined {
  const path = reading.tree.resolve('.codex/config.toml');
  const map = path === undefined ? undefined : reading.text(path);
  const match = map === undefined ? null : /^[ \t]*sandbox_mode[ \t]*=[ \t]*["']([\w-]{1,40})["']/m.exec(map.text);
  return map === undefined || match === null
    ? undefined
    : { mode: match[1]!, span: map.span(match.index, match.index + match[0].length) };
}
