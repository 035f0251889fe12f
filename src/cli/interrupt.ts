import { EXIT } from '../fleet/index.ts';

/**
 * SIGINT. Where something can be made of half the work, the first one stops the reading and the command goes on with what
 * it has; the second, and one at any other time, ends the process at once.
 */
class Interruption {
  private asked = false;
  private heeded = false;
  private stop!: () => void;
  private readonly stopped = new Promise<undefined>((resolve) => {
    this.stop = () => resolve(undefined);
  });

  /** The reading was stopped: what was made of it is a part. */
  get happened(): boolean {
    return this.asked;
  }

  signal(): void {
    if (!this.heeded || this.asked) {
      process.stderr.write('\ncordon: interrupted\n');
      process.exit(EXIT.interrupted);
    }
    this.asked = true;
    process.stderr.write('\ncordon: interrupted; what was read so far follows. Once more ends at once.\n');
    this.stop();
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
