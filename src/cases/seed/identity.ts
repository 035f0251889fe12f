import type { Observed } from '../../contacts/index.ts';
import type { Seed } from './seed.ts';
import { namesArtifact, type TextEvent } from './seen.ts';

export interface TracerOptions {
  /** Hex SHA-256 of a text's UTF-8 bytes; needed for seeds of kind `hash` only. */
  sha256?(text: string): string;
  /** Normal form of an address, the same as the sources give to artifacts. */
  normaliseUrl?(url: string): string;
  /** Hashes, as events carry them, that a given text may have; for telemetry that has hashes and no content. */
  hashesOf?(text: string): string[];
}

/** Knows the events that *are* a seed, by name or hash, whatever their text: its session, artifact, address or bytes. */
export class SeedIdentity {
  private readonly seed: Seed;
  private readonly sha256: ((text: string) => string) | undefined;
  private readonly hashes: Set<string>;
  /** The address of a seed of that kind, in its normal form. */
  readonly url: string | undefined;

  constructor(seed: Seed, options: TracerOptions) {
    this.seed = seed;
    this.sha256 = options.sha256;
    this.url = seed.kind === 'url' ? (options.normaliseUrl?.(seed.url) ?? seed.url) : undefined;
    this.hashes = new Set('text' in seed ? options.hashesOf?.(seed.text) : []);
  }

  /** The seed names a place; what stood there is learned. */
  get isName(): boolean {
    const { kind } = this.seed;
    return kind === 'session' || kind === 'artifact' || kind === 'url';
  }

  is(event: TextEvent, text: string | undefined, observed: Observed): boolean {
    const { seed } = this;
    const { artifact } = observed;
    switch (seed.kind) {
      case 'session':
        return event.kind === 'write' && event.mode !== 'delete' && event.session === seed.session;
      case 'artifact':
        return (
          (event.kind === 'read' || (event.kind === 'write' && event.mode !== 'delete')) &&
          artifact !== undefined &&
          namesArtifact(seed, artifact.id, artifact.ref.scope, artifact.ref.key)
        );
      case 'url':
        return event.kind === 'read' && artifact?.ref.channel === 'web' && artifact.ref.key === this.url;
      case 'hash':
        if (event.kind !== 'read' && event.kind !== 'write') return false;
        return event.hash === `sha256:${seed.sha256}` || (text !== undefined && this.hasBytes(text, seed.sha256));
      default:
        return 'hash' in event && event.hash !== undefined && this.hashes.has(event.hash);
    }
  }

  /** Telemetry may leave the final newline of a file out, or add one. */
  private hasBytes(text: string, wanted: string): boolean {
    const { sha256 } = this;
    if (sha256 === undefined) return false;
    if (sha256(text) === wanted || sha256(`${text}\n`) === wanted) return true;
    return text.endsWith('\n') && sha256(text.slice(0, -1)) === wanted;
  }
}
