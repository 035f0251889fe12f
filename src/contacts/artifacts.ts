import { type ArtifactRef, artifactId, type WriteEvent } from '../fleet/index.ts';
import { SharedNames } from './shared-names.ts';

/** Writes that stand in an artifact at once, at the most: an append-only log keeps its latest. */
const LIVE_WRITES = 1024;

/** Versions that a replacement ended and that a stale reader may still see. */
const PAST_VERSIONS = 3;

/** What has no write yet: an array for each would be a good part of what an artifact takes. */
const NONE: readonly number[] = [];

export interface Artifact {
  no: number;
  id: string;
  ref: ArtifactRef;
  /** The writes, by row, whose text stands in it now: the latest replacement and what was added since, in order of time. */
  live: readonly number[];
  /** What the latest replacements took away, newest first. */
  past: readonly number[];
  /** Where its unexplained reads are; -1 while there are none. */
  unexplained: number;
  readers: number;
  writers: number;
  /** Reads by the client's rule, counted apart. */
  ruleReaders: number;
}

/** Every artifact that an event named, by identity. */
export class ArtifactTable {
  readonly list: Artifact[] = [];
  private readonly byId = new Map<string, Artifact>();
  private readonly names = new SharedNames();

  of(ref: ArtifactRef): Artifact {
    const id = artifactId(ref);
    let artifact = this.byId.get(id);
    if (artifact === undefined) {
      artifact = {
        no: this.list.length,
        id,
        ref: { ...ref, scope: this.names.of(ref.scope), key: id.slice(id.length - ref.key.length) },
        live: NONE,
        past: NONE,
        unexplained: -1,
        readers: 0,
        writers: 0,
        ruleReaders: 0,
      };
      this.byId.set(id, artifact);
      this.list.push(artifact);
    }
    return artifact;
  }

  find(id: string): Artifact | undefined {
    return this.byId.get(id);
  }
}

/**
 * The artifact after a write: what a replacement takes away goes to the past, an addition leaves the rest standing.
 * `wholly`: a deletion took all of it. `gone` is told each write that is remembered no longer.
 */
export function applyWrite(
  artifact: Artifact,
  write: number,
  mode: WriteEvent['mode'],
  wholly: boolean,
  gone: (write: number) => void,
): void {
  const { live, past } = artifact;
  if (mode === 'replace' || (mode === 'delete' && wholly)) {
    const taken = [...live.slice(-PAST_VERSIONS).reverse(), ...past];
    for (const old of live.slice(0, -PAST_VERSIONS)) gone(old);
    for (const old of taken.slice(PAST_VERSIONS)) gone(old);
    artifact.past = taken.length === 0 ? NONE : taken.slice(0, PAST_VERSIONS);
    artifact.live = mode === 'replace' ? [write] : NONE;
    return;
  }
  if (mode === 'delete') return; // a part is gone: what was read afterwards says which
  // Most are written once: an empty array that is pushed to takes room for seventeen.
  if (live.length === 0) artifact.live = [write];
  else add(live as number[], write, gone);
}

function add(live: number[], write: number, gone: (write: number) => void): void {
  live.push(write);
  if (live.length > LIVE_WRITES) for (const old of live.splice(0, live.length - LIVE_WRITES)) gone(old);
}

/** Files that agent clients load into their context by themselves. */
const INSTRUCTION_FILE =
  /^(claude(\.local)?\.md|agents?\.md|gemini\.md|memory\.md|skill\.md|copilot-instructions\.md|\.(cursor|windsurf|cline)rules)$/;

export function isInstructionFile(ref: ArtifactRef): boolean {
  return INSTRUCTION_FILE.test(baseName(ref));
}

/** The last part of an artifact's path or address, to tell the same file in two clones from any two files. */
export function baseName(ref: ArtifactRef): string {
  return ref.key.slice(ref.key.lastIndexOf('/') + 1).toLowerCase();
}
