import type { Alteration } from './alter.ts';
import { name } from './grammar.ts';
import type { Actor, Hands, Step } from './hands.ts';
import { addToNotebook, freshText, sendMail } from './moves.ts';
import { mailFromOutside, newPage } from './outside.ts';
import type { Passage, SeedCopy } from './passage.ts';
import type { Plot, Stage } from './plot.ts';
import type { Artifact, Piece } from './run.ts';
import type { ScenarioFile } from './scenario/file.ts';
import { drawEntry, FATES, type Fate, TARGETS, type Target } from './scenario/parts.ts';
import { makeStrain } from './strains/index.ts';
import { original, type Strain } from './strains/strain.ts';

type ReadersPlan = NonNullable<ScenarioFile['readers']>;

/**
 * What sessions do about the one thing that they read: how it comes in, what its readers do, how it is removed and comes
 * back. A reader decides at the first copy that it reads.
 */
export class Readers implements Plot {
  readonly #file: ScenarioFile;
  readonly #plan: ReadersPlan;
  /** The copy that a session read first. */
  readonly #first = new WeakMap<Actor, SeedCopy>();
  /** Never act on it: they brought it in themselves, or were told to remove it. */
  readonly #immune = new WeakSet<Actor>();
  readonly #toClean = new Set<number>();
  #strain!: Strain;
  #stage!: Stage;
  /** The repository that it came into first. */
  #entry: number | undefined;
  #back = false;

  constructor(file: ScenarioFile, plan: ReadersPlan) {
    this.#file = file;
    this.#plan = plan;
  }

  begin(stage: Stage): void {
    this.#stage = stage;
    this.#strain = makeStrain(this.#file.strains[0]!.kind, stage.rng.stream('seed'));
    const { kind, text, values } = this.#strain;
    stage.run.seed = { strain: kind, text, values, firstWriter: 'outside' };
    stage.run.probe = text;
  }

