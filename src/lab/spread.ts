import { name } from './grammar.ts';
import type { Actor, Hands, Step } from './hands.ts';
import { addToNotebook, freshText, newPage, sendMail } from './moves.ts';
import type { Passage, SeedCopy } from './passage.ts';
import type { Artifact } from './run.ts';
import type { SeedPlan, Target } from './scenario.ts';
import { original, type Strain } from './strains/strain.ts';

/** Starts a sub-agent with these passages as its prompt. */
export type Spawn = (hands: Hands, actor: Actor, passages: Passage[]) => void;

/** What sessions do about the seed: how it comes in, what its readers do, and how it is removed. */
export class Spread {
  readonly #plan: SeedPlan;
  readonly #strain: Strain;
  readonly #spawn: Spawn;

  constructor(plan: SeedPlan, strain: Strain, spawn: Spawn) {
    this.#plan = plan;
    this.#strain = strain;
    this.#spawn = spawn;
  }

  /** The first session that has it, and puts it where others read. Decides who wrote it first. */
  enter(hands: Hands, actor: Actor): void {
    const seed = original(this.#strain.text);
    actor.immune = true;
    const { run } = hands;
    const entry = actor.rng.weighted(this.#plan.entry);
    if (entry === 'outside') {
      run.seed!.firstWriter = 'outside';
      const page = newPage(run.artifacts, `https://forum.example.net/t/${name(actor.rng)}`, [
        freshText(hands, actor, 'prose'),
        seed,
        freshText(hands, actor, 'prose'),
      ]);
      actor.pending.push((h, a) => h.read(a, page));
    } else {
      run.seed!.firstWriter = actor.session.index;
      actor.seed = seed;
    }
    actor.pending.push((h, a) => addToNotebook(h, a, [entry === 'session' ? seed : this.#copy(a, seed)]));
    if (this.#plan.relayTo.message > 0) {
      for (const abroad of [0, 1]) {
        actor.pending.push((h, a) =>
          sendMail(h, a, [freshText(h, a, 'prose'), this.#copy(a, seed)], undefined, abroad),
        );
      }
    }
    actor.pending.push(this.#strain.takeUp(seed));
  }

  /** Called when a session has read it for the first time. */
  onRead(actor: Actor, copy: SeedCopy): void {
    if (actor.immune) return;
    const fate = actor.rng.weighted(this.#plan.fates);
    if (fate === 'use' || fate === 'useAndRelay') this.#later(actor, this.#strain.takeUp(copy));
    if (fate === 'relay' || fate === 'useAndRelay') {
      const times = 1 + (actor.rng.chance(0.35) ? 1 : 0);
      for (let i = 0; i < times; i++) this.#later(actor, this.#relay(copy, actor.rng.weighted(this.#plan.relayTo)));
    }
    if (fate === 'quote') this.#later(actor, this.#quote(copy));
  }

  /** Removes the copies that stand in the repository's memory and files, but misses one. Mails cannot be removed. */
  clean(hands: Hands, actor: Actor): void {
    const { repository } = actor.session;
    const dirty = hands.run.artifacts.filter((a) => a.repository === repository && REMOVABLE.has(a.kind) && carries(a));
    if (dirty.length > 1) dirty.splice(actor.rng.int(dirty.length), 1);
    actor.immune = true;
    for (const artifact of dirty) {
      actor.pending.push((h, a) => {
        h.read(a, artifact);
        const found = artifact.pieces.filter((piece) => piece.passage.kind === 'seed');
        a.pending.unshift(
          ...found.map(
            (piece): Step =>
              (h2, a2) =>
                removePiece(h2, a2, artifact, piece),
          ),
        );
      });
    }
  }

  /** A copy that was left, a mail or a file, is found and written into the notebook again. */
  comeBack(hands: Hands, actor: Actor): void {
    const { repository } = actor.session;
    const left = hands.run.artifacts.findLast((a) => a.repository === repository && LASTING.has(a.kind) && carries(a));
    if (left === undefined) return;
    actor.immune = true;
    actor.pending.push(
      (h, a) => h.read(a, left),
      (h, a) => {
        if (a.seed !== undefined) addToNotebook(h, a, [this.#copy(a, a.seed)]);
      },
    );
  }

  /** Some acts later, not at once. */
  #later(actor: Actor, step: Step): void {
    const wait = actor.rng.int(3);
    actor.pending.push(wait === 0 ? step : this.#waiting(step, wait));
  }

  #waiting(step: Step, wait: number): Step {
    return (hands, actor) => {
      hands.command(actor, `git log --oneline -${wait}`, {
        kind: 'fixed',
        text: `${actor.rng.hex(7)} ${name(actor.rng)}`,
      });
      actor.pending.push(step);
    };
  }

  #copy(actor: Actor, source: SeedCopy): SeedCopy {
    return this.#strain.copy(source, actor.rng.weighted(this.#plan.alterations), false, actor.rng);
  }

  #relay(source: SeedCopy, target: Target): Step {
    return (hands, actor) => {
      const copy = this.#copy(actor, source);
      switch (target) {
        case 'memory':
          if (actor.rng.chance(0.6)) return addToNotebook(hands, actor, [copy]);
          hands.create(actor, 'memory', `rule-${name(actor.rng)}`, [copy]);
          return;
        case 'instructions':
          return hands.append(actor, hands.instructions(actor), [copy]);
        case 'message':
          return sendMail(hands, actor, [freshText(hands, actor, 'prose'), copy], undefined, this.#plan.abroad);
        case 'context':
          return this.#spawn(hands, actor, [freshText(hands, actor, 'prose'), copy]);
        case 'codebase':
          if (actor.rng.chance(0.6)) return hands.append(actor, hands.someFile(actor), [copy]);
          hands.create(actor, 'file', `docs/${name(actor.rng)}.md`, [
            freshText(hands, actor, 'notes'),
            copy,
            freshText(hands, actor, 'notes'),
          ]);
      }
    };
  }

  #quote(source: SeedCopy): Step {
    return (hands, actor) => {
      const passages: Passage[] = [
        {
          kind: 'fixed',
          text: `Review ${actor.rng.int(900)}: this passage was found and not followed. It contradicts the working agreement:`,
        },
        this.#strain.copy(source, 'quoting', true, actor.rng),
        freshText(hands, actor, 'prose'),
      ];
      if (actor.rng.chance(0.6)) hands.create(actor, 'file', `reviews/${name(actor.rng)}.md`, passages);
      else sendMail(hands, actor, passages);
    };
  }
}

const REMOVABLE: ReadonlySet<Artifact['kind']> = new Set(['file', 'memory', 'instructions']);

/** What outlives a session and is found by looking. */
const LASTING: ReadonlySet<Artifact['kind']> = new Set(['file', 'memory', 'message']);

function carries(artifact: Artifact): boolean {
  return artifact.pieces.some((piece) => piece.passage.kind === 'seed');
}

function removePiece(hands: Hands, actor: Actor, artifact: Artifact, piece: Artifact['pieces'][number]): void {
  // It may have gone meanwhile.
  if (!artifact.pieces.includes(piece)) return;
  const note = `A rule that stood here was wrong and was taken out (${actor.rng.hex(6)}).`;
  hands.edit(actor, artifact, piece, [{ kind: 'fixed', text: note }]);
}
