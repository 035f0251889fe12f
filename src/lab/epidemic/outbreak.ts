import { name, sentence } from '../grammar.ts';
import type { Actor, Hands, Step } from '../hands.ts';
import { freshText } from '../moves.ts';
import { mailFromOutside, newPage } from '../outside.ts';
import type { Passage, SeedCopy } from '../passage.ts';
import type { Plot, Stage } from '../plot.ts';
import type { Rng } from '../rng.ts';
import type { Artifact, LabRun, Piece } from '../run.ts';
import type { ScenarioFile } from '../scenario/file.ts';
import { drawEntry, INCUBATION, type SurfaceName } from '../scenario/parts.ts';
import { makeStrain } from '../strains/index.ts';
import { original, type Strain } from '../strains/strain.ts';
import { gammaOfMeanOne } from './gamma.ts';
import type { EpidemicRecord, InfectedSession } from './record.ts';
import { rivalry } from './rivalry.ts';
import { poisson, quiet, Surfaces } from './surfaces.ts';

const HOUR = 3_600_000;

/** Share of those in whom a copy did not take that quote it, where the file does not say. */
const QUOTING = 0.05;

/** Which surface an artifact belongs to; a diary is told from a notebook by its key. */
const SURFACE_OF: Partial<Record<Artifact['kind'], SurfaceName>> = {
  memory: 'notebook',
  file: 'files',
  instructions: 'instructions',
  message: 'mail',
  page: 'board',
  prompt: 'subagents',
  answer: 'subagents',
};

/** A copy's writer, where that writer is a case. */
interface Origin {
  /** `undefined`: it stood there before the fleet began, or came from outside. */
  session: number | undefined;
  strain: number;
}

/** One session that brings it in. */
interface Entry {
  strain: number;
  time: number;
  by: ScenarioFile['introductions'][number]['by'];
  /** The page, the same for all whom one introduction brings in. */
  page: { found?: Artifact };
}

/** What a strain does to a fleet: how it comes in, in whom it takes, what they do, and how it ends. */
export class Outbreak implements Plot {
  readonly record: EpidemicRecord;
  readonly #scenario: ScenarioFile;
  readonly #immune = new Set<number>();
  readonly #strains: Strain[] = [];
  readonly #origins = new WeakMap<SeedCopy, Origin>();
  readonly #infected = new Map<number, InfectedSession>();
  /** Copies that a session has met, so that each gets one chance. */
  readonly #met = new Map<number, Set<SeedCopy>>();
  readonly #toClean = new Set<number>();
  #entries: Entry[] = [];
  #hands!: Hands;
  #run!: LabRun;
  #rng!: Rng;
  #surfaces!: Surfaces;

  constructor(scenario: ScenarioFile) {
    this.#scenario = scenario;
    this.record = { scenario, strains: [], infected: [], met: [], carriers: new Set(), stopped: undefined };
  }