  /** Who brings it in, who removes it, who brings it back. */
  arrive(actor: Actor): void {
    if (actor.session.parent !== undefined) return;
    const { start, repository } = actor.session;
    const { run, hands } = this.#stage;
    if (this.#entry === undefined) {
      if (start < this.#time(this.#file.introductions[0]?.at)) return;
      this.#entry = repository;
      this.#enter(hands, actor);
      // The next repository is the one that nobody thinks of when the others are cleaned.
      const { length } = run.repositories;
      for (let i = 0; i < Math.max(1, length - 1); i++) this.#toClean.add((repository - i + length) % length);
    } else if (start >= this.#time(this.#plan.cleanedAt) && this.#toClean.delete(repository)) {
      this.#clean(hands, actor);
    } else if (start >= this.#time(this.#plan.comesBackAt) && repository === this.#entry && !this.#back) {
      this.#back = true;
      this.#comeBack(hands, actor);
    }
  }

  see(actor: Actor, pieces: readonly Piece[]): void {
    for (const { passage, write } of pieces) {
      if (passage.kind !== 'seed' || this.#first.has(actor) || write?.session === actor.session.index) continue;
      this.#first.set(actor, passage);
      if (!this.#immune.has(actor)) this.#react(actor, passage);
    }
  }

  /** A share of the window as a time; never, where the file names none. */
  #time(at: number | undefined): number {
    return at === undefined ? Number.POSITIVE_INFINITY : this.#stage.start + this.#stage.window * at;
  }

  /** The first session that has it, and puts it where others read. Decides who wrote it first. */
  #enter(hands: Hands, actor: Actor): void {
    const seed = original(this.#strain.text);
    this.#immune.add(actor);
    const by = drawEntry(this.#file.introductions[0]!.by, actor.rng);
    if (by === 'session') {
      hands.run.seed!.firstWriter = actor.session.index;
      this.#first.set(actor, seed);
    } else {
      const source = this.#fromOutside(hands, actor, by, seed);
      actor.pending.push((h, a) => h.read(a, source));
    }
    actor.pending.push((h, a) => addToNotebook(h, a, [by === 'session' ? seed : this.#copy(a, seed)]));
    if ((this.#plan.passOnBy?.mail ?? 0) > 0) {
      for (const abroad of [0, 1]) {
        actor.pending.push((h, a) =>
          sendMail(h, a, [freshText(h, a, 'prose'), this.#copy(a, seed)], undefined, abroad),
        );
      }
    }
    actor.pending.push(this.#strain.takeUp(seed));
  }

  #fromOutside(hands: Hands, actor: Actor, by: 'page' | 'message', seed: SeedCopy): Artifact {
    const text = () => [freshText(hands, actor, 'prose'), seed, freshText(hands, actor, 'prose')];
    if (by === 'message') return mailFromOutside(hands, actor, text);
    return newPage(hands.run.artifacts, `https://forum.example.net/t/${name(actor.rng)}`, text());
  }

  #react(actor: Actor, copy: SeedCopy): void {
    const fate = this.#fateOf(actor);
    if (fate === 'use' || fate === 'useAndRelay') this.#later(actor, this.#strain.takeUp(copy));
    if (fate === 'relay' || fate === 'useAndRelay') {
      const times = 1 + (actor.rng.chance(0.35) ? 1 : 0);
      const places = inOrder(TARGETS, this.#plan.passOnBy!);
      for (let i = 0; i < times; i++) this.#later(actor, this.#relay(copy, actor.rng.weighted(places)));
    }
    if (fate === 'quote') this.#later(actor, this.#quote(copy));
  }

  /** Who is more susceptible follows it and passes it on more often; those who are not at all still ignore or quote it. */
  #fateOf(actor: Actor): Fate {
    const { susceptibility, immune } = this.#stage.run.agents[actor.session.agent]!;
    const times = immune ? 0 : susceptibility * this.#file.strains[0]!.virulence;
    const weights = inOrder(FATES, this.#plan.do);
    for (const fate of ['use', 'relay', 'useAndRelay'] as const) weights[fate] *= times;
    return FATES.some((fate) => weights[fate] > 0) ? actor.rng.weighted(weights) : 'ignore';
  }

  /** Removes the copies that stand in the repository's memory and files, but misses one. Mails cannot be removed. */
  #clean(hands: Hands, actor: Actor): void {
    const { repository } = actor.session;
    const dirty = hands.run.artifacts.filter((a) => a.repository === repository && REMOVABLE.has(a.kind) && carries(a));
    if (dirty.length > 1) dirty.splice(actor.rng.int(dirty.length), 1);
    this.#immune.add(actor);
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
  #comeBack(hands: Hands, actor: Actor): void {
    const { repository } = actor.session;
    const left = hands.run.artifacts.findLast((a) => a.repository === repository && LASTING.has(a.kind) && carries(a));
    if (left === undefined) return;
    this.#immune.add(actor);
    actor.pending.push(
      (h, a) => h.read(a, left),
      (h, a) => {
        const found = this.#first.get(a);
        if (found !== undefined) addToNotebook(h, a, [this.#copy(a, found)]);
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
    return this.#strain.copy(
      source,
      actor.rng.weighted(this.#file.strains[0]!.alterations as Record<Alteration, number>),
      false,
      actor.rng,
    );
  }

  #relay(source: SeedCopy, target: Target): Step {
    return (hands, actor) => {
      const copy = this.#copy(actor, source);
      switch (target) {
        case 'notebook':
          if (actor.rng.chance(0.6)) return addToNotebook(hands, actor, [copy]);
          hands.create(actor, 'memory', `rule-${name(actor.rng)}`, [copy]);
          return;
        case 'instructions':
          return hands.append(actor, hands.instructions(actor), [copy]);
        case 'mail':
          return sendMail(hands, actor, [freshText(hands, actor, 'prose'), copy], undefined, this.#file.fleet.abroad);
        case 'subagents':
          return this.#stage.spawn(hands, actor, [freshText(hands, actor, 'prose'), copy]);
        case 'files':
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

function inOrder<K extends string>(keys: readonly K[], weights: Partial<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, weights[key] ?? 0])) as Record<K, number>;
}

function removePiece(hands: Hands, actor: Actor, artifact: Artifact, piece: Artifact['pieces'][number]): void {
  // It may have gone meanwhile.
  if (!artifact.pieces.includes(piece)) return;
  const note = `A rule that stood here was wrong and was taken out (${actor.rng.hex(6)}).`;
  hands.edit(actor, artifact, piece, [{ kind: 'fixed', text: note }]);
}
