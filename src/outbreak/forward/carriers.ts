import type { ContactEngine } from '../../contacts/index.ts';
import { isInstructionFile } from '../../contacts/index.ts';
import type { Channel } from '../../fleet/index.ts';
import type { OutbreakState } from './state.ts';

/** An artifact in which something that a case wrote still stands. */
export interface StandingCarrier {
  artifact: number;
  channel: Channel;
  /** Agents, by number, whose sessions were seen to read it, and how many sessions of each, most first. */
  readers: { agent: number; sessions: number }[];
  /** Sessions that were seen to read it, of all agents. */
  sessions: number;
  /** Clients load it into every session by themselves, or it outlives sessions as memory: it comes back after a reset. */
  persistent: boolean;
}

/**
 * What still carries it, and who reads that: the artifacts that most sessions read first. Agents that read it before are
 * the ones known to be able to; others may be.
 */
export function standingCarriers(
  { carriers }: OutbreakState,
  engine: ContactEngine,
  agentOf: ArrayLike<number>,
): StandingCarrier[] {
  const readers = new Map<number, Map<number, number>>([...carriers].map((artifact) => [artifact, new Map()]));
  engine.eachReader((artifact, session) => {
    const counts = readers.get(artifact);
    if (counts === undefined) return;
    const agent = agentOf[session]!;
    counts.set(agent, (counts.get(agent) ?? 0) + 1);
  });
  const list = [...readers].map(([artifact, counts]): StandingCarrier => {
    const { ref, ruleReaders } = engine.artifacts.list[artifact]!;
    const agents = [...counts].map(([agent, sessions]) => ({ agent, sessions }));
    return {
      artifact,
      channel: ref.channel,
      readers: agents.sort((a, b) => b.sessions - a.sessions || a.agent - b.agent),
      sessions: agents.reduce((sum, { sessions }) => sum + sessions, 0),
      persistent: ref.channel === 'memory' || ref.channel === 'control' || ruleReaders > 0 || isInstructionFile(ref),
    };
  });
  return list.sort((a, b) => b.sessions - a.sessions || a.artifact - b.artifact);
}
