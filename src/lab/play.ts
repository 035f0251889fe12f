import { CordonError } from '../fleet/index.ts';
import { sentence, title } from './grammar.ts';
import { type Actor, Hands } from './hands.ts';
import { followRunbook, freshText, MOVES, taskText } from './moves.ts';
import { type Passage, Renderer } from './passage.ts';
import { Queue } from './queue.ts';
import { Rng } from './rng.ts';
import type { Agent, LabRun, LabSession, Piece } from './run.ts';
import type { Knobs, Move, Scenario } from './scenario.ts';
import { type Spawn, Spread } from './spread.ts';
import { makeStrain } from './strains/index.ts';
import { makeWorld } from './world.ts';

export interface RunOptions extends Knobs {
  /** Any whole number; the same one gives the same fleet. */
  seed: number;
  /** Sessions started from outside; sub-agents come on top. Default: the scenario's. */
  sessions?: number;
}

/** Monday, 5 January 2026. Windows of every size stay inside 2026: longer ones are played at a higher pace. */
const START = Date.UTC(2026, 0, 5, 8);
const LONGEST_WINDOW_DAYS = 300;
const DAY = 86_400_000;

/** What a plot finds when the fleet is made and nobody has begun. */
export interface Stage {
  run: LabRun;
  hands: Hands;
  rng: Rng;
  spawn: Spawn;
  /** First moment and length of the window in which sessions start, milliseconds. */
  start: number;
  window: number;
}

/** What happens in a fleet besides its everyday work, where that is no plan of one seed. */
export interface Plot {
  /** Who works in so many repositories. */
  agents(repositories: number, rng: Rng): Agent[];
  begin(stage: Stage): void;
  /** A session has its task and its instructions. */
  open(actor: Actor): void;
  /** Text has entered a session's context. */
  see(actor: Actor, pieces: readonly Piece[]): void;
}

/** Plays a scenario, with a plot of its own where one is given. Pure: the same arguments give the same run. */
export function runScenario(scenario: Scenario, options: RunOptions, plot?: Plot): LabRun {
  const count = options.sessions ?? scenario.sessions;
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000) {
    throw new CordonError('usage', `A fleet has 1 to 1000000 sessions, not ${count}.`);
  }
  if (!Number.isSafeInteger(options.seed))
    throw new CordonError('usage', `A random seed is a whole number, not ${options.seed}.`);
  return new Play(scenario, options, count, plot).run();
}

class Play {
  readonly #rng: Rng;
  readonly #scenario: Scenario;
  readonly #run: LabRun;
  readonly #hands: Hands;
  readonly #spread: Spread | undefined;
  readonly #plot: Plot | undefined;
  readonly #actors: Actor[] = [];
  readonly #queue = new Queue();
  readonly #entersAt: number;
  readonly #cleanedAt: number;
  readonly #toClean = new Set<number>();
  readonly #comesBackAt: number;
  /** The repository that it came into first. */
  #entry: number | undefined;
  #back = false;

