import type { Channel } from '../fleet/index.ts';
import type { Observation } from './observation.ts';
import type { Act, Artifact, LabSession, Piece } from './run.ts';

const CHANNEL: Record<Artifact['kind'], Channel> = {
  file: 'codebase',
  instructions: 'codebase',
  memory: 'memory',
  message: 'message',
  page: 'web',
  prompt: 'context',
  answer: 'context',
};

/** Text that came into a session's context, from one artifact, at one time. */
export interface Sight {
  session: LabSession;
  time: number;
  artifact: Artifact;
  /** What was shown. */
  shown: readonly Piece[];
  /** All that stood there. */
  version: readonly Piece[];
  how: 'read' | 'load' | 'context';
  emitted: boolean;
}

/** Something that happened, in the order of true time. */
export type Happening =
  | { kind: 'sight'; time: number; sight: Sight }
  | { kind: 'act'; time: number; session: LabSession; act: Act };

/** The channel that a text in this artifact travels. */
export function channelOf(artifact: Artifact): Channel {
  return CHANNEL[artifact.kind];
}

/** Names an artifact as the truth file does: a message by its id alone, without the brackets that mail puts around it. */
export function nameOf(
  observation: Observation,
  artifact: Artifact,
): { artifact: string; scope: string; channel: Channel } {
  const scope = observation.run.repositories[artifact.repository]?.name ?? '';
  const key = observation.key(artifact);
  const name = artifact.kind === 'message' ? key.replace(/^<(.+)>$/, '$1') : key;
  return { artifact: name, scope, channel: channelOf(artifact) };
}
