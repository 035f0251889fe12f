/** Exit codes of the command line; the server maps the same errors to statuses. */
export const EXIT = {
  done: 0,
  found: 1,
  usage: 2,
  unreadable: 3,
  partial: 4,
  interrupted: 130,
} as const;

export type CordonErrorCode =
  | 'usage'
  | 'seed-too-common'
  | 'seed-unreadable'
  | 'nothing-readable'
  | 'partly-read'
  | 'bad-config'
  | 'store'
  | 'output';

/** The one error that Cordon throws on purpose: what is wrong, and what to do about it. */
export class CordonError extends Error {
  readonly code: CordonErrorCode;
  /** What the user can do about it, one sentence. */
  readonly hint: string | undefined;

  constructor(code: CordonErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'CordonError';
    this.code = code;
    this.hint = options.hint;
  }
}
