import { CordonError } from '../fleet/index.ts';
import { sentence, title } from './grammar.ts';
import { type Actor, Hands } from './hands.ts';
import { followRunbook, freshText, MOVES, taskText } from './moves.ts';
import type { Knobs } from './observation.ts';
import { type Passage, Renderer } from './passage.ts';
import type { Plot, Spawn } from './plot.ts';
import { Queue } from './queue.ts';
import { Rng } from './rng.ts';
import type { LabRun, LabSession } from './run.ts';
import type { Everyday, Move } from './scenario/everyday.ts';
import { makeStrain } from './strains/index.ts';
import { agentsOf, makeWorld } from './world.ts';

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

/**
 * Plays a fleet, with a plot where one is given. Pure: the same arguments give the same run.
 *
 * @throws CordonError `usage` when the number of sessions or the random seed is none
 */
export function playFleet(scenario: Everyday, options: RunOptions, plot?: Plot): LabRun {
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
  readonly #scenario: Everyday;
  readonly #run: LabRun;
  readonly #hands: Hands;
  readonly #plot: Plot | undefined;
  readonly #actors: Actor[] = [];
  readonly #queue = new Queue();

  constructor(scenario: Everyday, options: RunOptions, count: number, plot: Plot | undefined) {
    this.#scenario = scenario;
    this.#plot = plot;
    // Not keyed by the scenario: without what spreads in it a scenario is the same fleet.
    this.#rng = Rng.of(options.seed, 'fleet');
    const world = makeWorld(this.#rng.stream('world'), scenario, count);
    const { roles } = scenario;
    if (roles !== undefined) world.agents = agentsOf(roles, world.repositories.length, this.#rng.stream('agents'));
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
      seed: null,
      probe: makeStrain('rule', this.#rng.stream('seed')).text,
      renderer: new Renderer(options.seed),
    };
    this.#hands = new Hands(this.#run, world, (actor, pieces) => plot?.see(actor, pieces));
    const spawn: Spawn = (_, actor, passages) => this.#spawn(actor, passages);
    const window = Math.min(LONGEST_WINDOW_DAYS, Math.max(0.5, count / scenario.sessionsPerDay)) * DAY;
    plot?.begin({ run: this.#run, hands: this.#hands, rng: this.#rng, spawn, start: START, window });
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
    this.#plot?.end?.();
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
    const actor: Actor = { session, rng, movesLeft, pending: [], last: [], seen: [] };
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
    this.#plot?.arrive?.(actor);
    if (session.parent === undefined) {
      const { followsRunbook } = this.#scenario.benign;
      const asked = followsRunbook > 0 && rng.chance(followsRunbook);
      session.task = [{ passage: asked ? followRunbook(this.#hands, actor) : taskText(actor), write: null }];
    } else this.#hands.see(actor, session.task);
    this.#hands.load(actor);
    const { opensNotebook, closesNotebook } = this.#scenario.benign;
    if (rng.chance(opensNotebook)) actor.pending.push((h, a) => h.read(a, h.notebook(a)));
    if (session.parent === undefined && rng.chance(closesNotebook)) actor.last.push(MOVES.appendMemory);
    this.#plot?.open?.(actor);
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
