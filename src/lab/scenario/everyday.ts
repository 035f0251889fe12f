import type { z } from 'zod';
import type { ScenarioFile } from './file.ts';
import type { role } from './parts.ts';

/** What a scripted agent can choose to do next. */
export const MOVE_NAMES = [
  'readFile',
  'readPart',
  'writeFile',
  'rewriteFile',
  'editFile',
  'appendFile',
  'deleteFile',
  'readMemory',
  'writeMemory',
  'appendMemory',
  'forget',
  'summarise',
  'readMail',
  'sendMail',
  'replyMail',
  'fetch',
  'run',
  'report',
  'spawn',
] as const;

export type Move = (typeof MOVE_NAMES)[number];

export type Role = z.infer<typeof role>;

/** A fleet's everyday life, as the player takes it: a scenario file without what spreads. Weights are relative; shares are of 1. */
export interface Everyday {
  name: string;
  sessions: number;
  repositories: number;
  /** Sessions of one agent over the window; sets the number of agents where no roles do. */
  sessionsPerAgent: number;
  /** Who works there; absent: agents that are all alike. */
  roles: readonly Role[] | undefined;
  /** Sessions that start within one day; sets the length of the window. */
  sessionsPerDay: number;
  /** Moves of a session: lognormal, cut at `max`. */
  moves: { median: number; sigma: number; max: number; weights: Readonly<Record<Move, number>> };
  /** Seconds between two acts of a session: lognormal. */
  pause: { median: number; sigma: number };
  /** Characters of a made text: lognormal; `longShare` of the texts are drawn from `longChars` instead. */
  texts: { median: number; sigma: number; longShare: number; longChars: readonly [number, number] };
  benign: {
    /** Share of written texts that open with a shared licence header or banner. */
    boilerplate: number;
    /** Share of written texts that repeat, word for word, a passage the session has read. */
    copying: number;
    /** Share of written texts about the topic of a false rule, in like words, that are not that rule. */
    nearMiss: number;
    /** Share of written texts that tell their reader what to do: set-up, runbooks, rules, reviews, requests. */
    instructive: number;
    /** Share of sessions that are asked to work through the steps of such a text. */
    followsRunbook: number;
    /** Share of sessions that open by reading the standing notebook of their repository. */
    opensNotebook: number;
    /** Share of sessions that close by adding to it. */
    closesNotebook: number;
  };
}

/** Where a file names no weights. What sessions read of each other they find on the surfaces of the scenario. */
const PLAIN_MOVES: Partial<Record<Move, number>> = { writeFile: 10, sendMail: 6, fetch: 4, run: 24, report: 2 };

/** Lengths of the long texts, characters. */
const LONG_CHARS = [20_000, 36_000] as const;

/** The fleet of a scenario file without what spreads in it. */
export function everydayOf(file: ScenarioFile): Everyday {
  const { fleet, benign, surfaces } = file;
  const moves = typeof fleet.moves === 'number' ? { median: fleet.moves, sigma: 0.5, max: 40 } : fleet.moves;
  const pause = typeof fleet.pause === 'number' ? { median: fleet.pause, sigma: 1 } : fleet.pause;
  const text = typeof fleet.text === 'number' ? { median: fleet.text, sigma: 0.8, longShare: 0 } : fleet.text;
  const weights: Partial<Record<Move, number>> = ('weights' in moves ? moves.weights : undefined) ?? {
    ...PLAIN_MOVES,
    spawn: surfaces.subagents === undefined ? 0 : 2,
  };
  const agents = fleet.roles?.reduce((sum, { agents: count }) => sum + count, 0);
  return {
    name: file.name,
    sessions: fleet.sessions,
    repositories: fleet.repositories,
    roles: fleet.roles,
    sessionsPerAgent: agents === undefined ? fleet.sessionsPerAgent! : fleet.sessions / agents,
    sessionsPerDay: fleet.sessionsPerDay ?? fleet.sessions / fleet.days!,
    moves: {
      ...moves,
      // In one order, so that the fleet does not hang on the order in which a person wrote them.
      weights: Object.fromEntries(MOVE_NAMES.map((move) => [move, weights[move] ?? 0])) as Record<Move, number>,
    },
    pause,
    texts: { ...text, longChars: LONG_CHARS },
    benign: {
      boilerplate: benign.boilerplate,
      copying: benign.copying,
      nearMiss: benign.nearMiss,
      instructive: benign.instructive,
      followsRunbook: benign.followsRunbook,
      opensNotebook: benign.opensNotebook,
      // With surfaces the notebook is one of them, and notes are part of what happens there.
      closesNotebook: hasSurfaces(file) ? 0 : benign.notes,
    },
  };
}

/** Whether anything is looked for on surfaces. */
export function hasSurfaces({ surfaces }: Pick<ScenarioFile, 'surfaces'>): boolean {
  return Object.keys(surfaces).length > 0;
}
