import type { ExpressionText, Reach, Situation, Taint } from '../expressions/situation.ts';
import type { ProductId } from '../facts/product.ts';
import type { AgentStep, Checkout, SecretUse } from './agent.ts';
import type { AgentConfig, ContextFile } from './context-model.ts';
import type { Skip, Span } from './position.ts';

/**
 * A repository as it was read: everything that declares agents, what they may do and what they load. Nothing here judges;
 * graph and rules do. `readRepository(root)` makes it, and whatever a file holds, it makes one; `agentSites(repository)`
 * lists the agents of its workflows.
 */
export interface Repository {
  /** Folder as given on the command line. */
  readonly root: string;
  /** Files seen in the tree; those that say something about agents were read. */
  readonly files: { readonly seen: number; readonly read: number; readonly bytes: number };
  readonly skipped: readonly Skip[];
  /** Every path in the tree, with `/`, without those under `.git` and dependency folders; links included. */
  readonly paths: ReadonlySet<string>;
  /** Text of a file that was read, decoded, line ends as `\n`; for snippets and ignore comments. */
  text(path: string): string | undefined;
  readonly workflows: readonly Workflow[];
  readonly contextFiles: readonly ContextFile[];
  readonly configs: readonly AgentConfig[];
  readonly codeowners: Codeowners | undefined;
  readonly declared: Declarations;
  /** Agents that run without a workflow, shown by a file alone: `.coderabbit.yaml`, `copilot-setup-steps.yml`. */
  readonly hostedAgents: readonly HostedAgent[];
  /** Newest `asOf` of the facts that the reading rests on, `YYYY-MM-DD`. */
  readonly factsAsOf: string;
}

export interface Workflow {
  readonly path: string;
  readonly name: string | undefined;
  /** `gh-aw`: made from the Markdown source; a lock file beside its source gives one workflow, of this kind. */
  readonly kind: 'actions' | 'gh-aw';
  readonly span: Span;
  readonly triggers: readonly Trigger[];
  readonly permissions: Permissions;
  readonly concurrency: Concurrency | undefined;
  readonly env: readonly EnvEntry[];
  /**
   * Jobs as they run: a job that calls a reusable workflow of the repository is followed by the jobs of that workflow, whose
   * ids are `caller / callee`, with inputs, secrets and permissions resolved.
   */
  readonly jobs: readonly Job[];
  /** True when only other workflows start it; its agents then appear in its callers. */
  readonly onlyCalled: boolean;
}

export interface Trigger {
  readonly event: string;
  /** Activity types; those that GitHub uses when none is given. Empty for events without types. */
  readonly types: readonly string[];
  readonly branches: readonly string[];
  readonly branchesIgnore: readonly string[];
  readonly tags: readonly string[];
  readonly paths: readonly string[];
  readonly pathsIgnore: readonly string[];
  /** Names of the workflows that a `workflow_run` follows. */
  readonly workflows: readonly string[];
  readonly crons: readonly string[];
  readonly inputs: readonly CallInput[];
  readonly span: Span;
}

/** An input of `workflow_dispatch`, of `workflow_call` or of a composite action. */
export interface CallInput {
  readonly name: string;
  readonly default: ExpressionText | undefined;
  readonly required: boolean;
  readonly span: Span;
}

export type Access = 'none' | 'read' | 'write';

/** Permissions of GITHUB_TOKEN. */
export interface Permissions {
  /** `unknown`: nothing is declared, and the repository's or organisation's setting decides. */
  readonly known: boolean;
  /** What each scope has; scopes that are absent have `rest`. */
  readonly scopes: Readonly<Record<string, Access>>;
  readonly rest: Access;
  /** Where it is declared; the job or workflow when nothing is. */
  readonly span: Span;
  readonly from: 'job' | 'workflow' | 'caller' | 'nothing';
}

export interface Concurrency {
  readonly group: ExpressionText;
  readonly cancels: boolean | 'unknown';
}

export interface EnvEntry {
  readonly name: string;
  readonly text: ExpressionText;
}

export interface Job {
  readonly id: string;
  readonly name: string | undefined;
  readonly span: Span;
  /** `if:`, as one expression whether or not it has braces. */
  readonly condition: ExpressionText | undefined;
  readonly needs: readonly string[];
  readonly environment: ExpressionText | undefined;
  /** Effective: the job's, else the workflow's; in a called workflow never more than the caller's. */
  readonly permissions: Permissions;
  readonly runsOn: {
    readonly labels: readonly string[];
    readonly selfHosted: 'yes' | 'no' | 'unknown';
    readonly span: Span;
  };
  readonly env: readonly EnvEntry[];
  readonly hasMatrix: boolean;
  readonly concurrency: Concurrency | undefined;
  readonly outputs: readonly EnvEntry[];
  /** The reusable workflow that the job calls. */
  readonly uses: ReusableCall | undefined;
  readonly steps: readonly Step[];
  /** Calls that lead here, outermost first; empty for a job that stands in the workflow itself. */
  readonly chain: readonly Call[];
  /** The job that calls the workflow this job stands in; its `if`, `needs` and environment gate this one too. */
  readonly caller: Job | undefined;
}

