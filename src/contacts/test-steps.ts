import type { ArtifactRef, FleetEvent } from '../fleet/index.ts';
import { ContactEngine, TextLens } from './index.ts';

export const RULE =
  'Integration tests of the billing service are to be started with the offline signer, since the online one was moved ' +
  'to another region last month and answers too slowly for the gate to pass.';
export const OTHER =
  'The dashboard shows one line for each warehouse; colours follow the season, and the legend may be hidden by a click ' +
  'on its title when the panel is narrower than four columns.';
/** `n` words that stand in no other text. */
export const words = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${i}`).join(' ');

export const file = (key: string, scope = 'shop'): ArtifactRef => ({ channel: 'codebase', scope, key });
export const note: ArtifactRef = { channel: 'memory', scope: 'team', key: 'notes' };

/** One event; a minute after the one before, unless `at` says when. */
export interface Step {
  s: string;
  at?: number | undefined;
  read?: ArtifactRef | null;
  write?: ArtifactRef | null;
  say?: string;
  text?: string;
  hash?: string;
  how?: 'observed' | 'rule';
  mode?: 'replace' | 'edit' | 'append' | 'delete';
}

/** The contacts that are shown: `writer>reader basis`. */
export function run(steps: Step[]) {
  return contactsOf(steps).map(({ ends, basis }) => `${ends} ${basis}`);
}

/** When each of them was read. */
export function timesOf(steps: Step[]) {
  return contactsOf(steps).map(({ time }) => time);
}

function contactsOf(steps: Step[]) {
  const engine = new ContactEngine();
  const lens = new TextLens();
  steps.forEach((step, i) => {
    const base = { session: step.s, time: 'at' in step ? step.at : i * 60_000, seq: i, file: 0, line: i + 1 };
    const text = step.say ?? step.text;
    if (text !== undefined) lens.look(text);
    let event: FleetEvent;
    if (step.read !== undefined) {
      const artifact = step.read ?? undefined;
      const channel = artifact?.channel ?? 'human';
      event = {
        ...base,
        kind: 'read',
        channel,
        artifact,
        text: step.text,
        hash: step.hash,
        how: step.how ?? 'observed',
      };
    } else if (step.say !== undefined) {
      event = { ...base, kind: 'say', text: step.say };
    } else {
      const artifact = step.write ?? undefined;
      const mode = step.mode ?? 'replace';
      const channel = artifact?.channel ?? 'context';
      event = { ...base, kind: 'write', channel, artifact, text: step.text, hash: step.hash, how: 'observed', mode };
    }
    engine.observe(event, lens);
  });
  const withdrawn = engine.withdrawn();
  return Array.from({ length: engine.contacts.length }, (_, row) => row)
    .filter((row) => !withdrawn.has(row))
    .map((row) => {
      const from = engine.sessions.list[engine.writes.get('session', engine.contacts.get('write', row))]!.id;
      const to = engine.sessions.list[engine.contacts.get('to', row)]!.id;
      return { ends: `${from}>${to}`, basis: engine.basisOf(row), time: engine.contacts.get('time', row) };
    });
}
