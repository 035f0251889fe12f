import { type ScenarioFile, scenarioFile } from '../../../src/lab/index.ts';
import { Rng } from '../../../src/lab/rng.ts';

/** Files and mails that a session of the lab writes of its own, about; sets how long a file stays among the latest. */
const FILES_PER_SESSION = 1.15;

type SurfaceName = 'notebook' | 'files' | 'mail' | 'board' | 'subagents' | 'diary' | 'instructions';

/** Surfaces by channel; a fleet has one of each channel that it has, and now and then the second one too. */
const CHANNEL_SURFACES: readonly (readonly SurfaceName[])[] = [
  ['notebook', 'diary'],
  ['files', 'instructions'],
  ['mail'],
  ['board'],
  ['subagents'],
];

export type Telemetry = 'chat' | 'claude-code';

export interface DrawnFleet {
  scenario: ScenarioFile;
  telemetry: Telemetry;
  /** What R would be with endless sessions, nobody immune and nobody infected already. */
  nominal: number;
  /** How cases are missed: their sessions leave nothing, or nobody recognises them. */
  missedBy: 'telemetry' | 'recognition';
}

/**
 * The outbreak of a number, drawn without looking at what comes of it: R 0.5 to 3, two to five channels, 60 to 100 % of the
 * cases detected, benign copying; in a part of the fleets reads that leave nothing, clocks that differ, records that come late.
 */
export function drawOutbreak(no: number): DrawnFleet {
  const rng = Rng.of(no, 'evaluate/outbreak');
  const between = (low: number, high: number) => low + (high - low) * rng.unit();
  const telemetry: Telemetry = rng.chance(0.5) ? 'claude-code' : 'chat';
  const sessions = Math.round(between(150, 350));
  const repositories = 1 + rng.int(3);
  const agents = Math.round(between(12, 50));
  const refusal = rng.chance(0.3);
  const kind = refusal ? ('refusal' as const) : rng.pick(['rule', 'instruction'] as const);
  const nominal = between(0.5, 3);
  const surfaces = drawSurfaces(rng, nominal, { sessions, repositories, agents }, telemetry);
  const introductions = Array.from({ length: rng.chance(0.3) ? 2 + rng.int(2) : 1 }, () => ({
    strain: 'one',
    at: between(0.01, 0.35),
    by: refusal ? ('session' as const) : rng.pick(['session', 'page', 'message'] as const),
  }));
  const detection = between(0.6, 1);
  const missedBy = rng.chance(0.5) ? 'telemetry' : 'recognition';
  const scenario = scenarioFile.parse({
    version: 1,
    name: `outbreak-${no}`,
    description: 'Drawn for the evaluation.',
    outbreak: true,
    fleet: {
      repositories,
      sessions,
      days: between(3, 8),
      roles: [
        { name: 'builder', agents: Math.ceil(agents * 0.7), immune: between(0, 0.2) },
        { name: 'reviewer', agents: Math.ceil(agents * 0.3), susceptibility: between(0.4, 1) },
      ],
      moves: between(3, 7),
    },
    strains: [
      {
        id: 'one',
        kind,
        incubation: between(0.5, 4),
        ...(rng.chance(0.6) && { dispersion: between(0.3, 2) }),
        alterations: rng.chance(0.3)
          ? { verbatim: 1 }
          : { verbatim: 5, whitespace: 1, wrap: 1, quoting: 1, partial: between(0, 2), reworded: between(0, 2) },
      },
    ],
    introductions,
    surfaces,
    benign: { quoting: between(0.02, 0.15), copying: between(0.1, 0.3), notes: 0.3 },
    observation: {
      ...(missedBy === 'telemetry' ? { missingSessions: 1 - detection } : { detection }),
      ...(rng.chance(0.3) && { missingReads: between(0, 0.15) }),
      ...(rng.chance(0.2) && { clockSkew: between(1000, 30_000) }),
      ...(rng.chance(0.2) && telemetry === 'chat' && { late: 0.1 }),
    },
  });
  return { scenario, telemetry, nominal, missedBy };
}

interface Size {
  sessions: number;
  repositories: number;
  agents: number;
}

