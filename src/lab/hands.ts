import type { Passage } from './passage.ts';
import type { Rng } from './rng.ts';
import type { Act, Artifact, LabRun, LabSession, Piece, View, Write } from './run.ts';
import type { World } from './world.ts';

/** What a session does once its pause is over. */
export type Step = (hands: Hands, actor: Actor) => void;

/** A session while it runs. */
export interface Actor {
  session: LabSession;
  rng: Rng;
  movesLeft: number;
  /** Acts that are decided already; they come before free moves, in order. */
  pending: Step[];
  /** What it does when its moves are spent. */
  last: Step[];
  /** Pieces that it read last, newest last. */
  seen: Piece[];
  /** What it says in the end, where that is decided. */
  lastWords?: Passage[];
  /** Waits for this sub-agent. */
  waitsFor?: number;
}

/** Pieces that a session remembers well enough to copy. */
const MEMORY_OF_PIECES = 12;

/** How many recently written files, or mails, of a repository are on people's minds. */
const RECENT = 12;

/**
 * What a session can do to the world: every act goes through here, which keeps the record and the state of each
 * artifact together. `time` is set by the clock of the run before each step.
 */
export class Hands {
  time = 0;
  readonly run: LabRun;
  readonly world: World;
  readonly pages: Artifact[] = [];
  readonly #files: Artifact[][];
  readonly #recent: Artifact[][];
  readonly #memory: Artifact[][];
  readonly #instructions: Artifact[];
  readonly #inbox = new Map<string, Artifact[]>();
  readonly #onSee: (actor: Actor, pieces: readonly Piece[]) => void;
  #writes = 0;
  #reads = 0;

  constructor(run: LabRun, world: World, onSee: (actor: Actor, pieces: readonly Piece[]) => void) {
    this.run = run;
    this.world = world;
    this.#onSee = onSee;
    const of = (kind: Artifact['kind']) =>
      run.repositories.map((_, i) => run.artifacts.filter((a) => a.repository === i && a.kind === kind));
    this.#files = of('file');
    this.#memory = of('memory');
    this.#instructions = of('instructions').map((list) => list[0]!);
    this.#recent = run.repositories.map(() => []);
  }

  // --- what there is to find

  files(actor: Actor): readonly Artifact[] {
    return this.#files[actor.session.repository]!;
  }

  /** A file that somebody wrote lately, more often than not. */
  someFile(actor: Actor): Artifact {
    const recent = this.#recent[actor.session.repository]!;
    return recent.length > 0 && actor.rng.chance(0.6) ? actor.rng.pick(recent) : actor.rng.pick(this.files(actor));
  }

  memories(actor: Actor): readonly Artifact[] {
    return this.#memory[actor.session.repository]!;
  }

  notebook(actor: Actor): Artifact {
    return this.#memory[actor.session.repository]!.find((a) => a.key === 'notebook')!;
  }

  instructions(actor: Actor): Artifact {
    return this.#instructions[actor.session.repository]!;
  }

  /** Mails to the agent or to its team that this session has not read, newest last. */
  unread(actor: Actor): Artifact[] {
    const own = this.#inbox.get(this.address(actor.session.agent)) ?? [];
    const team = this.#inbox.get(this.teamAddress(actor.session.repository)) ?? [];
    const read = new Set(actor.session.acts.flatMap((act) => (act.kind === 'read' ? [act.artifact] : [])));
    const recent = [...own.slice(-RECENT), ...team.slice(-RECENT)].filter((mail) => !read.has(mail));
    return recent.sort((a, b) => a.index - b.index);
  }

  address(agent: number): string {
    const { name, repository } = this.run.agents[agent]!;
    return `${name}@${this.run.repositories[repository]!.name}.example.com`;
  }

  teamAddress(repository: number): string {
    return `team@${this.run.repositories[repository]!.name}.example.com`;
  }

  // --- what a session does

  read(actor: Actor, artifact: Artifact, view?: View): void {
    const pieces = artifact.pieces;
    // Deleted since the session decided to read it: there is nothing to see.
    if (pieces.length === 0) return;
    this.#record(actor, { kind: 'read', index: this.#reads++, time: this.time, artifact, pieces, view });
    this.see(actor, view === undefined ? pieces : pieces.slice(view.from, view.to));
  }

  /** The client puts the instruction file into the context. */
  load(actor: Actor): void {
    const artifact = this.instructions(actor);
    this.#record(actor, { kind: 'load', time: this.time, artifact, pieces: artifact.pieces });
    this.see(actor, artifact.pieces);
  }