  constructor(scenario: Scenario, options: RunOptions, count: number, plot: Plot | undefined) {
    this.#scenario = scenario;
    this.#plot = plot;
    // Not keyed by the scenario: without its seed a scenario is the same fleet.
    this.#rng = Rng.of(options.seed, 'fleet');
    const world = makeWorld(this.#rng.stream('world'), scenario, count);
    if (plot !== undefined) world.agents = plot.agents(world.repositories.length, this.#rng.stream('agents'));
    const strain = makeStrain(scenario.seed?.strain ?? 'rule', this.#rng.stream('seed'));
    this.#run = {
      scenario,
      rngSeed: options.seed,
      knobs: {
        missingSessions: options.missingSessions ?? 0,
        missingReads: options.missingReads ?? 0,
        content: options.content ?? 'full',
        clockSkew: options.clockSkew ?? 0,
        late: options.late ?? 0,
      },
      repositories: world.repositories,
      agents: world.agents,
      artifacts: world.artifacts,
      sessions: [],
      seed:
        scenario.seed === null
          ? null
          : { strain: strain.kind, text: strain.text, values: strain.values, firstWriter: 'outside' },
      probe: strain.text,
      renderer: new Renderer(options.seed),
    };
    this.#hands = new Hands(
      this.#run,
      world,
      (_, actor, copy) => this.#spread?.onRead(actor, copy),
      (actor, pieces) => plot?.see(actor, pieces),
    );
    const spawn: Spawn = (_, actor, passages) => this.#spawn(actor, passages);
    const plan = scenario.seed;
    if (plan !== null) this.#spread = new Spread(plan, strain, spawn);
    const window = Math.min(LONGEST_WINDOW_DAYS, Math.max(0.5, count / scenario.sessionsPerDay)) * DAY;
    this.#entersAt = START + window * (plan?.entersAt ?? 1);
    this.#cleanedAt = START + window * (plan?.cleanedAt ?? Number.POSITIVE_INFINITY);
    this.#comesBackAt = START + window * (plan?.comesBackAt ?? Number.POSITIVE_INFINITY);
    plot?.begin({ run: this.#run, hands: this.#hands, rng: this.#rng.stream('plot'), spawn, start: START, window });
    for (let i = 0; i < count; i++) this.#enroll(i, START + this.#rng.stream(`start/${i}`).unit() * window);
  }

  run(): LabRun {
    let now = 0;
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      // Whole milliseconds, no two acts at the same one: telemetry keeps no more, and order must not be a guess.
      now = Math.max(Math.ceil(next.time), now + 1);
      this.#hands.time = now;
      this.#step(this.#actors[next.actor]!);
    }
    return this.#run;
  }

  #enroll(index: number, start: number, sub?: { parent: LabSession; agentId: string }): Actor {
    const rng = this.#rng.stream(`session/${index}`);
    const { moves } = this.#scenario;
    const agent = sub?.parent.agent ?? rng.int(this.#run.agents.length);
    const session: LabSession = {
      index,
      id: rng.uuid(),
      agentId: sub?.agentId,
      parent: sub?.parent.index,
      agent,
      repository: this.#run.agents[agent]!.repository,
      start,
      task: [],
      acts: [],
    };
    const wanted = Math.round(rng.lognormal(moves.median, moves.sigma));
    const movesLeft = Math.max(1, Math.min(moves.max, sub === undefined ? wanted : wanted / 3));
    const actor: Actor = { session, rng, movesLeft, pending: [], last: [], seen: [], immune: false };
    this.#run.sessions[index] = session;
    this.#actors[index] = actor;
    this.#queue.push({ time: start, actor: index });
    return actor;
  }

  #step(actor: Actor): void {
    const hands = this.#hands;
    if (actor.session.acts.length === 0) this.#open(actor);
    else if (actor.pending.length > 0) actor.pending.shift()!(hands, actor);
    else if (actor.movesLeft >= 1) this.#move(actor);
    else if (actor.last.length > 0) actor.last.shift()!(hands, actor);
    else {
      this.#close(actor);
      return;
    }
    if (actor.waitsFor === undefined) this.#schedule(actor);
  }

  #open(actor: Actor): void {
    const { session, rng } = actor;
    session.start = this.#hands.time;
    if (this.#spread !== undefined && session.parent === undefined) this.#direct(this.#spread, actor);
    if (session.parent === undefined) {
      const { followsRunbook } = this.#scenario.benign;
      const asked = followsRunbook > 0 && rng.chance(followsRunbook);
      session.task = [{ passage: asked ? followRunbook(this.#hands, actor) : taskText(actor), write: null }];
    } else this.#hands.see(actor, session.task);
    this.#hands.load(actor);
    const { opensNotebook, closesNotebook } = this.#scenario.benign;
    if (rng.chance(opensNotebook)) actor.pending.push((h, a) => h.read(a, h.notebook(a)));
    if (session.parent === undefined && rng.chance(closesNotebook)) actor.last.push(MOVES.appendMemory);
    this.#plot?.open(actor);
  }

  /** The plot: who brings the seed in, who removes it, who brings it back. */
  #direct(spread: Spread, actor: Actor): void {
    const { start, repository } = actor.session;
    if (this.#entry === undefined) {
      if (start < this.#entersAt) return;
      this.#entry = repository;
      spread.enter(this.#hands, actor);
      // The next repository is the one that nobody thinks of when the others are cleaned.
      const { length } = this.#run.repositories;
      for (let i = 0; i < Math.max(1, length - 1); i++) this.#toClean.add((repository - i + length) % length);
    } else if (start >= this.#cleanedAt && this.#toClean.delete(repository)) {
      spread.clean(this.#hands, actor);
    } else if (start >= this.#comesBackAt && repository === this.#entry && !this.#back) {
      this.#back = true;
      spread.comeBack(this.#hands, actor);
    }
  }

  #move(actor: Actor): void {
    actor.movesLeft--;
    const move = this.#draw(actor);
    if (move === 'spawn') this.#spawn(actor, [taskText(actor), freshText(this.#hands, actor, 'prose')]);
    else MOVES[move](this.#hands, actor);
  }

  #draw(actor: Actor): Move {
    const move = actor.rng.weighted(this.#scenario.moves.weights);
    if (actor.session.parent === undefined || move !== 'spawn') return move;
    return 'readFile';
  }

  #spawn(actor: Actor, passages: Passage[]): void {
    // A sub-agent starts none of its own: real clients forbid it.
    if (actor.session.parent !== undefined) {
      this.#hands.command(actor, 'ls', { kind: 'fixed', text: 'docs\nsrc' });
      return;
    }
    const agentId = actor.rng.hex(7);
    const child = this.#actors.length;
    const prompt = this.#hands.spawn(actor, child, agentId, title(actor.rng), passages);
    const { session } = this.#enroll(child, this.#hands.time + 1, { parent: actor.session, agentId });
    session.task = prompt.pieces;
    session.prompt = { artifact: prompt, write: prompt.pieces[0]!.write! };
  }

  #close(actor: Actor): void {
    const { session, rng } = actor;
    const hands = this.#hands;
    if (session.parent === undefined) {
      hands.say(actor, actor.lastWords ?? [{ kind: 'fixed', text: sentence(rng) }]);
      return;
    }
    const { artifacts } = this.#run;
    const key = `${session.agentId!}/answer`;
    artifacts.push({ index: artifacts.length, kind: 'answer', repository: session.repository, key, pieces: [] });
    const answer = artifacts.at(-1)!;
    hands.say(actor, actor.lastWords ?? [freshText(hands, actor, 'prose')], answer);
    const parent = this.#actors[session.parent]!;
    parent.waitsFor = undefined;
    parent.pending.unshift((h, a) => h.join(a, session.index, answer));
    this.#queue.push({ time: hands.time + 1, actor: session.parent });
  }

  #schedule(actor: Actor): void {
    const { median, sigma } = this.#scenario.pause;
    const seconds = Math.min(900, actor.rng.lognormal(median, sigma));
    this.#queue.push({ time: this.#hands.time + seconds * 1000, actor: actor.session.index });
  }
}
