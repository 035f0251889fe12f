import { z } from 'zod';

/** What a judge is told: which behaviour, and the text. It never learns which session it was. */
export interface JudgeRequest {
  id: number;
  judge: string;
  text: string;
}

/** What a judge has to answer, as JSON. Anything else is a failure, and no verdict. */
export const judgeAnswer = z.object({
  verdict: z.enum(['yes', 'no']),
  /** What the answer cost, in whatever unit the judge counts. */
  cost: z.number().min(0).max(1e12).optional(),
});

/** Asks one text. Rejects with a reason in words when there is no verdict. */
export interface Judge {
  ask(request: JudgeRequest): Promise<z.infer<typeof judgeAnswer>>;
  close(): void;
}

/** The answer in a line of JSON. @throws Error saying what came instead */
export function readAnswer(line: string): z.infer<typeof judgeAnswer> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`answered with something that is not JSON: ${line.slice(0, 80)}`);
  }
  const checked = judgeAnswer.safeParse(value);
  if (!checked.success) throw new Error('answered with JSON that has no verdict "yes" or "no"');
  return checked.data;
}
