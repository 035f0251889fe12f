import { Rng } from './rng.ts';
import type { Act, Artifact, LabRun, LabSession } from './run.ts';

/** The kinds of telemetry that the lab can leave. */
export const TELEMETRY_KINDS = ['otlp', 'chat', 'claude-code', 'codex', 'langfuse'] as const;

/** What is done to the telemetry after the fact, so that less of the fleet can be seen. All default to nothing. */
export interface Knobs {
  /** Share of sessions that leave no telemetry. */
  missingSessions?: number;
  /** Share of reads that leave no telemetry. */
  missingReads?: number;
  /** `hashes`: content only as `cordon.content.sha256` (OTLP). `structure`: no content at all (OTLP, Langfuse, chat). */
  content?: 'full' | 'hashes' | 'structure';
  /** Standard deviation of each agent's clock offset, milliseconds. */
  clockSkew?: number;
  /** Share of records that come later than records written after them (OTLP, Langfuse, chat). */
  late?: number;
}

export type TelemetryKind = (typeof TELEMETRY_KINDS)[number];

/** What of a run one kind of telemetry shows: the emitters write it, and the truth says what it supports. */
export class Observation {
  readonly run: LabRun;
  readonly kind: TelemetryKind;
  readonly #skew: number[];
  readonly #sessions: Rng;
  readonly #reads: Rng;

  constructor(run: LabRun, kind: TelemetryKind) {
    this.run = run;
    this.kind = kind;
    const rng = Rng.of(run.rngSeed, 'observation');
    this.#sessions = rng.stream('sessions');
    this.#reads = rng.stream('reads');
    const skew = rng.stream('skew');
    this.#skew = run.agents.map((_, i) => {
      const { clockSkew } = run.knobs;
      return clockSkew === 0 ? 0 : Math.round(clockSkew * Math.log(skew.stream(i).lognormal(1, 1)));
    });
  }

  session(session: LabSession): boolean {
    const { missingSessions } = this.run.knobs;
    return missingSessions === 0 || this.#sessions.stream(session.index).unit() >= missingSessions;
  }

  act(act: Act): boolean {
    const { missingReads } = this.run.knobs;
    return act.kind !== 'read' || missingReads === 0 || this.#reads.stream(act.index).unit() >= missingReads;
  }

  /** Acts that leave a trace, in order. */
  acts(session: LabSession): Act[] {
    return this.run.knobs.missingReads === 0 ? session.acts : session.acts.filter((act) => this.act(act));
  }

  /** A time as the clock of the session's agent shows it. */
  clock(session: LabSession, time: number): number {
    return time + this.#skew[session.agent]!;
  }

  /** The id of a session as a reader of this telemetry names it. */
  id(session: LabSession): string {
    if (this.kind !== 'claude-code' || session.parent === undefined) return session.id;
    return `${this.run.sessions[session.parent]!.id}/${session.agentId!}`;
  }

  /** The name of an artifact inside its scope: path, memory key, message id, URL, sub-agent. */
  key(artifact: Artifact): string {
    if (artifact.kind !== 'instructions') return artifact.key;
    return this.kind === 'claude-code' ? 'CLAUDE.md' : 'AGENTS.md';
  }
}
