import { type ChildProcess, spawn } from 'node:child_process';
import { type Judge, type JudgeRequest, readAnswer } from './judge-protocol.ts';

/** Longest answer, characters: a judge that prints more is not answering. */
const LONGEST = 64 * 1024;

/**
 * A judge that is a program of the user's: each question starts it anew, with one JSON object on its standard input, and
 * what it prints is the answer. It is started without a shell and killed when its time is over.
 */
export class CommandJudge implements Judge {
  private readonly running = new Set<ChildProcess>();

  constructor(
    private readonly command: readonly string[],
    private readonly timeout: number,
  ) {}

  ask(request: JudgeRequest): Promise<ReturnType<typeof readAnswer>> {
    return new Promise((resolve, reject) => {
      const [program, ...args] = this.command;
      const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'ignore'], shell: false });
      this.running.add(child);
      let out = '';
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.running.delete(child);
        child.kill('SIGKILL');
        settle();
      };
      const timer = setTimeout(
        () => end(() => reject(new Error(`gave no answer within ${this.timeout / 1000} seconds`))),
        this.timeout,
      );
      child.once('error', (error) => end(() => reject(new Error(`cannot be started: ${error.message}`))));
      child.stdin.on('error', () => {
        // It may answer without reading its question to the end.
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        if (out.length > LONGEST) end(() => reject(new Error(`answered with more than ${LONGEST} characters`)));
      });
      child.once('close', (code) =>
        end(() => {
          if (code !== 0) {
            reject(new Error(`ended with exit code ${code}`));
            return;
          }
          try {
            resolve(readAnswer(out.trim()));
          } catch (error) {
            reject(error as Error);
          }
        }),
      );
      child.stdin.end(`${JSON.stringify(request)}\n`);
    });
  }

  close(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }
}
