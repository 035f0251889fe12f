import type { Span } from '../repository/position.ts';
import { CAPABILITIES, type Capability, type Denial, type Grant, type Grants } from './capability.ts';
import { commandPower } from './commands.ts';

const RANK = new Map(CAPABILITIES.map((capability, rank) => [capability, rank]));

export function highest(capabilities: Iterable<Capability>): Capability {
  let best: Capability = 'text';
  for (const capability of capabilities) if (RANK.get(capability)! > RANK.get(best)!) best = capability;
  return best;
}

const MAX_ITEMS = 1_000;

/** Collects what the readers of the tool grammars find. */
export class GrantList {
  readonly #items: Grant[] = [];
  readonly #denials: Denial[] = [];
  readonly #runners: Omit<Grant, 'capability'>[] = [];
  readonly #unknown: Grants['unknown'][number][] = [];
  network: Grants['network'] = 'no';
  sandboxed = false;
  denyListOnly = false;

  add(capabilities: readonly Capability[], grant: Omit<Grant, 'capability'>): void {
    for (const capability of capabilities)
      if (this.#items.length < MAX_ITEMS) this.#items.push({ capability, ...grant });
  }

  deny(denial: Denial): void {
    if (this.#denials.length < MAX_ITEMS) this.#denials.push(denial);
  }

  notKnown(span: Span, reason: string): void {
    this.#unknown.push({ span, reason });
    if (this.network === 'no') this.network = 'unknown';
  }

  get denials(): readonly Denial[] {
    return this.#denials;
  }

  /**
   * A shell grant that is limited to a command prefix. A command that is understood gives what it does (`gh pr view` reads
   * the forge); only one that is not gives `scoped-shell`.
   *
   * @param expands as in `commandPower`
   */
  shell(prefix: string, expands: boolean, grant: Omit<Grant, 'capability' | 'commands'>): void {
    const power = commandPower(prefix, expands);
    if (power.network) this.network = 'yes';
    const limited = { ...grant, commands: [prefix], reason: `${grant.reason}: ${power.why}` };
    this.add(power.capabilities, limited);
    if (power.runsWorkspace) this.#runners.push(limited);
  }

  /** Everything at once: a mode without checks, a bare shell. */
  everything(grant: Omit<Grant, 'capability'>): void {
    this.add(['any-shell', 'write-files', 'read-files', 'read-remote'], grant);
    this.network = 'yes';
  }

  /** Takes away what a denial covers; `covers` knows the grammar. */
  finish(covers: (denial: Denial, grant: Grant) => boolean = () => false): Grants {
    const kept = (grant: Grant) => !this.#denials.some((denial) => covers(denial, grant));
    const items = this.#items.filter(kept);
    const runner = this.#runners.find((grant) => kept({ ...grant, capability: 'scoped-shell' }));
    const writer = items.find((grant) => grant.capability === 'write-files' && grant.paths === undefined);
    if (runner !== undefined && writer !== undefined && !items.some((grant) => grant.capability === 'any-shell')) {
      const reason = `${runner.reason}, which it may write (${writer.tool}): any command`;
      items.push({ ...runner, capability: 'any-shell', reason });
      this.network = 'yes';
    }
    return {
      items,
      denials: this.#denials,
      level: highest(items.map((grant) => grant.capability)),
      network: this.network,
      sandboxed: this.sandboxed,
      denyListOnly: this.denyListOnly,
      unknown: this.#unknown,
    };
  }
}
