import type { Observed } from '../../contacts/index.ts';
import type { CallEvent, FleetEvent, ReadEvent, SayEvent, WriteEvent } from '../../fleet/index.ts';
import { ownCopy } from '../../lineage/index.ts';

/** Characters shown on either side of a value. */
const AROUND = 60;

export type TextEvent = ReadEvent | WriteEvent | CallEvent | SayEvent;

/** The text that an event carries, or its arguments. */
export function textOf(event: FleetEvent): string | undefined {
  if (event.kind === 'call') return event.args;
  return event.kind === 'session' || event.kind === 'usage' ? undefined : event.text;
}

/** Who, when, where and with what: the fields that an event and a hit have in common. */
export function placeOf(event: TextEvent, observed: Observed, order: number) {
  return {
    order,
    kind: event.kind,
    session: observed.session.no,
    time: event.time,
    notBefore: event.time ?? observed.session.end,
    notAfter: event.time,
    artifact: observed.artifact?.no ?? -1,
    channel: 'channel' in event ? event.channel : undefined,
    write: observed.write,
    replaces: event.kind === 'write' && event.mode === 'replace',
    how: 'how' in event ? event.how : ('observed' as const),
    tool: 'tool' in event ? event.tool : undefined,
    call: 'call' in event ? event.call : undefined,
    file: event.file,
    line: event.line,
  };
}

/** An act of which the telemetry does not say what it carried: an answer is no act, and a deletion carries nothing. */
export function isBlind(event: TextEvent): boolean {
  if (event.kind === 'say' || textOf(event) !== undefined) return false;
  return event.kind !== 'write' || (event.mode !== 'delete' && event.how === 'observed');
}

/** A value with its surroundings, cut at white space: half a secret could not be recognised, and masked, any more. */
export function wholeWords(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const lead = start > AROUND ? before.replace(/^\S+/, '') : before;
  const tail = end + AROUND < text.length ? after.replace(/\S+$/, '') : after;
  return ownCopy(lead + text.slice(start, end) + tail);
}

/** The same characters, wherever the lines end: a client wraps and unwraps what it passes on, and so does a mailer. */
export function isSameButLineBreaks(a: string, b: string): boolean {
  return a === b || inOneLine(a) === inOneLine(b);
}

function inOneLine(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** `key` may be a whole path, the end of one, or a full artifact id. */
export function namesArtifact(
  seed: { scope: string | undefined; key: string },
  id: string,
  scope: string,
  key: string,
): boolean {
  const wholeId = seed.scope === undefined ? seed.key : `${seed.scope}:${seed.key}`;
  if (id === wholeId) return true;
  if (
    seed.scope !== undefined &&
    seed.scope !== scope &&
    !scope.endsWith(`/${seed.scope}`) &&
    !key.includes(`/${seed.scope}/`)
  ) {
    return false;
  }
  return key === seed.key || key.endsWith(`/${seed.key.replace(/^\.?\//, '')}`);
}
