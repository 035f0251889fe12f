import { once } from 'node:events';
import { createGunzip, type Gunzip } from 'node:zlib';

/** Compressed bytes given to zlib at once: at most about 1,000 times as many come out before the next look. */
const STEP = 16 * 1024;

/**
 * Gunzip that keeps what it could decompress: where the input is cut off or broken, everything before that point comes
 * out, and `problem` says what happened. Several members in a row are one stream, as gzip defines.
 */
export class LenientGunzip {
  problem: string | undefined;
  private readonly gunzip: Gunzip = createGunzip({ chunkSize: 256 * 1024 });
  private output: Buffer[] = [];
  private wake: () => void = () => {};
  private ended = false;

  constructor() {
    this.gunzip.on('data', (chunk: Buffer) => this.output.push(chunk));
    this.gunzip.on('error', (error: NodeJS.ErrnoException) => {
      this.problem =
        error.code === 'Z_BUF_ERROR' ? 'gzip ends early' : `broken gzip (${error.code ?? 'unknown error'})`;
      this.wake();
    });
    this.gunzip.on('end', () => {
      this.ended = true;
      this.wake();
    });
  }

  /** Decompress one more piece; the answer is what came out so far. */
  async push(compressed: Buffer): Promise<Buffer[]> {
    for (let at = 0; at < compressed.length && this.problem === undefined && !this.ended; at += STEP) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.gunzip.write(compressed.subarray(at, at + STEP), () => resolve());
      });
    }
    return this.take();
  }

  /** After the last piece. */
  async finish(): Promise<Buffer[]> {
    if (this.problem === undefined && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.gunzip.end();
      });
    }
    return this.take();
  }

  async close(): Promise<void> {
    if (this.gunzip.closed) return;
    this.gunzip.destroy();
    await once(this.gunzip, 'close').catch(() => {});
  }

  private take(): Buffer[] {
    const output = this.output;
    this.output = [];
    return output;
  }
}
