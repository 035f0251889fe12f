import type { ExpressionText, Taint } from '../expressions/situation.ts';
import type { ActorGate } from '../facts/action.ts';
import type { ProductId } from '../facts/product.ts';
import type { Grants } from '../grants/capability.ts';
import type { Span } from './position.ts';

/** A text that the model is given. */
export interface Prompt {
  readonly role: 'prompt' | 'system';
  /** The input, flag or file that it comes from: `prompt`, `--append-system-prompt`, `.github/prompts/triage.md`. */
  readonly from: string;
  readonly text: ExpressionText;
  /** Outside texts that reach it, through expressions, env, outputs and inputs. Also shell variables that it names. */
  readonly taints: readonly Taint[];
}

/**
 * Outside text that the agent meets while it runs, without it standing in the prompt: what the action itself fetches
 * (the issue, the comments), what a granted command or tool can fetch, files of a pull request that is checked out.
 */
export interface RuntimeRead {
  readonly what:
    | 'issue-or-pull-request'
    | 'comments'
    | 'diff'
    | 'logs'
    | 'web'
    | 'checkout'
    | 'artifact'
    | 'prompt-file'
    | 'any-issue';
  /** `certain`: the action does it, or the prompt says so. `able`: a grant lets it, nothing says that it happens. */
  readonly certainty: 'certain' | 'able';
  readonly span: Span;
  readonly reason: string;
}

/**
 * With which identity something acts on the forge.
 *
 * - `github-token`: GITHUB_TOKEN, limited by `permissions:`, and starting no further runs but for the named exceptions
 * - `app`: a GitHub App's installation token; obeys no `permissions:` and starts runs
 * - `pat`: a person's or machine user's token; so too, and its actor is of type User
 * - `oidc-app`: the action exchanges the job's OIDC token for its vendor's App token
 * - `secret`: a secret whose name does not tell (App token or PAT)
 * - `none`: no token; `unknown`: an expression that could not be followed
 */
export interface TokenUse {
  readonly kind: 'github-token' | 'app' | 'pat' | 'oidc-app' | 'secret' | 'none' | 'unknown';
  /** How it reaches the agent. */
  readonly via: 'input' | 'env' | 'checkout' | 'default';
  /** Name of the secret, input or step that it comes from. */
  readonly name?: string;
  /** Permissions asked for when it was minted (`permission-contents: write`); absent: all that the installation has. */
  readonly asked?: Readonly<Record<string, string>>;
  readonly span: Span;
  readonly reason: string;
}

/** Which version of an action or CLI runs. */
export interface VersionUse {
  /** As written: `v1`, `v1.0.72`, a commit, `latest`; empty when nothing is written. */
  readonly ref: string;
  /**
   * `exact`: a known release. `floating`: moves (`v1`, `main`, no version); the newest is assumed. `unknown`: a commit that
   * no table names and no comment explains.
   */
  readonly kind: 'exact' | 'floating' | 'unknown';
  /** `1.0.72`; for `floating` the newest known; absent when unknown. */
  readonly version?: string;
  /** What is taken on trust: `the comment "# v1.0.72" is true`. */
  readonly assumes?: string;
  readonly span: Span;
}

/** A secret that a step, or the process of an agent, can see. */
export interface SecretUse {
  readonly name: string;
  /** `provider`: the model's key. `forge`: a GitHub token. `publish`: a registry's or a cloud's. `other`: by its name, none. */
  readonly kind: 'provider' | 'forge' | 'publish' | 'other';
  readonly via: 'input' | 'env';
  readonly span: Span;
}

/** Whose tree lies in the workspace when the agent starts. */
export interface Checkout {
  /** Folder, `.` for the root of the workspace. */
  readonly path: string;
  /**
   * `event`: `actions/checkout` without a ref, so what the event points at. `head`: of the pull request, named by
   * expression, or fetched by command. `base`: the base or default branch by name. `other`: another repository, or a fixed
   * ref. `unknown`: a ref that could not be followed.
   */
  readonly tree: 'event' | 'head' | 'base' | 'other' | 'unknown';
  /** Leaves a token in `.git/config`, so that `git push` works for any later step. */
  readonly persistsToken: boolean;
  readonly token?: TokenUse;
  readonly taints: readonly Taint[];
  readonly span: Span;
}

/** An agent that a step runs. */
export interface AgentStep {
  readonly product: ProductId;
  readonly via: 'action' | 'cli' | 'gh-aw';
  /** `uses:` without the ref, or the command as written. */
  readonly name: string;
  readonly span: Span;
  /**
   * How claude-code-action runs: `tag` answers a mention, label or assignment, `agent` follows its prompt, `either` hangs on
   * the event. `agent` for everything else.
   */
  readonly mode: 'tag' | 'agent' | 'either';
  /** Words that start it: `@claude`, `/oc`; with the label and assignee that do. */
  readonly mentions: readonly string[];
  readonly labelTrigger?: string;
  readonly assigneeTrigger?: string;
  readonly prompts: readonly Prompt[];
  readonly reads: readonly RuntimeRead[];
  readonly grants: Grants;
  readonly tokens: readonly TokenUse[];
  readonly secrets: readonly SecretUse[];
  readonly gate: ActorGate;
  readonly version: VersionUse;
  /** Checkouts of the job before this step, in order. Empty: an empty workspace. */
  readonly checkouts: readonly Checkout[];
  /** True when the action takes its configuration from the pull request's base (claude-code-action since v1.0.74). */
  readonly restoresConfig: boolean;
  /** Repository paths of configuration that this step is told to load, beyond what its product loads by itself. */
  readonly configPaths: readonly string[];
  /** Names of the step's outputs that carry the model's words (`steps.<id>.outputs.<name>`); `*` when any may. */
  readonly outputs: readonly string[];
  /** gh-aw: what the agent may have written for it, after the agent job. */
  readonly safeOutputs?: readonly SafeOutput[];
}

/** One entry of gh-aw's `safe-outputs`. */
export interface SafeOutput {
  /** `create-pull-request`, `add-comment`, ... */
  readonly kind: string;
  /** Paths that it cannot write, or that ask for a review; gh-aw's default list where nothing is said. */
  readonly protectedFiles: 'default' | 'allowed' | readonly string[];
  /** Taken off the default list by `exclude`. */
  readonly unprotected: readonly string[];
  readonly max?: number;
  readonly span: Span;
}
