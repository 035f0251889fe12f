import { type CaseStatus, HIJACK_RATIOS } from '../definitions.ts';
import type { HijackAct, SpanRead, Tie } from './finding.ts';

/**
 * Weight of each piece of evidence, in natural logarithms of likelihood ratios, fitted by `npm run train` to made sessions
 * of which it is known whether they acted: logistic regression, its bias freed of the share of cases among them.
 */
export interface Weights {
  bias: number;
  /** For each unit of the logit of the span's probability. */
  span: number;
  strongValue: number;
  weakValue: number;
  tool: number;
  words: number;
  deed: number;
  passedOn: number;
  /** More than one act carries the span. */
  again: number;
  /** The principal asked to do what a text says. */
  delegated: number;
  /** The session had called that tool before. */
  usual: number;
}

export const EVIDENCE = [
  'bias',
  'span',
  'strongValue',
  'weakValue',
  'tool',
  'words',
  'deed',
  'passedOn',
  'again',
  'delegated',
  'usual',
] as const satisfies readonly (keyof Weights)[];

/** What ties one act to one span, as numbers. */
export type Evidence = Record<(typeof EVIDENCE)[number], number>;

/** The logarithm of the likelihood ratio of the evidence. */
export function weigh(evidence: Evidence, weights: Weights): number {
  return EVIDENCE.reduce((sum, name) => sum + weights[name] * evidence[name], 0);
}

const MOST_LOGIT = 6;

/** The logit of a probability, within ±6. */
export function logit(probability: number): number {
  const odds = Math.log(probability / (1 - probability));
  return Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, odds));
}

/** A likelihood ratio as a probability at a prevalence. */
export function posterior(evidence: number, prevalence: number): number {
  return 1 / (1 + Math.exp(-evidence) * (1 / prevalence - 1));
}

/** Ties that make a case probable: what stands in the act, the session had from the span alone. */
const TELLING: readonly Tie[] = ['value', 'words', 'passed-on'];

export function statusOf(evidence: number, acts: readonly HijackAct[]): CaseStatus | undefined {
  if (acts.length === 0 || evidence < Math.log(HIJACK_RATIOS.suspected)) return undefined;
  const telling = acts.some((act) => act.ties.some((tie) => TELLING.includes(tie)));
  return telling && evidence >= Math.log(HIJACK_RATIOS.probable) ? 'probable' : 'suspected';
}

/** One sentence: what was read, and what was done with it. */
export function reasonOf(span: SpanRead, act: HijackAct): string {
  const where = span.artifact?.key ?? span.tool ?? span.channel;
  const what = act.tool === undefined ? 'wrote' : `called ${act.tool}`;
  const how = act.ties.includes('passed-on')
    ? 'and passed the text on'
    : act.carries !== undefined && act.ties.includes('value')
      ? `with ${JSON.stringify(short(act.carries))}, which it had from there alone`
      : act.ties.includes('words')
        ? 'with words that it had from there'
        : 'which that text asks for and its principal did not';
  return `After it had read a text in ${where} that ${span.why[0]!}, it ${what} ${how}.`;
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
