import type { ContactEngine } from '../../contacts/index.ts';
import { MaskedNames } from '../output/mask.ts';

/**
 * What sessions, artifacts and all else that telemetry names are called in every output. Secrets in names are masked,
 * and different names stay different; numbers are given in the order of the telemetry, whatever part of it is reported.
 */
export class Names {
  private readonly masked = new MaskedNames();
  private readonly sessions: string[];
  private readonly artifacts: string[];

  constructor(engine: ContactEngine) {
    this.sessions = engine.sessions.list.map(({ id }) => this.masked.show(id));
    this.artifacts = engine.artifacts.list.map(({ id }) => this.masked.show(id));
  }

  session(no: number): string {
    return this.sessions[no]!;
  }

  /** `none` for text without an address (an answer pasted on), whose number is negative. */
  artifact(no: number): string {
    return this.artifacts[no] ?? 'none';
  }

  /** An agent, a path, or an id that is known by its name alone. */
  other(name: string): string {
    return this.masked.show(name);
  }
}