  begin({ run, hands, rng, spawn, start, window }: Stage): void {
    this.#hands = hands;
    this.#rng = rng.stream('plot');
    this.#run = run;
    run.agents.forEach(({ immune }, agent) => {
      if (immune) this.#immune.add(agent);
    });
    run.epidemic = this.record;
    this.#surfaces = new Surfaces(this.#scenario, hands, spawn, start);
    for (const { id, kind } of this.#scenario.strains) {
      const strain = makeStrain(kind, this.#rng.stream(`strain/${id}`));
      this.#strains.push(strain);
      this.record.strains.push({ id, kind, text: strain.text, values: strain.values });
    }
    run.probe = this.#strains[0]?.text ?? run.probe;
    this.#entries = this.#scenario.introductions
      .flatMap(({ strain, at, by, times }) => {
        const entry: Entry = {
          strain: this.#scenario.strains.findIndex(({ id }) => id === strain),
          time: start + at * window,
          by,
          page: {},
        };
        return Array.from({ length: times }, () => entry);
      })
      .sort((a, b) => a.time - b.time);
    run.repositories.forEach((_, repository) => {
      this.#toClean.add(repository);
    });
  }

  open(actor: Actor): void {
    if (actor.session.parent !== undefined) return;
    const { course, benign } = this.#scenario;
    if (this.#isStopped() && this.#scenario.stop!.purge && this.#toClean.delete(actor.session.repository)) {
      this.#clean(actor);
      return;
    }
    const { rng } = actor;
    if (course.recovery > 0 && rng.chance(course.recovery)) this.#surfaces.wipe(actor);
    actor.pending.push(...shuffled(this.#surfaces.looks(actor), rng));
    if (rng.chance(benign.notes)) {
      actor.last.push((_, a) =>
        this.#surfaces.note(a, { kind: 'fixed', text: `- ${sentence(a.rng)} ${sentence(a.rng)}` }),
      );
    }
    if (rng.chance(benign.notes) && this.#scenario.surfaces.board !== undefined) {
      actor.last.push((_, a) => this.#surfaces.post(a));
    }
    if (rng.chance(benign.rivalry)) actor.pending.push(...rivalry(actor));
    const entry = this.#entries[0];
    if (entry !== undefined && actor.session.start >= entry.time) {
      this.#entries.shift();
      this.#enter(actor, entry);
    }
  }

  end(): void {
    const { strains, infected } = this.record;
    const [only, ...others] = infected.filter(({ from }) => from === undefined);
    if (strains.length !== 1 || only === undefined || others.length > 0) return;
    const { kind, text, values } = strains[0]!;
    this.#run.seed = { strain: kind, text, values, firstWriter: only.by === 'session' ? only.session : 'outside' };
  }

  see(actor: Actor, pieces: readonly Piece[]): void {
    const own = actor.session.index;
    const met = this.#met.get(own) ?? new Set<SeedCopy>();
    this.#met.set(own, met);
    // Nobody reads the lines of a page in an order that favours its first.
    for (const piece of shuffled([...pieces], actor.rng)) {
      const copy = piece.passage;
      if (copy.kind !== 'seed' || copy.quoted || met.has(copy)) continue;
      const origin = this.#origins.get(copy);
      if (origin === undefined || origin.session === own) continue;
      met.add(copy);
      // It was put here by somebody who had not taken it up: rewriting a file that holds it is enough.
      if (piece.write !== null && !this.#infected.has(piece.write.session))
        this.record.carriers.add(piece.write.session);
      const chance = this.#chanceOf(actor, piece, origin);
      if (origin.session !== undefined) {
        const { wording } = copy;
        this.record.met.push({ session: own, from: origin.session, time: this.#hands.time, chance, wording });
      }
      if (this.#infected.has(own)) continue;
      if (actor.rng.chance(chance)) this.#infect(actor, copy, origin, piece);
      else if (actor.rng.chance(this.#scenario.benign.quoting ?? QUOTING)) this.#quote(actor, copy);
    }
  }

  // --- infection

  /** How likely a copy is to take in this session. */
  #chanceOf(actor: Actor, { write }: Piece, origin: Origin): number {
    if (this.#isStopped() || this.#immune.has(actor.session.agent) || write === null) return 0;
    const { artifact } = write;
    const surface = artifact.key.startsWith('diary-') ? 'diary' : SURFACE_OF[artifact.kind]!;
    const { infects } = this.#scenario.surfaces[surface] ?? { infects: 0 };
    const { susceptibility } = this.#run.agents[actor.session.agent]!;
    const { virulence } = this.#scenario.strains[origin.strain]!;
    return Math.min(1, infects * susceptibility * virulence);
  }

  #infect(actor: Actor, copy: SeedCopy, origin: Origin, { write }: Piece): void {
    const from = { session: origin.session!, artifact: write!.artifact, written: write!.time };
    this.#take(actor, copy, { strain: origin.strain, from, by: undefined, source: undefined });
  }

  /** The session has it: some acts later it shows it, and leaves copies. */
  #take(actor: Actor, copy: SeedCopy, how: Pick<InfectedSession, 'strain' | 'from' | 'by' | 'source'>): void {
    const { course, observation, strains, surfaces } = this.#scenario;
    const { rng, session } = actor;
    const infected: InfectedSession = {
      session: session.index,
      infected: this.#hands.time,
      onset: undefined,
      detected: this.#rng.stream(`detected/${session.index}`).unit() < observation.detection,
      ...how,
    };
    this.#infected.set(session.index, infected);
    this.record.infected.push(infected);
    if (rng.chance(course.immunity)) this.#immune.add(session.agent);

    const { incubation = INCUBATION, dispersion, alterations } = strains[how.strain]!;
    const strain = this.#strains[how.strain]!;
    const steps: Step[] = [];
    const shows = (step: Step): Step => {
      return (hands, a) => {
        infected.onset ??= hands.time;
        step(hands, a);
      };
    };
    // Who refuses says so at the end, and shows nothing before.
    const takeUp = strain.takeUp(copy);
    steps.push(strain.kind === 'refusal' ? takeUp : shows(takeUp));
    const infectiousness = dispersion === undefined ? 1 : gammaOfMeanOne(rng, dispersion);
    for (const [surface, { copies }] of Object.entries(surfaces)) {
      for (let n = poisson(rng.unit(), copies * infectiousness); n > 0; n--) {
        steps.push(
          shows((_, a) => {
            const alteration = a.rng.weighted(alterations as Record<SeedCopy['alterations'][number], number>);
            this.#surfaces.leave(
              surface as SurfaceName,
              a,
              this.#copy(strain.copy(copy, alteration, false, a.rng), a, how.strain),
            );
          }),
        );
      }
    }
    let at = geometric(rng, incubation);
    while (actor.pending.length < at) actor.pending.push(quiet);
    for (const step of shuffled(steps, rng)) {
      actor.pending.splice(at, 0, step);
      at = Math.min(actor.pending.length, at + 1 + rng.int(2));
    }
  }

  #copy(copy: SeedCopy, actor: Actor, strain: number): SeedCopy {
    const own: SeedCopy = this.#strains.length > 1 ? { ...copy, strain } : copy;
    this.#origins.set(own, { session: actor.session.index, strain });
    return own;
  }

  // --- how it comes in, how it is spoken of, how it ends

  #enter(actor: Actor, { strain, by: ways, page }: Entry): void {
    if (this.#isStopped()) return;
    const by = typeof ways === 'string' ? ways : drawEntry(ways, actor.rng);
    const copy = original(this.#strains[strain]!.text);
    if (by === 'session') {
      this.#take(actor, copy, { strain, from: undefined, by, source: undefined });
      return;
    }
    if (by === 'page') page.found ??= this.#pageFromOutside(actor, copy);
    const source =
      by === 'page'
        ? page.found!
        : mailFromOutside(this.#hands, actor, () => [freshText(this.#hands, actor, 'prose'), copy]);
    actor.pending.unshift((hands, a) => {
      hands.read(a, source);
      if (!this.#infected.has(a.session.index)) this.#take(a, copy, { strain, from: undefined, by, source });
    });
  }

  #pageFromOutside(actor: Actor, copy: SeedCopy): Artifact {
    const opening = freshText(this.#hands, actor, 'prose');
    return newPage(this.#hands.run.artifacts, `https://forum.example.net/t/${name(actor.rng)}`, [opening, copy]);
  }

  /** Speaks of it without taking it up. */
  #quote(actor: Actor, copy: SeedCopy): void {
    this.record.carriers.add(actor.session.index);
    const { rng } = actor;
    const passages: Passage[] = [
      {
        kind: 'fixed',
        text: `Review ${rng.int(900)}: this passage was found and not followed. It contradicts the working agreement:`,
      },
      this.#strains[copy.strain ?? 0]!.copy(copy, 'quoting', true, rng),
      { kind: 'fixed', text: sentence(rng) },
    ];
    actor.pending.push((h, a) => {
      h.create(a, 'file', `reviews/${name(a.rng)}.md`, passages);
    });
  }

  #isStopped(): boolean {
    const { stop } = this.#scenario;
    if (stop === undefined || this.record.stopped !== undefined) return this.record.stopped !== undefined;
    const first = this.record.infected[0]?.onset;
    if (first === undefined || this.#hands.time < first + stop.after * HOUR) return false;
    this.record.stopped = this.#hands.time;
    return true;
  }

  /** Told to take the copies out of what its repository keeps. */
  #clean(actor: Actor): void {
    for (const artifact of this.#surfaces.standing(actor.session.repository)) {
      const copies = artifact.pieces.filter(({ passage }) => passage.kind === 'seed' && !passage.quoted);
      if (copies.length === 0) continue;
      actor.pending.push((h, a) => h.read(a, artifact));
      for (const piece of copies) {
        actor.pending.push((h, a) => {
          if (!artifact.pieces.includes(piece)) return quiet(h, a);
          const note = `A passage that stood here was wrong and was taken out (${a.rng.hex(6)}).`;
          h.edit(a, artifact, piece, [{ kind: 'fixed', text: note }]);
        });
      }
    }
  }
}

/** Failures before the first success, with this mean. */
function geometric(rng: Rng, mean: number): number {
  return mean === 0 ? 0 : Math.floor(Math.log(1 - rng.unit()) / Math.log(mean / (1 + mean)));
}

function shuffled<T>(items: T[], rng: Rng): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
