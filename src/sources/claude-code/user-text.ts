import type { ArtifactRef } from '../../fleet/index.ts';
import { type DraftRead, fileArtifact } from '../tools/index.ts';
import type { SessionLog } from './session.ts';

/** `n` counts the times that one agent was prompted or answered: each is a text of its own. */
export function contextArtifact(root: string, agentId: string, part: 'prompt' | 'result', n = 1): ArtifactRef {
  const key = `${agentId}/${part}${n > 1 ? `-${n}` : ''}`;
  return { channel: 'context', scope: root, key, immutable: true };
}

const MARK = /^\s*<([a-z][a-z-]{2,40})(?:\s[^>]{0,300})?>/;

/**
 * What kind of text stands in the user's place: typed by a person, or put there by the client (answers of background
 * agents, hooks, skills, output of local commands). `undefined` when nothing was said.
 */
export function userRead(text: string, meta: boolean, session: SessionLog): DraftRead | undefined {
  if (text === '') return undefined;
  const mark = MARK.exec(text)?.[1];
  if (mark === 'task-notification') return notificationRead(text, session);
  if (
    mark === 'local-command-stdout' ||
    mark === 'local-command-stderr' ||
    mark === 'bash-stdout' ||
    mark === 'bash-stderr'
  ) {
    const printed = text.replace(/<\/?(?:local-command|bash)-std(?:out|err)>/g, '');
    if (printed.trim() === '' || printed === '(no content)') return undefined;
    return { channel: 'tool', text: printed, how: 'observed' };
  }
  if (mark === 'teammate-message') return { channel: 'message', text, how: 'observed' };
  if (mark === 'command-name' || mark === 'command-message') {
    session.loading = { name: commandName(text) };
    return { channel: 'human', text, how: 'observed' };
  }
  if (meta) return loadedRead(text, session);
  if (mark === 'system-reminder' || mark === 'local-command-caveat')
    return { channel: 'control', text, how: 'observed' };
  return { channel: 'human', text, how: 'observed' };
}

function commandName(text: string): string {
  return /<command-name>\s*\/?([^<\n]{1,200}?)\s*<\/command-name>/.exec(text)?.[1] ?? '';
}

/** Text that the client put in by itself: a skill or command that was just called, else instructions. */
function loadedRead(text: string, session: SessionLog): DraftRead {
  const folder = /^Base directory for this skill: ([^\n]{1,2000})/.exec(text)?.[1]?.trim();
  const { loading } = session;
  const file = folder === undefined ? undefined : fileArtifact(`${folder}/SKILL.md`, session.place);
  if (file !== undefined) {
    session.loading = undefined;
    return { channel: file.channel, artifact: file, text, how: 'observed' };
  }
  if (loading === undefined || loading.name === '' || MARK.test(text))
    return { channel: 'control', text, how: 'observed' };
  session.loading = undefined;
  const artifact: ArtifactRef = { channel: 'control', scope: session.place.host ?? '', key: `skill:${loading.name}` };
  return { channel: 'control', artifact, text, how: 'observed' };
}

/** A task that ran in the background is done: what a sub-agent answered, or where a command wrote its output. */
function notificationRead(text: string, session: SessionLog): DraftRead {
  const agentId = /<task-id>\s*([\w-]{1,100})\s*<\/task-id>/.exec(text)?.[1];
  const start = text.indexOf('<result>');
  if (agentId === undefined || start < 0) return { channel: 'tool', text, how: 'observed' };
  const end = text.lastIndexOf('</result>');
  const answer = text.slice(start + '<result>'.length, end < start ? undefined : end);
  const artifact = contextArtifact(session.root, agentId, 'result', session.asked.sent.get(agentId));
  return { channel: 'context', artifact, text: answer, how: 'observed' };
}
