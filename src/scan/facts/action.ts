import type { Span } from '../repository/position.ts';

/** Whom an action lets start it, by its own check. */
export type DefaultGate =
  /** The actor must be a collaborator with write access, which a bot never is. */
  | 'write-access'
  /** As `write-access`, but whoever is of type Bot passes. */
  | 'write-access-or-bot'
  /** Anybody but accounts of type Bot. */
  | 'not-bot'
  /** Anybody. */
  | 'none';

/** A list of accounts in an input. */
export interface AccountList {
  /** `nobody`: empty or absent. `anyone`: `*`. `named`: `names`. `unknown`: an expression. */
  readonly kind: 'nobody' | 'anyone' | 'named' | 'unknown';
  /** As written, with `[bot]`. */
  readonly names: readonly string[];
  /** The input; absent when it is not given. */
  readonly span?: Span;
}

/** The actor gate of one use of an action: its default, and what its inputs change. */
export interface ActorGate {
  readonly default: DefaultGate;
  /** Refuses accounts of type Bot unless `allowedBots` lets them in. */
  readonly refusesBots: boolean;
  /** Events on which the check runs; in others nobody is refused. Empty: in all. */
  readonly events: readonly string[];
  /** Let in without write access. */
  readonly allowedUsers: AccountList;
  readonly allowedBots: AccountList;
  /** Only comments of these accounts are read (`include_comments_by_actor`); `nobody` means no filter. */
  readonly onlyCommentsBy: AccountList;
  readonly notCommentsBy: AccountList;
  /** What weakens or strengthens it at this version, with the floor: in words, for findings. */
  readonly notes: readonly { readonly reason: string; readonly span: Span }[];
}
