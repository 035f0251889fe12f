import type { ArtifactRef } from '../../fleet/index.ts';
import type { ToolPlace } from '../tools/index.ts';
import type { At } from './calls.ts';
import type { MessageDeed, Recorded } from './deed.ts';
import { messagesOf, textOf } from './messages.ts';
import type { Incoming, Session } from './session.ts';

/** A message goes out of its client, or comes in at its server. */
export function tellMessage(session: Session, deed: MessageDeed, at: At, place: ToolPlace, incoming: Incoming): void {
  if (deed.side === 'server') {
    for (const recorded of deed.input) session.hear(recorded, at, place, incoming);
    if (deed.message === undefined && deed.sends) session.read(at, { channel: 'message', how: 'observed' });
    return;
  }
  if (!deed.sends) return;
  const text = spokenOf(deed.input);
  const { tenant: scope, message: key } = deed;
  session.write(at, {
    channel: 'message',
    how: 'observed',
    mode: 'replace',
    ...(key === undefined ? {} : { artifact: { channel: 'message', scope, key, immutable: true } }),
    ...(text === undefined ? {} : { text }),
  });
}

/** The outcome of a task is written by its server, and read by a client that asked or looked. */
export function tellOutcome(session: Session, deed: MessageDeed, at: At, place: ToolPlace): void {
  const text = spokenOf(deed.output);
  if (deed.side === 'server') for (const recorded of deed.output) session.speak(recorded, at, place);
  if (deed.task === undefined || !deed.answered) return;
  const artifact: ArtifactRef = { channel: 'message', scope: deed.tenant, key: `task/${deed.task}` };
  const draft = { channel: 'message' as const, artifact, how: 'observed' as const };
  if (deed.side === 'client') {
    if (session.seen.add('task', deed.task)) session.read(at, text === undefined ? draft : { ...draft, text });
    return;
  }
  const answer = text ?? session.lastSaid;
  session.write(at, answer === undefined ? { ...draft, mode: 'touch' } : { ...draft, mode: 'replace', text: answer });
}

/** The text of recorded messages, whoever said it. */
export function spokenOf(recorded: readonly Recorded[]): string | undefined {
  const texts: string[] = [];
  for (const { value, role } of recorded) {
    for (const message of messagesOf(value, role)) {
      const text = textOf(message.parts);
      if (text !== undefined) texts.push(text);
    }
  }
  return texts.length === 0 ? undefined : texts.join('\n');
}
