import type { SourceText, Span } from '../repository/position.ts';

/** GitHub's `author_association`. */
export type Association =
  | 'OWNER'
  | 'MEMBER'
  | 'COLLABORATOR'
  | 'CONTRIBUTOR'
  | 'FIRST_TIME_CONTRIBUTOR'
  | 'FIRST_TIMER'
  | 'MANNEQUIN'
  | 'NONE';

/** Who does something, as conditions see them. A field that is absent is not known, and no condition on it is decided. */
export interface Persona {
  readonly id: string;
  /** Account logins that this persona may have. `other`: any login that no condition names. */
  readonly logins: readonly string[] | 'other';
  readonly type: 'User' | 'Bot' | 'unknown';
  readonly associations: readonly Association[];
  /** May push to the repository, and so open a pull request from a branch of it. */
  readonly writes: boolean;
}

/** One way in which a workflow can start. */
export interface Situation {
  /** `issue_comment`, `pull_request_target`, ... */
  readonly event: string;
  /** `github.event.action`; absent: any of those that the trigger lets through. */
  readonly action?: string;
  /** Who caused the event. */
  readonly actor: Persona;
  /** Who wrote the issue or pull request that it happened on; the actor unless said. */
  readonly author?: Persona;
  /** True when the pull request comes from another repository; absent: derived from the author's `writes`. */
  readonly fork?: boolean;
  /** True when the issue of an `issue_comment` is a pull request; absent: either. */
  readonly onPullRequest?: boolean;
  /** Label of a `labeled` event; absent: any. */
  readonly label?: string;
}

/**
 * Whether a condition lets a situation pass. `yes`: whoever wants to, can. `no`: nobody in this situation. `unknown`: it
 * hangs on something that the tree does not show (a variable, an output, a branch name); callers treat it as `yes` and
 * name the assumption.
 */
export type Answer = 'yes' | 'no' | 'unknown';

/** One condition on the way to a step, and what it does in a situation. */
export interface GateReading {
  readonly kind: 'trigger' | 'job-if' | 'step-if' | 'needs' | 'environment' | 'action-gate';
  readonly answer: Answer;
  readonly span: Span;
  /** In words: `author_association must be OWNER or MEMBER`. */
  readonly reason: string;
  /**
   * Whom the condition binds when it says no: `actor` who started the run, `author` of the issue or pull request (whose
   * text the agent reads), `origin` of the branch (fork or not), `state` (labels, approval), `nobody`.
   */
  readonly binds: 'actor' | 'author' | 'origin' | 'state' | 'nobody';
}

/** The gates on the way to a step in one situation, outermost first, and their conjunction. */
export interface Reach {
  readonly answer: Answer;
  readonly gates: readonly GateReading[];
  /** Persons who have to do something before the step runs, as an interval: an environment may or may not have reviewers. */
  readonly approvals: { readonly min: number; readonly max: number; readonly assumes: readonly string[] };
}

/** Who chooses a text, without any gate: the widest group that can. */
export type Writer = 'anyone' | 'contributor' | 'writer' | 'agent' | 'unknown';

/** A text from outside that flows into an expression. */
export interface Taint {
  /** The source, as GitHub names it: `github.event.issue.body`, `inputs.topic`, `steps.fetch.outputs.text`. */
  readonly source: string;
  readonly writer: Writer;
  /** What of the situation chose it: the actor's own words, the words of the issue or pull request's author, or neither. */
  readonly by: 'actor' | 'author' | 'other';
  /** The events in which the source exists; empty: in any. */
  readonly events: readonly string[];
  /** Where the text goes from place to place, source first, ending at the use: env, output, input. */
  readonly path: readonly { readonly span: Span; readonly what: string }[];
}

/** A `${{ }}` in a text, or a whole `if:`. */
export interface FoundExpression {
  /** Without the braces. */
  readonly text: string;
  readonly span: Span;
  /** Offsets in the text that holds it, braces included. */
  readonly start: number;
  readonly end: number;
}

/** A scalar with its expressions. */
export interface ExpressionText extends SourceText {
  readonly expressions: readonly FoundExpression[];
}
