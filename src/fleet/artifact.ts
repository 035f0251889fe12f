import type { Channel } from './channel.ts';

/**
 * What one session can write and another can read, as a source names it.
 *
 * Identity is `channel`, `scope` and `key` together. `key` alone is never enough: `notes.md` of two repositories are
 * two artifacts, so a source puts the repository (or tenant, host, store, record's scope) into `scope`.
 */
export interface ArtifactRef {
  channel: Channel;
  /** What makes the key unique: repository, host, tenant, memory store. `''` when the key is global (a URL). */
  scope: string;
  /** Path inside the scope (`/`-separated, normalised), URL (normalised), record id, message id, mailbox, thread. */
  key: string;
  /**
   * Set when the telemetry names an exact version of the artifact: a commit, an etag, a record version. Two events with
   * the same identity and the same `version` saw the same text.
   */
  version?: string;
  /**
   * The identity can be written only once (a message id, a sub-agent's prompt): every reader of it read the same text.
   */
  immutable?: boolean;
  /** Only this session can touch it (a `chat` record without `scope`): never joined to another session. */
  private?: boolean;
}

/** The identity of an artifact as one string: `channel:scope:key`. Stable across runs; used in JSON and in joins. */
export function artifactId(ref: ArtifactRef): string {
  return `${ref.channel}:${ref.scope}:${ref.key}`;
}
