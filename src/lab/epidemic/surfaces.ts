import { name } from '../grammar.ts';
import type { Actor, Hands, Step } from '../hands.ts';
import { freshText, sendMailTo } from '../moves.ts';
import { newPage } from '../outside.ts';
import type { Passage } from '../passage.ts';
import type { Spawn } from '../plot.ts';
import type { Artifact } from '../run.ts';
import type { ScenarioFile } from '../scenario/file.ts';
import type { SurfaceName } from '../scenario/parts.ts';

const HOUR = 3_600_000;

/** How a text is left on each surface. */
const LEAVE: Record<SurfaceName, (surfaces: Surfaces, actor: Actor, passage: Passage) => void> = {
  notebook: (surfaces, actor, passage) => surfaces.note(actor, passage),
  diary: (surfaces, actor, passage) => surfaces.diary(actor, passage),
  files: (surfaces, actor, passage) => surfaces.file(actor, passage),
  instructions: (surfaces, actor, passage) => surfaces.instruct(actor, passage),
  mail: (surfaces, actor, passage) => surfaces.mail(actor, passage),
  board: (surfaces, actor, passage) => surfaces.post(actor, passage),
  subagents: (surfaces, actor, passage) => surfaces.delegate(actor, passage),
};

/** The places where sessions leave texts for others and look for theirs. */
export class Surfaces {
  readonly #scenario: ScenarioFile;
  readonly #hands: Hands;
  readonly #spawn: Spawn;
  readonly #start: number;
  /** The latest posts of the board, newest last; the board belongs to all repositories. */
  readonly #posts: Artifact[] = [];
  readonly #diaries = new Map<number, Artifact>();
  /** Mails that a session of their agent has read. */
  readonly #opened = new Set<Artifact>();

  constructor(scenario: ScenarioFile, hands: Hands, spawn: Spawn, start: number) {
    this.#scenario = scenario;
    this.#hands = hands;
    this.#spawn = spawn;
    this.#start = start;
  }

  // --- leaving a text

  leave(surface: SurfaceName, actor: Actor, passage: Passage): void {
    LEAVE[surface](this, actor, passage);
  }

  file(actor: Actor, passage: Passage): void {
    this.#hands.create(actor, 'file', `docs/${name(actor.rng)}.md`, [freshText(this.#hands, actor, 'notes'), passage]);
  }

  instruct(actor: Actor, passage: Passage): void {
    this.#hands.append(actor, this.#hands.instructions(actor), [passage]);
  }