  create(actor: Actor, kind: Artifact['kind'], key: string, passages: Passage[], mail?: Artifact['mail']): Artifact {
    const repository = actor.session.repository;
    const artifact: Artifact = { index: this.run.artifacts.length, kind, repository, key, pieces: [], mail };
    this.run.artifacts.push(artifact);
    if (kind === 'file') this.#files[repository]!.push(artifact);
    if (kind === 'memory') this.#memory[repository]!.push(artifact);
    if (mail !== undefined) {
      const box = this.#inbox.get(mail.to);
      if (box === undefined) this.#inbox.set(mail.to, [artifact]);
      else box.push(artifact);
    }
    this.replace(actor, artifact, passages);
    return artifact;
  }

  replace(actor: Actor, artifact: Artifact, passages: Passage[], report?: boolean): void {
    const write = this.#write(actor, artifact);
    const pieces = passages.map((passage) => ({ passage, write }));
    artifact.pieces = pieces;
    this.#record(actor, { kind: 'write', time: this.time, write, mode: 'replace', pieces, report });
  }

  append(actor: Actor, artifact: Artifact, passages: Passage[]): void {
    const write = this.#write(actor, artifact);
    const pieces = passages.map((passage) => ({ passage, write }));
    const anchor = artifact.pieces.at(-1);
    artifact.pieces = [...artifact.pieces, ...pieces];
    this.#record(actor, { kind: 'write', time: this.time, write, mode: 'append', pieces, anchor });
  }

  edit(actor: Actor, artifact: Artifact, removed: Piece, passages: Passage[]): void {
    const write = this.#write(actor, artifact);
    const pieces = passages.map((passage) => ({ passage, write }));
    artifact.pieces = artifact.pieces.flatMap((piece) => (piece === removed ? pieces : [piece]));
    this.#record(actor, { kind: 'write', time: this.time, write, mode: 'edit', pieces, removed });
  }

  delete(actor: Actor, artifact: Artifact): void {
    const write = this.#write(actor, artifact);
    artifact.pieces = [];
    const { repository } = artifact;
    for (const list of [this.#files[repository]!, this.#recent[repository]!, this.#memory[repository]!]) {
      const at = list.indexOf(artifact);
      if (at >= 0) list.splice(at, 1);
    }
    this.#record(actor, { kind: 'write', time: this.time, write, mode: 'delete', pieces: [] });
  }

  command(actor: Actor, command: string, output: Passage, failed = false): void {
    this.#record(actor, { kind: 'run', time: this.time, command, output, failed });
  }

  /** Says something to whoever it works for; a sub-agent's last words are what its parent gets. */
  say(actor: Actor, passages: Passage[], answer?: Artifact): void {
    const write = answer === undefined ? undefined : this.#write(actor, answer);
    const pieces = passages.map((passage) => ({ passage, write: write ?? null }));
    if (answer !== undefined) answer.pieces = pieces;
    this.#record(actor, { kind: 'say', time: this.time, pieces, write });
  }

  /** Starts a sub-agent: returns the prompt's artifact and write, which its session is made of. */
  spawn(actor: Actor, child: number, agentId: string, title: string, passages: Passage[]): Artifact {
    const repository = actor.session.repository;
    const artifact: Artifact = {
      index: this.run.artifacts.length,
      kind: 'prompt',
      repository,
      key: agentId,
      pieces: [],
    };
    this.run.artifacts.push(artifact);
    const write = this.#write(actor, artifact);
    artifact.pieces = passages.map((passage) => ({ passage, write }));
    this.#record(actor, { kind: 'spawn', time: this.time, child, write, pieces: artifact.pieces, title });
    actor.waitsFor = child;
    return artifact;
  }

  join(actor: Actor, child: number, answer: Artifact): void {
    this.#record(actor, {
      kind: 'join',
      index: this.#reads++,
      time: this.time,
      child,
      artifact: answer,
      pieces: answer.pieces,
    });
    this.see(actor, answer.pieces);
  }

  /** Text enters the session's context. */
  see(actor: Actor, pieces: readonly Piece[]): void {
    actor.seen.push(...pieces);
    if (actor.seen.length > MEMORY_OF_PIECES) actor.seen.splice(0, actor.seen.length - MEMORY_OF_PIECES);
    this.#onSee(actor, pieces);
  }

  #write(actor: Actor, artifact: Artifact): Write {
    const recent = artifact.kind === 'file' ? this.#recent[artifact.repository] : undefined;
    if (recent !== undefined && !recent.includes(artifact)) {
      recent.push(artifact);
      if (recent.length > RECENT) recent.shift();
    }
    return { index: this.#writes++, session: actor.session.index, artifact, time: this.time };
  }

  #record(actor: Actor, act: Act): void {
    actor.session.acts.push(act);
  }
}
