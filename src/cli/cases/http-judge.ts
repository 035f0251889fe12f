import { type Judge, type JudgeRequest, readAnswer } from './judge-protocol.ts';

/** Longest answer, bytes. */
const LONGEST = 64 * 1024;

/** A judge behind an address: the question is posted as JSON, and the answer is JSON. It follows no redirection. */
export class HttpJudge implements Judge {
  private readonly controller = new AbortController();

  constructor(
    private readonly url: string,
    private readonly timeout: number,
  ) {}

  async ask(request: JudgeRequest): Promise<ReturnType<typeof readAnswer>> {
    const signal = AbortSignal.any([this.controller.signal, AbortSignal.timeout(this.timeout)]);
    let response: Response;
    try {
      response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        // Another host was not the one that the user allowed.
        redirect: 'error',
        signal,
      });
    } catch (error) {
      const timedOut = (error as Error).name === 'TimeoutError';
      throw new Error(timedOut ? `gave no answer within ${this.timeout / 1000} seconds` : 'cannot be reached');
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`answered with status ${response.status}`);
    }
    return readAnswer(await bounded(response));
  }

  close(): void {
    this.controller.abort();
  }
}

async function bounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST) throw new Error(`answered with more than ${LONGEST} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
