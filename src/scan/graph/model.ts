import type { Channel } from '../../fleet/index.ts';
import type { AgentSite } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';

/**
 * How many persons have to act before something passes. `min` is what the tree proves, `max` what would hold if the
 * settings that the tree does not show were as strict as they can be; `assumes` names what lies between them.
 */
export interface Approvals {
  readonly min: number;
  readonly max: number;
  readonly assumes: readonly string[];
}

export const NO_APPROVAL: Approvals = { min: 0, max: 0, assumes: [] };

/** Who may put a text into an artifact without any agent. */
export type WriterClass = 'anyone' | 'contributor' | 'writer' | 'maintainer' | 'bot' | 'nobody';

/** An agent: a step of a workflow, an agent that a file or `cordon.config.yaml` declares. */
export interface AgentNode {
  readonly type: 'agent';
  readonly id: string;
  readonly label: string;
  readonly product: string;
  readonly span: Span;
  /** Absent for declared and hosted agents. */
  readonly site: AgentSite | undefined;
}

/** What one agent can write and another can meet. An entry point is an artifact that people write as well. */
export interface ArtifactNode {
  readonly type: 'artifact';
  readonly id: string;
  readonly label: string;
  readonly channel: Channel;
  readonly writers: readonly WriterClass[];
  readonly files: readonly string[];
}

export type GraphNode = AgentNode | ArtifactNode;

export type EdgeKind = 'read' | 'write' | 'trigger' | 'execute';

/** A change to one line that takes edges away. Two edges with the same edit fall together. */
export interface Edit {
  readonly id: string;
  readonly span: Span;
  /** What to do, one sentence. */
  readonly change: string;
  /** The text to put there. */
  readonly put: string;
  /** What the change costs those who use the agent, 1 (hardly anything) to 5: breaks ties between cuts of one size. */
  readonly cost: number;
}

export interface GraphEdge {
  /** Numbers of nodes in `ScanGraph.nodes`. */
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeKind;
  /** What stands in the way and does not stop it; null when nothing does. */
  readonly gate: string | null;
  readonly approvals: Approvals;
  readonly span: Span;
  readonly reason: string;
  readonly edits: readonly Edit[];
  /** `certain`: the files say so. `likely`: hangs on something that the tree does not show. */
  readonly confidence: 'certain' | 'likely';
  /** True when the agent hands on a pull request that came to it, and writes nothing of its own. */
  readonly relays?: boolean;
}

export interface ScanGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Approvals one after another: all of them are needed. */
export function sumApprovals(parts: readonly Approvals[]): Approvals {
  const assumes = new Set<string>();
  let min = 0;
  let max = 0;
  for (const part of parts) {
    min += part.min;
    max += part.max;
    for (const text of part.assumes) assumes.add(text);
  }
  return { min, max, assumes: [...assumes] };
}
