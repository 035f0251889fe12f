import { epidemicTruth } from './epidemic/truth.ts';
import { type Happening, nameOf, type Sight } from './happening.ts';
import { Observation, type TelemetryKind } from './observation.ts';
import type { Passage } from './passage.ts';
import type { Act, Artifact, LabRun, Piece, Write } from './run.ts';
import { LAB_TRUTH_VERSION, type LabTruth, type TruthPair } from './truth.ts';
import { SeedTruth } from './truth-of-seed.ts';

/** Shortest run of characters that counts as evidence by content. */
const CONTENT_CHARS = 40;

/** The truth about a run, told in the names of one kind of telemetry. */
export function truthOf(run: LabRun, kind: TelemetryKind): LabTruth {
  const observation = new Observation(run, kind);
  const happenings = happeningsOf(observation);
  const pairs = new Pairs(observation);
  const seed = run.seed === null ? undefined : new SeedTruth(observation, run.seed);
  for (const happening of happenings) {
    if (happening.kind === 'sight') pairs.see(happening.sight);
    else pairs.act(happening.act);
    seed?.happen(happening);
  }
  return {
    version: LAB_TRUTH_VERSION,
    scenario: run.scenario.name,
    rngSeed: run.rngSeed,
    telemetry: kind,
    knobs: run.knobs,
    sessions: run.sessions.map((session) => ({
      id: observation.id(session),
      agent: run.agents[session.agent]!.name,
      scope: run.repositories[session.repository]!.name,
      parent: session.parent === undefined ? undefined : observation.id(run.sessions[session.parent]!),
      start: session.start,
      end: session.acts.at(-1)?.time ?? session.start,
      emitted: observation.session(session),
    })),
    pairs: pairs.list(),
    cases: seed?.cases() ?? [],
    seed: seed?.result() ?? null,
    ...(run.epidemic !== undefined && { epidemic: epidemicTruth(observation, run.epidemic) }),
    probe: run.probe,
  };
}

function happeningsOf(observation: Observation): Happening[] {
  const out: Happening[] = [];
  for (const session of observation.run.sessions) {
    const emitted = observation.session(session);
    const sight = (
      time: number,
      artifact: Artifact,
      version: readonly Piece[],
      how: Sight['how'],
      part?: Partial<Sight>,
    ) =>
      out.push({
        kind: 'sight',
        time,
        sight: { session, time, artifact, version, shown: version, how, emitted, ...part },
      });
    if (session.prompt !== undefined) sight(session.start, session.prompt.artifact, session.task, 'context');
    for (const act of session.acts) {
      if (act.kind === 'read') {
        const shown = act.view === undefined ? act.pieces : act.pieces.slice(act.view.from, act.view.to);
        sight(act.time, act.artifact, act.pieces, 'read', { shown, emitted: emitted && observation.act(act) });
      } else if (act.kind === 'load') {
        sight(act.time, act.artifact, act.pieces, 'load');
      } else if (act.kind === 'join') {
        sight(act.time, act.artifact, act.pieces, 'context');
      }
      out.push({ kind: 'act', time: act.time, session, act });
    }
  }
  return out.sort((a, b) => a.time - b.time);
}

/** Collects the (write, first read) pairs. */
class Pairs {
  readonly #observation: Observation;
  readonly #found = new Map<string, TruthPair>();
  /** Writes that made a whole version: nothing of anybody else stood in it. */
  readonly #whole = new Set<Write>();
  /** How many writes have carried a passage so far. */
  readonly #carried = new Map<Passage, number>();

  constructor(observation: Observation) {
    this.#observation = observation;
  }

  act(act: Act): void {
    if (act.kind === 'write' && act.mode === 'replace') this.#whole.add(act.write);
    if (act.kind !== 'write' && act.kind !== 'spawn' && act.kind !== 'say') return;
    for (const { passage } of act.pieces) {
      const source = passage.kind === 'quote' || passage.kind === 'gist' ? passage.of : passage;
      this.#carried.set(source, (this.#carried.get(source) ?? 0) + 1);
    }
  }

  see(sight: Sight): void {
    const byWrite = new Map<Write, Piece[]>();
    for (const piece of sight.shown) {
      if (piece.write === null || piece.write.session === sight.session.index) continue;
      const list = byWrite.get(piece.write);
      if (list === undefined) byWrite.set(piece.write, [piece]);
      else list.push(piece);
    }
    for (const [write, pieces] of byWrite) this.#pair(sight, write, pieces);
  }

  list(): TruthPair[] {
    return [...this.#found.values()];
  }

  #pair(sight: Sight, write: Write, pieces: Piece[]): void {
    const { run } = this.#observation;
    const key = `${write.index} ${sight.session.index}`;
    const support = this.#support(sight, write, pieces);
    const known = this.#found.get(key);
    if (known !== undefined) {
      // A first read that left no trace: the first that did is the one that can be found.
      if (known.support.length === 0 && support.length > 0) {
        known.support = support;
        known.readTime = sight.time;
      }
      return;
    }
    this.#found.set(key, {
      from: this.#observation.id(run.sessions[write.session]!),
      to: this.#observation.id(sight.session),
      ...nameOf(this.#observation, sight.artifact),
      writeTime: write.time,
      readTime: sight.time,
      support,
    });
  }

  #support(sight: Sight, write: Write, pieces: Piece[]): TruthPair['support'] {
    const { run, kind } = this.#observation;
    const writer = run.sessions[write.session]!;
    if (!sight.emitted || !this.#observation.session(writer)) return [];
    const { content } = run.knobs;
    const claudeCode = kind === 'claude-code';
    if (sight.how === 'load' && claudeCode) return ['rule'];
    if (sight.how === 'context' && !claudeCode) return [];
    const named = sight.how !== 'load' || kind === 'codex';
    if (!named && content !== 'full') return [];

    const once = sight.artifact.kind === 'message' || sight.how === 'context';
    // The id of a mail is nobody else's; paths, records and sub-agents are named inside their repository.
    const near = writer.repository === sight.session.repository || sight.artifact.kind === 'message';
    const whole =
      sight.shown.length === sight.version.length &&
      sight.version.every((piece) => piece.write === write) &&
      this.#whole.has(write);
    const support: TruthPair['support'] = [];
    if (named && near && (once || (whole && content === 'full'))) support.push('id');
    if (content === 'full' && this.#enough(pieces, named)) support.push('content');
    if (content === 'hashes' && (once || whole)) support.push('hash');
    if (named && near) support.push('structure');
    return support;
  }

  #enough(pieces: Piece[], named: boolean): boolean {
    return pieces.some(({ passage }) => {
      if (isShared(passage)) return false;
      if (!named && (passage.kind !== 'made' || this.#carried.get(passage) !== 1)) return false;
      return this.#observation.run.renderer.text(passage).length >= CONTENT_CHARS;
    });
  }
}

function isShared(passage: Passage): boolean {
  if (passage.kind === 'quote' || passage.kind === 'gist') return isShared(passage.of);
  return passage.kind === 'fixed' && passage.shared === true;
}
