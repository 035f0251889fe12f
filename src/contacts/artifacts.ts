import { type ArtifactRef, artifactId } from '../fleet/index.ts';
import type { Sketch } from '../lineage/index.ts';

/** Writes that stand in an artifact at once, at the most: an append-only log keeps its latest. */
const LIVE_WRITES = 1024;

/** Versions that a replacement ended and that a stale reader may still see. */
const PAST_VERSIONS = 3;

/** Reads that no known write explains, kept to recognise a late write and text from outside. */
const UNEXPLAINED_READS = 4;

/** A write as the joins need it. */
export interface StandingWrite {
  write: number;
  session: number;
  time: number;
  mode: 'replace' | 'edit' | 'append' | 'delete' | 'touch';
  sketch: Sketch | undefined;
  hash: string | undefined;
  version: string | undefined;
}

/** A read whose text no write of its artifact explained. */
export interface UnexplainedRead {
  read: number;
  session: number;
  time: number;
  sketch: Sketch;
}

export interface Artifact {
  no: number;
  id: string;
  ref: ArtifactRef;
  /** The writes whose text stands in it now: the latest replacement and what was added since, in order of time. */
  live: StandingWrite[];
  /** What the latest replacements took away, newest first. */
  past: StandingWrite[];
  unexplained: UnexplainedRead[];
  readers: number;
  writers: number;
  /** Reads by the client's rule, counted apart. */
  ruleReaders: number;
}

/** Every artifact that an event named, by identity. */
export class ArtifactTable {
  readonly list: Artifact[] = [];
  private readonly byId = new Map<string, Artifact>();

  of(ref: ArtifactRef): Artifact {
    const id = artifactId(ref);
    let artifact = this.byId.get(id);
    if (artifact === undefined) {
      artifact = {
        no: this.list.length,
        id,
        ref,
        live: [],
        past: [],
        unexplained: [],
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

/** The artifact after a write: what a replacement takes away goes to the past, an addition leaves the rest standing. */
export function applyWrite(artifact: Artifact, write: StandingWrite, wholly: boolean): void {
  if (write.mode === 'replace' || (write.mode === 'delete' && wholly)) {
    artifact.past = [...artifact.live.slice(-PAST_VERSIONS).reverse(), ...artifact.past].slice(0, PAST_VERSIONS);
    artifact.live = write.mode === 'replace' ? [write] : [];
    return;
  }
  if (write.mode === 'delete') return; // a part is gone: what was read afterwards says which
  artifact.live.push(write);
  if (artifact.live.length > LIVE_WRITES) artifact.live.splice(0, artifact.live.length - LIVE_WRITES);
}

export function rememberUnexplained(artifact: Artifact, read: UnexplainedRead): void {
  artifact.unexplained.push(read);
  if (artifact.unexplained.length > UNEXPLAINED_READS) artifact.unexplained.shift();
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
