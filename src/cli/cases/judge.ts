import { CordonError, type JudgeDeclaration } from '../../fleet/index.ts';
import { CommandJudge } from './command-judge.ts';
import { HttpJudge } from './http-judge.ts';
import type { Judge } from './judge-protocol.ts';

/** What asking a judge came to, for people: its cost and failures are part of the finding. */
export interface JudgeAccount {
  judge: string;
  asked: number;
  yes: number;
  failed: number;
  /** Texts that it was not asked about, because it had its fill or had failed too often. */
  unasked: number;
  cost: number | undefined;
  seconds: number;
  /** The first failures, a sentence each. */
  failures: string[];
}

/** A judge that failed so often in a row is not asked again. */
const GIVE_UP = 5;
const AT_ONCE = 4;
const FAILURES_TOLD = 3;

/**
 * A judge that is an address is asked only when its host was named on the command line, since the text of transcripts
 * leaves the machine with it.
 *
 * @throws CordonError `usage` when it was not
 */
export function openJudge(declared: JudgeDeclaration, allowed: readonly string[]): Judge {
  const timeout = (declared.timeoutSeconds ?? 30) * 1000;
  if ('command' in declared) return new CommandJudge(declared.command, timeout);
  const { host } = new URL(declared.url);
  if (!allowed.includes(host)) {
    throw new CordonError('usage', `the judge ${declared.name} would send text of transcripts to ${host}`, {
      hint: `If that is what you want, say so: --allow-judge ${host}`,
    });
  }
  return new HttpJudge(declared.url, timeout);
}

/** Asks a judge all its questions, a few at a time, in order; `answer` hears the verdicts as they come. */
export async function askAll<Q extends { text: string }>(
  name: string,
  judge: Judge,
  questions: readonly Q[],
  answer: (question: Q, yes: boolean) => void,
  told: () => void = () => {},
): Promise<JudgeAccount> {
  const started = performance.now();
  const account: JudgeAccount = {
    judge: name,
    asked: 0,
    yes: 0,
    failed: 0,
    unasked: 0,
    cost: undefined,
    seconds: 0,
    failures: [],
  };
  let next = 0;
  let failedInARow = 0;
  const worker = async () => {
    while (next < questions.length && failedInARow < GIVE_UP) {
      const id = next++;
      const question = questions[id]!;
      account.asked++;
      try {
        const { verdict, cost } = await judge.ask({ id, judge: name, text: question.text });
        failedInARow = 0;
        if (cost !== undefined) account.cost = (account.cost ?? 0) + cost;
        if (verdict === 'yes') account.yes++;
        answer(question, verdict === 'yes');
      } catch (error) {
        failedInARow++;
        account.failed++;
        if (account.failures.length < FAILURES_TOLD) account.failures.push((error as Error).message);
      }
      told();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  judge.close();
  account.unasked = questions.length - account.asked;
  account.seconds = (performance.now() - started) / 1000;
  return account;
}
