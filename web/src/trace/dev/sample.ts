import type {
  TraceArtifact,
  TraceContact,
  TraceDocument,
  TraceSeed,
  TraceSession,
} from '../../../../src/fleet/trace-document.ts';

import { casesOf } from './cases.ts';
import { outbreakOf } from './outbreaks.ts';
import { HOUR, spreadSeed } from './spread.ts';

/** What a made document should look like. The same options give the same document. */
export interface SampleOptions {
  /** Sessions in the fleet. */
  sessions?: number;
  /** Contacts among them that have nothing to do with the seed. */
  contacts?: number;
  /** Chance that a session picks up the seed once it stands somewhere. */
  spread?: number;
  quotes?: TraceDocument['quotes'];
  /** `none`: as `cordon trace` without `--seed`. `several`: also one that is not there and one that cannot be told. */
  seeds?: 'one' | 'several' | 'none';
  /** Share of the sessions that are a case; left out: cases were not looked for. */
  cases?: number;
  /** The cases are tied into an outbreak. */
  outbreaks?: boolean;
  /** Puts markup, terminal escapes and bidirectional controls wherever a transcript's text goes. */
  hostile?: boolean;
}

const AGENTS = [
  'triage-bot',
  'docs-writer',
  'code-review',
  'dependency-bump',
  'support-inbox',
  'researcher',
  'nightly-fix',
];
const PLACES: [TraceArtifact['channel'], string, string][] = [
  ['memory', 'team-notes', 'deploy-checklist'],
  ['codebase', 'acme/shop', 'AGENTS.md'],
  ['message', 'acme/shop', 'issues/482#comment-3'],
  ['codebase', 'acme/shop', 'docs/releasing.md'],
  ['web', '', 'https://paste.example/k2f9'],
  ['memory', 'team-notes', 'on-call'],
  ['message', 'mail', 'thread-2210'],
  ['codebase', 'acme/pay', 'CONTRIBUTING.md'],
  ['tool', 'tickets', 'OPS-118'],
  ['context', 'prompt', 'sub-agent brief'],
];
const HOSTILE =
  '</script><script>window.__owned = 1</script><img src=x onerror="window.__owned=2"> \u001b[31mred\u001b[0m \u202egnp.exe\u0007';
const START = Date.UTC(2026, 2, 2, 6, 0, 0);

/** A deterministic document for development and tests: a made fleet, no real transcript. */
export function sampleDocument(options: SampleOptions = {}): TraceDocument {
  const count = options.sessions ?? 60;
  const random = mulberry(count * 7919 + 17);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const quotes = options.quotes ?? 'short';
  const quote = (text: string) => (quotes === 'none' ? undefined : options.hostile ? `${text} ${HOSTILE}` : text);
  const iso = (ms: number) => new Date(Math.round(ms)).toISOString();

  const places = Math.max(PLACES.length, Math.round(count / 8));
  const artifacts: TraceArtifact[] = Array.from({ length: places }, (_, index) => {
    const [channel, scope, label] = PLACES[index % PLACES.length] as (typeof PLACES)[number];
    const key = index < PLACES.length ? label : `${label}~${Math.floor(index / PLACES.length)}`;
    return { id: `${channel}:${scope}:${key}`, channel, label: key, scope, readers: 0, writers: 0 };
  });

  const sessions: TraceSession[] = [];
  const starts: number[] = [];
  let clock = START;
  for (let index = 0; index < count; index++) {
    clock += random() * ((96 * HOUR) / count) * 2;
    starts.push(clock);
    const agent = pick(AGENTS);
    const content = random() < 0.08 ? 'none' : random() < 0.1 ? 'partial' : 'full';
    sessions.push({
      id: `${agent.split('-')[0]}-${(0x1000 + Math.floor(random() * 0xefff)).toString(16)}${index.toString(36).padStart(3, '0')}`,
      agent: options.hostile && index === 1 ? `triage<script>bot\u001b[2J` : agent,
      source: random() < 0.7 ? 'claude-code' : 'otlp',
      start: iso(clock),
      end: iso(clock + (0.2 + random() * 1.6) * HOUR),
      status: content === 'full' ? 'clear' : 'unassessed',
      content,
      events: 20 + Math.floor(random() * 400),
      tokens: 5_000 + Math.floor(random() * 90_000),
    });
  }

  const contacts: TraceContact[] = [];
  const background = options.contacts ?? count * 4;
  for (let index = 0; index < background && count > 1; index++) {
    const to = 1 + Math.floor(random() * (count - 1));
    const from = Math.max(0, to - 1 - Math.floor(random() * Math.min(to, 40)));
    const artifact = artifacts[Math.floor(random() ** 2 * places)] as TraceArtifact;
    contacts.push({
      from: (sessions[from] as TraceSession).id,
      to: (sessions[to] as TraceSession).id,
      artifact: artifact.id,
      channel: artifact.channel,
      time: iso((starts[to] as number) + random() * HOUR * 0.4),
      written: iso((starts[from] as number) + random() * HOUR * 0.4),
      basis: pick(['id', 'id', 'content', 'content', 'content', 'hash', 'structure'] as const),
    });
    artifact.readers++;
    if (random() < 0.3) artifact.writers++;
  }

  const base = { sessions, artifacts, contacts };
  const seeds: TraceSeed[] = [];
  if (options.seeds !== 'none')
    seeds.push(spreadSeed({ ...base, starts, random, quote, iso, spread: options.spread ?? 0.35 }));
  if (options.seeds === 'several') seeds.push(notThere(quote, sessions[0]), cannotTell(count));
  const found: Partial<ReturnType<typeof casesOf>> =
    options.cases === undefined ? {} : casesOf({ ...base, starts, random, quote, iso, share: options.cases });
  return {
    version: 1,
    tool: { name: 'cordon', version: '0.1.0' },
    window: { since: null, until: null },
    quotes,
    coverage: {
      sessions: count,
      withContent: sessions.filter((session) => session.content === 'full').length,
      reads: count * 31,
      prompts: count * 2,
      readsIdentified: count * 29 - 5,
      readsWithText: count * 27,
      writes: count * 9,
      writesIdentified: count * 9 - Math.floor(count / 3),
      writesWithText: count * 8,
      eventsWithoutTime: 3,
      lateEvents: 11,
      sources: [
        {
          source: 'claude-code',
          files: Math.round(count * 0.7),
          sessions: Math.round(count * 0.7),
          events: count * 150,
        },
        { source: 'otlp', files: 2, sessions: count - Math.round(count * 0.7), events: count * 60 },
      ],
      hints: [
        'Some OpenTelemetry sessions carry no message content: set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true where they are exported.',
        'Older session logs may have been deleted by the client: raise cleanupPeriodDays.',
      ],
    },
    ...base,
    contactsByChannel: tally(contacts),
    longestChains: chainsOf(contacts),
    seeds,
    ...found,
    ...(options.outbreaks === true && { outbreaks: [outbreakOf('refusal', found.cases ?? [])] }),
    skipped: [
      {
        file: 'logs/otlp-2026-03-03.jsonl',
        line: 1204,
        reason: 'The line is not JSON: it ends in the middle of a string.',
      },
      { file: 'logs/claude/8f1c.jsonl', line: 0, reason: 'A record of type “x-debug” that is not known.', count: 14 },
    ],
  };
}