function drawSurfaces(rng: Rng, nominal: number, size: Size, telemetry: Telemetry): ScenarioFile['surfaces'] {
  const between = (low: number, high: number) => low + (high - low) * rng.unit();
  // A prompt to a sub-agent can be told from other prompts in Claude Code's records alone.
  const channels = CHANNEL_SURFACES.filter((names) => telemetry === 'claude-code' || names[0] !== 'subagents');
  const count = 2 + rng.int(Math.min(4, channels.length - 1));
  const names: SurfaceName[] = [];
  const left = [...channels];
  for (let i = 0; i < count; i++) {
    const [main, second] = left.splice(rng.int(left.length), 1)[0]!;
    names.push(main!);
    if (second !== undefined && rng.chance(0.2) && (second === 'diary' || telemetry === 'claude-code'))
      names.push(second);
  }
  const shares = names.map(() => -Math.log(1 - rng.unit()));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return Object.fromEntries(
    names.map((name, i) => {
      const looks = name === 'files' ? between(0.5, 2) : between(0.3, 0.9);
      const shows = 3 + rng.int(6);
      const lasts = between(12, 48);
      const readers = Math.max(0.2, readersOf(name, looks, shows, lasts, size));
      const wanted = (nominal * shares[i]!) / all;
      // Few copies of which each is likely to take, or many of which few do.
      const infects = Math.min(0.9, Math.max(between(0.05, 0.6), wanted / (readers * 4)));
      return [name, { copies: wanted / (readers * infects), infects, looks, shows, lasts }];
    }),
  );
}

/** Sessions that read one copy, about: what makes an R of a number of copies and a chance that one takes. */
function readersOf(name: SurfaceName, looks: number, shows: number, lasts: number, size: Size): number {
  const perDay = size.sessions / 5;
  const inRepository = (hours: number) => (perDay * hours) / 24 / size.repositories;
  switch (name) {
    case 'notebook':
      return (looks * inRepository(lasts)) / 2;
    case 'diary':
      return (looks * size.sessions) / size.agents / 2;
    case 'files':
      return Math.min(looks / FILES_PER_SESSION, inRepository(lasts));
    case 'instructions':
      return size.sessions / size.repositories / 2;
    case 'mail':
      return 0.85 * looks;
    case 'board':
      return looks * Math.min(shows / 0.3, (perDay * lasts) / 24);
    case 'subagents':
      return 1;
  }
}

/** What a fleet without transmission is like. */
export const NEGATIVES = ['null', 'turf-war', 'one-page', 'by-themselves'] as const;

export type Negative = (typeof NEGATIVES)[number];

/**
 * A fleet in which nobody infects anybody. `null`: benign, with much copying. `turf-war`: conflict. `one-page`: all cases
 * have it from one page, and leave copies that take in nobody. `by-themselves`: sessions decline each of its own accord, say
 * so where others read it, and convince nobody.
 */
export function drawNegative(kind: Negative, no: number): { scenario: ScenarioFile; telemetry: Telemetry } {
  const rng = Rng.of(no, `evaluate/${kind}`);
  const between = (low: number, high: number) => low + (high - low) * rng.unit();
  const telemetry: Telemetry = rng.chance(0.5) ? 'claude-code' : 'chat';
  const read = (copies: number) => ({ copies, infects: 0, looks: between(0.3, 0.9), shows: 6, lasts: 24 });
  const carried = kind === 'one-page' || kind === 'by-themselves';
  const times = 5 + rng.int(16);
  const scenario = scenarioFile.parse({
    version: 1,
    name: `${kind}-${no}`,
    description: 'Drawn for the evaluation.',
    outbreak: false,
    fleet: {
      repositories: 1 + rng.int(2),
      sessions: Math.round(between(120, 260)),
      days: between(2, 6),
      roles: [{ name: 'builder', agents: Math.round(between(10, 40)) }],
    },
    strains: carried ? [{ id: 'one', kind: kind === 'one-page' ? 'rule' : 'refusal' }] : [],
    introductions:
      kind === 'one-page'
        ? [{ strain: 'one', at: between(0.05, 0.4), by: 'page', times }]
        : kind === 'by-themselves'
          ? Array.from({ length: times }, () => ({ strain: 'one', at: between(0.02, 0.95), by: 'session' as const }))
          : [],
    surfaces: {
      notebook: read(carried ? 0.5 : 0),
      mail: read(carried ? 0.5 : 0),
      files: read(carried ? 0.3 : 0),
    },
    benign: {
      copying: between(0.1, 0.4),
      quoting: 0.05,
      rivalry: kind === 'turf-war' ? between(0.1, 0.5) : 0,
      instructive: kind === 'null' ? between(0, 0.3) : 0,
    },
  });
  return { scenario, telemetry };
}