  /** To one agent, of another repository as often as the scenario says. */
  mail(actor: Actor, passage: Passage): void {
    const { rng, session } = actor;
    const { agents } = this.#hands.run;
    const abroad = rng.chance(this.#scenario.fleet.abroad);
    const others = agents.flatMap((_, i) => (i === session.agent ? [] : [i]));
    const wanted = others.filter((i) => (agents[i]!.repository !== session.repository) === abroad);
    const known = wanted.length > 0 ? wanted : others;
    const to = known.length > 0 ? this.#hands.address(rng.pick(known)) : this.#hands.teamAddress(session.repository);
    sendMailTo(this.#hands, actor, to, [freshText(this.#hands, actor, 'prose'), passage]);
  }

  delegate(actor: Actor, passage: Passage): void {
    this.#spawn(this.#hands, actor, [freshText(this.#hands, actor, 'prose'), passage]);
  }

  /** Adds to the notebook of the day (of the days for which an entry lasts); an old notebook is not read any more. */
  note(actor: Actor, passage: Passage): void {
    const found = this.#notebook(actor);
    if (found === undefined) this.#hands.create(actor, 'memory', this.#notebookKey(), [passage]);
    else this.#hands.append(actor, found, [passage]);
  }

  post(actor: Actor, passage?: Passage): void {
    const opening = freshText(this.#hands, actor, 'prose');
    const page = newPage(
      this.#hands.run.artifacts,
      `https://board.example.invalid/p/${name(actor.rng)}-${this.#posts.length}`,
      [],
    );
    this.#hands.replace(actor, page, passage === undefined ? [opening] : [opening, passage]);
    this.#posts.push(page);
  }

  diary(actor: Actor, passage: Passage): void {
    const known = this.#diaries.get(actor.session.agent);
    if (known !== undefined && known.pieces.length > 0) {
      this.#hands.append(actor, known, [passage]);
      return;
    }
    const key = `diary-${this.#hands.run.agents[actor.session.agent]!.name}`;
    this.#diaries.set(actor.session.agent, this.#hands.create(actor, 'memory', key, [passage]));
  }

  /** The agent's diary is gone, by a reset. */
  wipe(actor: Actor): void {
    const diary = this.#diaries.get(actor.session.agent);
    if (diary !== undefined && diary.pieces.length > 0) this.#hands.delete(actor, diary);
  }

  // --- looking for texts

  /** What a session will look at, each look an act of its own. */
  looks(actor: Actor): Step[] {
    const steps: Step[] = [];
    for (const [surface, { looks, shows }] of Object.entries(this.#scenario.surfaces)) {
      const { rng } = actor;
      switch (surface as SurfaceName) {
        case 'notebook':
          if (rng.chance(looks)) steps.push((h, a) => this.#readIf(h, a, this.#notebook(a)));
          break;
        case 'diary':
          if (rng.chance(looks)) steps.push((h, a) => this.#readIf(h, a, this.#diaries.get(a.session.agent)));
          break;
        case 'files':
          for (let n = poisson(rng.unit(), looks); n > 0; n--) steps.push((h, a) => this.#readFile(h, a, shows));
          break;
        case 'mail':
          if (rng.chance(looks)) for (let n = 0; n < shows; n++) steps.push((h, a) => this.#readMail(h, a));
          break;
        case 'board':
          if (rng.chance(looks)) for (let n = 0; n < shows; n++) steps.push((h, a) => this.#readPost(h, a, n));
          break;
      }
    }
    return steps;
  }

  /** What can still be found in a repository and is not a mail or a post: what a person cleans. */
  standing(repository: number): Artifact[] {
    return this.#hands.run.artifacts.filter(
      (a) => a.repository === repository && (a.kind === 'file' || a.kind === 'memory' || a.kind === 'instructions'),
    );
  }

  #readIf(hands: Hands, actor: Actor, artifact: Artifact | undefined): void {
    // Nothing there to see: the look leaves no record.
    if (artifact !== undefined && artifact.pieces.length > 0) hands.read(actor, artifact);
  }

  #readFile(hands: Hands, actor: Actor, shows: number): void {
    const since = hands.time - this.#scenario.surfaces.files!.lasts * HOUR;
    const recent = hands.files(actor).filter((file) => (file.pieces.at(-1)?.write?.time ?? 0) >= since);
    const known = recent.slice(-shows);
    hands.read(actor, actor.rng.pick(known.length > 0 ? known : hands.files(actor)));
  }

  #readMail(hands: Hands, actor: Actor): void {
    const { shows, lasts } = this.#scenario.surfaces.mail!;
    const own = hands.address(actor.session.agent);
    const mail = hands
      .unread(actor)
      .slice(-shows)
      .find((m) => m.mail!.to === own && !this.#opened.has(m) && m.pieces[0]!.write!.time >= hands.time - lasts * HOUR);
    if (mail === undefined) return;
    this.#opened.add(mail);
    hands.read(actor, mail);
  }

  /** The `back`-th newest post, where it is recent enough. */
  #readPost(hands: Hands, actor: Actor, back: number): void {
    const post = this.#posts.at(-1 - back);
    const since = hands.time - this.#scenario.surfaces.board!.lasts * HOUR;
    this.#readIf(hands, actor, post !== undefined && post.pieces[0]!.write!.time >= since ? post : undefined);
  }

  #notebook(actor: Actor): Artifact | undefined {
    const key = this.#notebookKey();
    return this.#hands.memories(actor).find((record) => record.key === key);
  }

  #notebookKey(): string {
    const hours = this.#scenario.surfaces.notebook?.lasts ?? 24;
    return `notebook-${Math.floor((this.#hands.time - this.#start) / (hours * HOUR))}`;
  }
}

/** An act that leaves nothing and finds nothing. */
export function quiet(hands: Hands, actor: Actor): void {
  hands.command(actor, `git log --oneline -${1 + actor.rng.int(9)}`, {
    kind: 'fixed',
    text: `${actor.rng.hex(7)} ${name(actor.rng)}`,
  });
}

/** A Poisson number by inversion: the count at which its cumulative probability passes `u`. */
export function poisson(u: number, mean: number): number {
  let term = Math.exp(-mean);
  let left = u - term;
  let n = 0;
  while (left >= 0 && n < 1000) {
    n++;
    term *= mean / n;
    left -= term;
  }
  return n;
}
