import type { Actor, Hands } from './hands.ts';
import type { Passage } from './passage.ts';
import type { Rng } from './rng.ts';
import type { LabRun, Piece } from './run.ts';

/** Starts a sub-agent with these passages as its prompt. */
export type Spawn = (hands: Hands, actor: Actor, passages: Passage[]) => void;

/** What a plot finds when the fleet is made and nobody has begun. */
export interface Stage {
  run: LabRun;
  hands: Hands;
  /** The stream of the fleet: a plot takes streams of its own from it. */
  rng: Rng;
  spawn: Spawn;
  /** First moment and length of the window in which sessions start, milliseconds. */
  start: number;
  window: number;
}

/** What happens in a fleet besides its everyday work. */
export interface Plot {
  begin(stage: Stage): void;
  /** A session begins, and has not been told its task. */
  arrive?(actor: Actor): void;
  /** A session has its task and its instructions. */
  open?(actor: Actor): void;
  /** Text has entered a session's context. */
  see(actor: Actor, pieces: readonly Piece[]): void;
  /** The last session has ended. */
  end?(): void;
}
