import { EXIT } from '../fleet/index.ts';

/**
 * SIGINT. Where something can be made of half the work, the first one stops the reading and the command goes on with what
 * it has; the second, and one at any other time, ends the process at once.
 */
class Interruption {
  private readonly controller = new AbortController();
  private heeded = false;
  private readonly stopped = new Promise<undefined>((resolve) => {
    this.controller.signal.addEventListener('abort', () => resolve(undefined));
  });

  /** The reading was stopped: what was made of it is a part. */
  get happened(): boolean {
    return this.controller.signal.aborted;
  }

  /** For work that stops by itself when this is aborted. */
  get stop(): AbortSignal {
    this.heeded = true;
    return this.controller.signal;
  }

  signal(): void {
    if (!this.heeded || this.happened) {
      process.stderr.write('\ncordon: interrupted\n');
      process.exit(EXIT.interrupted);
    }
    process.stderr.write('\ncordon: interrupted: stopping with what was read so far. Once more ends at once.\n');
    this.controller.abort();
  }

  /** The items that come before an interrupt. */
  async *until<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    this.heeded = true;
    const iterator = items[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([iterator.next(), this.stopped]);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  }
}

export const interruption = new Interruption();