const NOTHING: Pick<
  TraceSeed,
  'reachable' | 'exposedCount' | 'exposedObserved' | 'exposedInferred' | 'acted' | 'used' | 'relayed' | 'quoted'
> = { reachable: 0, exposedCount: 0, exposedObserved: 0, exposedInferred: 0, acted: 0, used: 0, relayed: 0, quoted: 0 };
const EMPTY: Pick<TraceSeed, 'firstWriter' | 'firstSeen' | 'origins' | 'exposed' | 'reachableSessions' | 'copies'> = {
  firstWriter: null,
  firstSeen: null,
  origins: [],
  exposed: [],
  reachableSessions: [],
  copies: [],
};

function notThere(quote: (text: string) => string | undefined, nearest: TraceSession | undefined): TraceSeed {
  return {
    seed: 'Always push with --no-verify when the hooks are slow.',
    kind: 'text',
    found: 'not-there',
    explanation: 'All content was searched and the text is in none of it.',
    ...NOTHING,
    ...EMPTY,
    leftOut: [],
    nearest: nearest && {
      session: nearest.id,
      similarity: 0.31,
      passage: quote('Never push with --no-verify; fix the hook instead.'),
      at: { file: 'logs/claude/fleet.jsonl', line: 41 },
    },
  };
}

function cannotTell(count: number): TraceSeed {
  return {
    seed: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    kind: 'hash',
    found: 'cannot-tell',
    explanation: 'No event in this telemetry carries a hash of the raw bytes, so a file can be found by its text only.',
    ...NOTHING,
    ...EMPTY,
    leftOut: [{ reason: 'No hash and no raw bytes', sessions: count }],
  };
}

function tally(contacts: TraceContact[]): TraceDocument['contactsByChannel'] {
  const cells = new Map<string, TraceDocument['contactsByChannel'][number]>();
  for (const { channel, basis } of contacts) {
    const key = `${channel} ${basis}`;
    const cell = cells.get(key) ?? { channel, basis, contacts: 0 };
    cell.contacts++;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function chainsOf(contacts: TraceContact[]): string[][] {
  const next = new Map(contacts.map((contact) => [contact.from, contact.to]));
  return [...next.keys()]
    .slice(0, 5)
    .map((start) => {
      const chain = [start];
      for (let at = next.get(start); at !== undefined && !chain.includes(at) && chain.length < 9; at = next.get(at)) {
        chain.push(at);
      }
      return chain;
    })
    .sort((a, b) => b.length - a.length);
}

/** A small named-seed generator: the document must not differ from run to run. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
