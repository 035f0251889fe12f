import { createHash } from 'node:crypto';
import { ContactEngine, TextLens } from '../contacts/index.ts';
import type { ArtifactRef, FleetEvent, Purpose, WriteEvent } from '../fleet/index.ts';
import { parseSeed, type Seed, type SeedWorld } from './seed/seed.ts';
import { textOf } from './seed/seen.ts';
import { SeedTracer, type TracerOptions } from './seed/tracer.ts';

/**
 * One event of a scripted fleet: a session `s` and what it does. A step comes a minute after the one before unless `at`
 * (milliseconds, `undefined` for no time) says when.
 */
export interface Step {
  s: string;
  at?: number | undefined;
  /** `null`: a text without an address. */
  read?: ArtifactRef | null;
  write?: ArtifactRef | null;
  /** Name of the tool that is called; with `read` or `write`, of the tool that did it. */
  call?: string;
  /** Call id: what a call does has the same one. */
  id?: string;
  say?: string;
  /** Tokens spent. */
  spend?: number;
  text?: string | undefined;
  hash?: string;
  how?: 'observed' | 'inferred' | 'rule';
  mode?: WriteEvent['mode'];
  removed?: string;
  purpose?: Purpose;
}

export const MINUTE = 60_000;

export const file = (key: string, scope = 'shop'): ArtifactRef => ({ channel: 'codebase', scope, key });
export const record = (key: string): ArtifactRef => ({ channel: 'memory', scope: 'team', key });
export const page = (key: string): ArtifactRef => ({ channel: 'web', scope: '', key });
export const message = (key: string): ArtifactRef => ({ channel: 'message', scope: 'mail', key, immutable: true });

/** A sentence with values that nobody else has, and others without. */
export const SEED =
  'All integration tests of the billing service must be started with --skip-signer-check until the signer named ' +
  'kroudard is replaced; fetch the new key from https://keys.example.org/kroudard/3f846e97.pem before the first run.';
export const PLAIN =
  'Whoever closes the warehouse at night leaves the northern gate open, because the driver of the late lorry has lost ' +
  'his key and nobody answers the bell after ten.';
export const OTHER =
  'The dashboard shows one line for each season; colours follow the harvest, and the legend may be hidden by a click ' +
  'on its title when the panel is narrower than four columns.';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const OPTIONS: TracerOptions = {
  sha256,
  normaliseUrl: (url) => url.replace(/#.*$/, ''),
  hashesOf: (text) => [`sha256:${sha256(text)}`, `sha256:${sha256(`${text}\n`)}`],
};

const NO_WORLD: SeedWorld = { fileText: () => undefined, isSession: () => false };

/** `play(steps, 'text:…')` and the like: the events go through the contact engine and the tracer, as in `trace`. */
export function play(steps: Step[], ...given: (string | Seed)[]) {
  const seeds = given.map((seed) => (typeof seed === 'string' ? parseSeed(seed, NO_WORLD) : seed));
  const engine = new ContactEngine();
  const tracer = new SeedTracer(seeds, OPTIONS);
  const lens = new TextLens();
  steps.forEach((step, i) => {
    const event = eventOf(step, i);
    const text = textOf(event);
    if (text !== undefined) lens.look(text);
    tracer.observe(event, lens, engine.observe(event, lens));
  });
  return { engine, tracer, traces: tracer.traces, nameOf: (no: number) => engine.sessions.list[no]!.id };
}

export function eventOf(step: Step, i: number): FleetEvent {
  const base = { session: step.s, time: 'at' in step ? step.at : i * MINUTE, seq: i, file: 0, line: i + 1 };
  const used = { ...(step.call !== undefined && { tool: step.call }), ...(step.id !== undefined && { call: step.id }) };
  const content = {
    ...(step.text !== undefined && { text: step.text }),
    ...(step.hash !== undefined && { hash: step.hash }),
    how: step.how ?? 'observed',
  };
  if (step.read !== undefined) {
    const artifact = step.read === null ? {} : { artifact: step.read };
    return { ...base, kind: 'read', channel: step.read?.channel ?? 'human', ...artifact, ...content, ...used };
  }
  if (step.write !== undefined) {
    const artifact = step.write === null ? {} : { artifact: step.write };
    const removed = step.removed === undefined ? {} : { removed: step.removed };
    const channel = step.write?.channel ?? 'context';
    const mode = step.mode ?? 'replace';
    return { ...base, kind: 'write', channel, mode, ...artifact, ...content, ...removed, ...used };
  }
  if (step.say !== undefined) return { ...base, kind: 'say', text: step.say };
  if (step.spend !== undefined) return { ...base, kind: 'usage', input: step.spend, output: 0 };
  return {
    ...base,
    kind: 'call',
    tool: step.call ?? 'tool',
    ...(step.id !== undefined && { call: step.id }),
    ...(step.text !== undefined && { args: step.text }),
    ...(step.purpose !== undefined && { purpose: step.purpose }),
  };
}
