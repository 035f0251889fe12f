import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parseSeed, type Seed, SeedTracer, textOf } from '../../cases/index.ts';
import { ContactEngine, TextLens } from '../../contacts/index.ts';
import { CHANNELS, CordonError, type FleetEvent } from '../../fleet/index.ts';
import { type SeedOutbreak, seedOutbreak } from '../../outbreak/index.ts';
import { urlArtifact } from '../../sources/index.ts';
import { type CaseOptions, type CasesFound, CaseWatch } from '../cases/watch.ts';

/** Longest seed file, bytes. */
const MAX_SEED_FILE = 4 * 1024 * 1024;

/** How a text became the hash that telemetry without content carries. */
export const NORMALISATIONS = {
  raw: (text: string) => text,
  trim: (text: string) => text.trim(),
  lf: (text: string) => text.replace(/\r\n?/g, '\n'),
  'trim-lf': (text: string) => text.replace(/\r\n?/g, '\n').trim(),
  nfc: (text: string) => text.normalize('NFC'),
} as const;

export type Normalisation = keyof typeof NORMALISATIONS;

const NO_CASES: CaseOptions = { hijack: false, library: { behaviours: [], judges: [] } };

/** All that a trace found, before it is put into words. */
export interface Traced {
  engine: ContactEngine;
  outbreaks: SeedOutbreak[];
  /** `undefined` when none were looked for. */
  cases: CasesFound | undefined;
}

/** The live part of a trace: events in, findings out at any time. */
export class Trace {
  readonly engine = new ContactEngine();
  private readonly lens = new TextLens();
  private readonly tracer: SeedTracer;
  readonly cases: CaseWatch;
  private readonly wishes: Wish[];

  constructor(seeds: string[], normalisation: Normalisation = 'raw', cases: CaseOptions = NO_CASES) {
    this.cases = new CaseWatch(cases, this.engine);
    this.wishes = seeds.map(wishOf);
    const normalise = NORMALISATIONS[normalisation];
    const all = this.wishes.flatMap((wish) => wish.readings);
    this.tracer = new SeedTracer(all, {
      sha256: hex,
      normaliseUrl: (url) => urlArtifact(url)?.key ?? url,
      hashesOf: (text) => [...new Set([text, `${text}\n`, text.trim()])].map((t) => `sha256:${hex(normalise(t))}`),
    });
  }

  observe(event: FleetEvent): void {
    const text = textOf(event);
    if (text !== undefined && (event.kind !== 'call' || this.looksAtCalls)) this.lens.look(text);
    const observed = this.engine.observe(event, this.lens);
    if (this.tracer.traces.length > 0) this.tracer.observe(event, this.lens, observed);
    if (this.cases.watches) this.cases.observe(event, this.lens, observed);
  }

  private get looksAtCalls(): boolean {
    return this.tracer.traces.length > 0 || this.cases.watches;
  }

  /** @throws CordonError `seed-too-common` when a word was given that is not a session of the telemetry either */
  finish(): Traced {
    const outbreaks: SeedOutbreak[] = [];
    let next = 0;
    for (const wish of this.wishes) {
      const traces = this.tracer.traces.slice(next, next + wish.readings.length);
      next += wish.readings.length;
      const as = (kind: Seed['kind']) => traces.find((trace) => trace.seed.kind === kind);
      const isSession = this.engine.sessions.find(wish.given) !== undefined;
      const isArtifact = this.engine.artifacts.find(wish.given) !== undefined;
      const byId = (isSession || wish.forced ? as('session') : undefined) ?? (isArtifact ? as('artifact') : undefined);
      const chosen = byId ?? traces.find(({ seed }) => wish.forced || !wish.guesses.includes(seed));
      if (chosen === undefined) throw wish.refusal ?? new CordonError('usage', `cannot read the seed ${wish.given}`);
      if (chosen.seed.kind === 'session' && !this.engine.sessions.find(chosen.seed.session)) {
        throw new CordonError('usage', `no session ${chosen.seed.session} in the telemetry`, {
          hint: 'cordon trace PATH --format json lists the sessions.',
        });
      }
      outbreaks.push(seedOutbreak(chosen, this.engine));
    }
    return { engine: this.engine, outbreaks, cases: this.cases.watches ? this.cases.find() : undefined };
  }
}

/**
 * What was given as a seed, and what it may mean. One word without a prefix may be a text or the id of a session, and
 * what begins like the id of an artifact may be one; which it is is known when the telemetry has been read, so all are
 * followed.
 */
interface Wish {
  given: string;
  readings: Seed[];
  /** Those of the readings that need such an id in the telemetry. */
  guesses: Seed[];
  /** `session:` was written: no other reading. */
  forced: boolean;
  /** Why it cannot be a text. */
  refusal: unknown;
}

function wishOf(given: string): Wish {
  const isFree = !/^(text|url|sha256|artifact|session):|^@/.test(given);
  const mayBeSession = isFree && !/\s/.test(given) && given.length <= 200;
  const mayBeArtifact = isFree && CHANNELS.some((channel) => given.startsWith(`${channel}:`));
  const readings: Seed[] = [];
  let refusal: unknown;
  try {
    readings.push(parseSeed(given, { fileText, isSession: () => false }));
  } catch (error) {
    if (!mayBeSession && !mayBeArtifact) throw error;
    refusal = error;
  }
  const first = readings[0];
  const guesses: Seed[] = [];
  if (first === undefined || first.kind === 'text') {
    if (mayBeSession) guesses.push({ kind: 'session', given, session: given });
    if (mayBeArtifact) guesses.push({ kind: 'artifact', given, scope: undefined, key: given });
  }
  return { given, readings: [...readings, ...guesses], guesses, forced: first?.kind === 'session', refusal };
}

function fileText(path: string): string | undefined {
  if (path.length > 4096 || path.includes('\0')) return undefined;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return undefined;
    if (stat.size > MAX_SEED_FILE) {
      throw new CordonError('seed-unreadable', `the seed file ${path} is larger than 4 MiB`, {
        hint: 'Give the passage that matters.',
      });
    }
    return decoded(readFileSync(path), path);
  } catch (error) {
    if (error instanceof CordonError) throw error;
    return undefined;
  }
}

/** @throws CordonError `seed-unreadable` when it is no text in UTF-8 or UTF-16 */
function decoded(bytes: Buffer, path: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new CordonError('seed-unreadable', `the seed file ${path} is no text in UTF-8 or UTF-16`, {
    hint: 'For a binary file give its SHA-256.',
  });
}

function hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
