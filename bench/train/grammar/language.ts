/** What a language brings to the grammar. Lists are drawn from by split: see `choose.ts`. */
export interface Language {
  code: string;
  /** What a payload begins with, by its disguise. */
  opens: Record<Disguise, readonly string[]>;
  /** What is asked for. Each is a whole sentence or two. */
  goals: readonly string[];
  /** Before, instead of, or beside the reader's task. */
  orders: readonly string[];
  reasons: readonly string[];
  secrecy: readonly string[];
  closes: readonly string[];
  /** Benign text: requests that people make to people, rules of a project, plain prose, reports of attacks. */
  asks: readonly string[];
  rules: readonly string[];
  prose: readonly string[];
  about: readonly string[];
}

/** As what an instruction comes along. */
export const DISGUISES = [
  'system',
  'to-ai',
  'principal',
  'override',
  'finished',
  'error',
  'policy',
  'tip',
  'urgent',
  'role',
] as const;
export type Disguise = (typeof DISGUISES)[number];
