import { closeSync, constants, createReadStream, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { LenientGunzip } from './gunzip.ts';
import { errorCode, type Input } from './inputs.ts';

/** Size of a block; the first one is what recognition looks at. */
export const BLOCK_BYTES = 64 * 1024;

/** Kinds of files that are named instead of being called unknown. */
const UNSUPPORTED: readonly [magic: readonly number[], reason: string][] = [
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd is not supported: decompress with zstd -d'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip is not supported: unpack it first'],
  [[0x42, 0x5a, 0x68], 'bzip2 is not supported: decompress with bunzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'xz is not supported: decompress with unxz'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], 'an SQLite database is not supported: export it as JSON Lines'],
];

/**
 * The bytes of one input as UTF-8: gunzipped, UTF-16 converted, byte order mark taken off. They come in blocks of a fixed
 * size (the last one is shorter), so that nothing downstream depends on how a pipe happened to deliver them.
 *
 * It never throws: `problem` says, after the last block, why the input ended before its end.
 */
export class ByteStream {
  problem: string | undefined;
  /** Raw bytes taken from the input so far (compressed, where it is). */
  consumed = 0;
  private readonly raw: RawBytes;
  private decoder: Decoder | undefined;
  private queue: Buffer[] = [];
  private queued = 0;
  private ended = false;

  constructor(input: Input, stdin: AsyncIterable<Uint8Array> = process.stdin) {
    this.raw = input.kind === 'file' ? new FileBytes(input.path) : new PipeBytes(input.path, stdin);
  }

  /** The next block; `undefined` after the last. */
  async next(): Promise<Buffer | undefined> {
    while (this.queued < BLOCK_BYTES && !this.ended) await this.fill();
    return this.queued === 0 ? undefined : this.take(BLOCK_BYTES);
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.raw.close();
    await this.decoder?.close();
  }

  private async fill(): Promise<void> {
    let chunk: Buffer | undefined;
    try {
      chunk = await this.raw.next();
    } catch (error) {
      this.problem = `cannot be read (${errorCode(error)})`;
    }
    if (chunk === undefined) {
      this.ended = true;
      for (const piece of (await this.decoder?.finish()) ?? []) this.enqueue(piece);
      this.problem ??= this.decoder?.problem;
      return;
    }
    this.consumed += chunk.length;
    if (this.decoder === undefined) {
      const unsupported = UNSUPPORTED.find(([magic]) => magic.every((byte, i) => chunk[i] === byte));
      if (unsupported !== undefined) {
        this.problem = unsupported[1];
        this.ended = true;
        return;
      }
      this.decoder = decoderFor(chunk);
    }
    for (const piece of await this.decoder.push(chunk)) this.enqueue(piece);
    if (this.decoder.problem !== undefined) {
      this.problem = this.decoder.problem;
      this.ended = true;
    }
  }

  private enqueue(piece: Buffer): void {
    if (piece.length === 0) return;
    this.queue.push(piece);
    this.queued += piece.length;
  }

  private take(size: number): Buffer {
    const first = this.queue[0]!;
    if (first.length === size) {
      this.queue.shift();
      this.queued -= size;
      return first;
    }
    const length = Math.min(size, this.queued);
    const block = Buffer.allocUnsafe(length);
    let filled = 0;
    let used = 0;
    while (filled < length) {
      const piece = this.queue[used]!;
      const copied = piece.copy(block, filled, 0, length - filled);
      filled += copied;
      if (copied < piece.length) this.queue[used] = piece.subarray(copied);
      else used++;
    }
    this.queue.splice(0, used);
    this.queued -= length;
    return block;
  }
}

interface RawBytes {
  next(): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** Never waits: what was a file when it was listed may be a pipe now. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Synchronous: a read of a local file takes less time than the promise that would wait for it. The file is open during a
 * read only, so that a thousand files can be read side by side.
 */
class FileBytes implements RawBytes {
  private readonly path: string;
  private position = 0;

  constructor(path: string) {
    this.path = path;
  }

  async next(): Promise<Buffer | undefined> {
    const descriptor = openSync(this.path, READ_ONLY);
    try {
      const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      let filled = 0;
      while (filled < block.length) {
        const read = readSync(descriptor, block, filled, block.length - filled, this.position + filled);
        if (read === 0) break;
        filled += read;
      }
      this.position += filled;
      return filled === 0 ? undefined : block.subarray(0, filled);
    } finally {
      closeSync(descriptor);
    }
  }

  async close(): Promise<void> {}
}

class PipeBytes implements RawBytes {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private early: Buffer[] = [];
  private sniffed = false;

  constructor(path: string, stdin: AsyncIterable<Uint8Array>) {
    this.iterator = (path === '-' ? stdin : createReadStream(path))[Symbol.asyncIterator]();
  }

  /** The first answer holds at least the eight bytes that magic numbers need, however the pipe delivers them. */
  async next(): Promise<Buffer | undefined> {
    while (!this.sniffed) {
      const chunk = await this.pull();
      if (chunk !== undefined) this.early.push(chunk);
      const length = this.early.reduce((sum, piece) => sum + piece.length, 0);
      if (chunk !== undefined && length < 8) continue;
      this.sniffed = true;
      if (length > 0) return Buffer.concat(this.early);
    }
    return this.pull();
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }

  private async pull(): Promise<Buffer | undefined> {
    const step = await this.iterator.next();
    if (step.done) return undefined;
    return Buffer.isBuffer(step.value) ? step.value : Buffer.from(step.value);
  }
}

interface Decoder {
  problem: string | undefined;
  push(chunk: Buffer): Promise<Buffer[]> | Buffer[];
  finish(): Promise<Buffer[]> | Buffer[];
  close(): Promise<void>;
}

function decoderFor(head: Buffer): Decoder {
  if (head[0] === 0x1f && head[1] === 0x8b) return new GzipDecoder();
  return new TextBytes();
}

/** A gzip member holds text, which may have a byte order mark of its own. */
class GzipDecoder implements Decoder {
  private readonly gunzip = new LenientGunzip();
  private readonly text = new TextBytes();

  get problem(): string | undefined {
    return this.gunzip.problem;
  }

  async push(chunk: Buffer): Promise<Buffer[]> {
    return (await this.gunzip.push(chunk)).flatMap((piece) => this.text.push(piece));
  }

  async finish(): Promise<Buffer[]> {
    const rest = (await this.gunzip.finish()).flatMap((piece) => this.text.push(piece));
    return [...rest, ...this.text.finish()];
  }

  close(): Promise<void> {
    return this.gunzip.close();
  }
}

/** Takes a UTF-8 byte order mark off and turns UTF-16 (known by its mark) into UTF-8; all else passes unchanged. */
class TextBytes implements Decoder {
  readonly problem = undefined;
  private started = false;
  private utf16: TextDecoder | undefined;

  push(chunk: Buffer): Buffer[] {
    let rest = chunk;
    if (!this.started && chunk.length > 0) {
      this.started = true;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) this.utf16 = new TextDecoder('utf-16le');
      else if (chunk[0] === 0xfe && chunk[1] === 0xff) this.utf16 = new TextDecoder('utf-16be');
      else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) rest = chunk.subarray(3);
    }
    return [this.utf16 === undefined ? rest : Buffer.from(this.utf16.decode(rest, { stream: true }))];
  }

  finish(): Buffer[] {
    return this.utf16 === undefined ? [] : [Buffer.from(this.utf16.decode())];
  }

  async close(): Promise<void> {}
}