export interface ReusableCall {
  readonly ref: string;
  readonly span: Span;
  /** Path of the workflow when it is in this repository. */
  readonly path: string | undefined;
  /** Why it could not be followed: `in another repository`, `not in the tree`, `calls itself`. */
  readonly missing: string | undefined;
  readonly inputs: readonly EnvEntry[];
  readonly secrets: 'inherit' | readonly EnvEntry[];
}

/** A call of a composite action or of a reusable workflow. */
export interface Call {
  readonly path: string;
  /** The `uses:` that makes it. */
  readonly span: Span;
}

export interface Uses {
  readonly raw: string;
  readonly kind: 'action' | 'local' | 'docker' | 'unknown';
  readonly owner: string;
  readonly repo: string;
  /** Folder inside the repository of the action; empty for its root. */
  readonly path: string;
  readonly ref: string;
  readonly isSha: boolean;
  /** What a comment on the same line says: `v4.2.2`. */
  readonly versionComment: string | undefined;
  readonly span: Span;
}

export interface Step {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Position in the job, after composite actions were expanded. */
  readonly index: number;
  readonly span: Span;
  readonly condition: ExpressionText | undefined;
  readonly uses: Uses | undefined;
  readonly run: ExpressionText | undefined;
  readonly shell: string | undefined;
  readonly workingDirectory: ExpressionText | undefined;
  /** Inputs by lower-case name. */
  readonly with: ReadonlyMap<string, ExpressionText>;
  readonly env: readonly EnvEntry[];
  readonly continueOnError: boolean;
  /** Composite actions that lead here, outermost first. Conditions of those calls stand in `conditions`. */
  readonly chain: readonly Call[];
  /** `if:` of the composite calls around it, outermost first. */
  readonly outerConditions: readonly ExpressionText[];
  /** Why a local action could not be expanded. */
  readonly missing: string | undefined;
  readonly agents: readonly AgentStep[];
  readonly checkout: Checkout | undefined;
  /** Outside texts in `run`, in `with` and in `env` (an env entry counts when the step has it, used or not). */
  readonly taints: readonly { readonly in: 'run' | 'with' | 'env'; readonly name: string; readonly taint: Taint }[];
  readonly secrets: readonly SecretUse[];
}

/** An agent with the place that it runs in. */
export interface AgentSite {
  /** Stable and readable: `path#job/step-index`, with `@n` for the second agent of a step. */
  readonly id: string;
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
  readonly agent: AgentStep;
  /** Situations that the triggers let through, with the built-in personas; see `expressions/personas.ts`. */
  readonly situations: readonly Situation[];
  /** All gates on the way to the agent in one situation, its own included. Any persona may be asked about. */
  reach(situation: Situation): Reach;
}

export interface Codeowners {
  readonly path: string;
  readonly rules: readonly { readonly pattern: string; readonly owners: readonly string[]; readonly span: Span }[];
  /** Owners of a path by the last pattern that matches; empty: nobody; with the rule's place. */
  ownersOf(path: string): { readonly owners: readonly string[]; readonly span: Span | undefined };
}

export interface HostedAgent {
  readonly product: ProductId;
  readonly span: Span;
  readonly reason: string;
}

/** What `cordon.config.yaml` says that the tree cannot show. */
export interface Declarations {
  readonly path: string | undefined;
  readonly agents: readonly DeclaredAgent[];
  readonly branchProtection: readonly BranchProtection[];
}

export interface DeclaredAgent {
  readonly id: string;
  readonly product: ProductId | undefined;
  /** Login that it acts with: `coderabbitai[bot]`. */
  readonly login: string | undefined;
  /** Path patterns, or channels of the forge: `issues`, `pull-requests`, `comments`, `web`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Events that start it: `issue_comment`, `pull_request`, `schedule`. */
  readonly triggers: readonly string[];
  readonly mentions: readonly string[];
  /** Who may start it. */
  readonly startedBy: 'anyone' | 'contributor' | 'writer' | 'maintainer' | 'nobody' | 'unknown';
  readonly capabilities: readonly string[];
  readonly note: string | undefined;
  readonly span: Span;
}

export interface BranchProtection {
  /** Branch name or pattern. */
  readonly branch: string;
  readonly requiredApprovals: number;
  readonly codeOwnerReview: boolean;
  /** Logins or `apps` that may push or merge without it. */
  readonly bypass: readonly string[];
  readonly span: Span;
}
