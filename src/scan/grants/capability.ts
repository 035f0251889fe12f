import type { Span } from '../repository/position.ts';

/**
 * What a tool grant lets a model do, weakest first. Network access is kept apart (`Grants.network`), since a reader with
 * network and a writer without it are not comparable.
 *
 * - `text`: it answers, and does nothing
 * - `read-files`: files of the workspace, and of the host unless `Grants.sandboxed`
 * - `read-remote`: issues, pull requests, comments, logs of the forge (text that others wrote)
 * - `comment`: comments, reviews, issues
 * - `label`: labels, titles, assignees, states
 * - `write-files`: files of the workspace
 * - `dispatch`: starts workflows
 * - `open-pull-request`, `push`, `approve`, `merge`: as named
 * - `scoped-shell`: commands whose effect is not known, none of them known to run others; a command that is known gives
 *   what it does instead, with its prefix in `Grant.commands`
 * - `any-shell`: any command
 */
export const CAPABILITIES = [
  'text',
  'read-files',
  'read-remote',
  'comment',
  'label',
  'write-files',
  'dispatch',
  'open-pull-request',
  'push',
  'approve',
  'merge',
  'scoped-shell',
  'any-shell',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** One capability that an agent holds, with the place that gives it. */
export interface Grant {
  readonly capability: Capability;
  /** The tool as its agent names it: `Bash(gh pr comment:*)`, `run_shell_command(git)`, `write`; `*` for everything. */
  readonly tool: string;
  /** Shell commands that the grant is limited to (a prefix each); absent where it is not a shell grant or has no limit. */
  readonly commands?: readonly string[];
  /** Path patterns that a file grant is limited to; absent: the whole workspace. */
  readonly paths?: readonly string[];
  /** Where to change it: the scalar, or the step when a default gives it. */
  readonly span: Span;
  /** `default`: nobody wrote it, the agent has it when nothing is said. */
  readonly from: 'input' | 'settings' | 'file' | 'default';
  /** In words, for people: `claude_args allows Bash without a limit`. */
  readonly reason: string;
}

/** A tool or a path that is taken away. */
export interface Denial {
  readonly tool: string;
  readonly paths?: readonly string[];
  readonly span: Span;
}

/** Everything that an agent step may do by its tool grants; what its token may do is another matter (`TokenUse`). */
export interface Grants {
  readonly items: readonly Grant[];
  readonly denials: readonly Denial[];
  /** The highest of `items`. */
  readonly level: Capability;
  readonly network: 'no' | 'yes' | 'unknown';
  /** True when commands run in a sandbox that keeps them out of the host (Codex `workspace-write`, Gemini sandbox). */
  readonly sandboxed: boolean;
  /** True when there is a deny list and nothing that limits what is not named in it: a deny list alone is no limit. */
  readonly denyListOnly: boolean;
  /** What could not be read (an input that is an expression, a settings file that is absent): `items` may be short. */
  readonly unknown: readonly { readonly span: Span; readonly reason: string }[];
}
