import type { Span } from '../repository/position.ts';
import { CAPABILITIES, type Capability, type Denial, type Grant, type Grants } from './capability.ts';

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

  /** Everything at once: a mode without checks, a bare shell. */
  everything(grant: Omit<Grant, 'capability'>): void {
    this.add(['any-shell', 'write-files', 'read-files', 'read-remote'], grant);
    this.network = 'yes';
  }

  /** Takes away what a denial covers; `covers` knows the grammar. */
  finish(covers: (denial: Denial, grant: Grant) => boolean = () => false): Grants {
    const items = this.#items.filter((grant) => !this.#denials.some((denial) => covers(denial, grant)));
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

/** No tools at all: the model answers. */
export function textOnly(): Grants {
  return new GrantList().finish();
}
