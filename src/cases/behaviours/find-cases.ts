import type { Session } from '../../contacts/index.ts';
import type { Behaviour } from '../../fleet/index.ts';
import { describeLeaf } from './describe.ts';
import { holdsSince, leavesOf } from './evaluate.ts';
import type { Leaf, Node, PlannedBehaviour } from './plan.ts';
import { RateTable } from './rate.ts';
import type { Sighting } from './record.ts';
import type { BehaviourWatch } from './watch.ts';

/** A session that meets a behaviour's case definition. */
export interface BehaviourCase {
  session: number;
  status: 'suspected' | 'probable';
  /** The event with which the weaker definition was met, or the only one. */
  onset: { order: number; time: number | undefined };
  /** One sentence: what was seen. */
  reason: string;
  evidence: Sighting[];
}

export interface BehaviourFinding {
  behaviour: Behaviour;
  cases: BehaviourCase[];
  /** Sessions that no case can be excluded for: what the definition looks at has no text there. */
  unassessed: Set<number>;
  /** What a rate was compared with, and how many false alarms that makes. */
  notes: string[];
}

/**
 * Which sessions meet which case definition, from what was seen so far.
 *
 * @param agentOf what a session belongs to, for rates against the agent's own history
 */
export function findCases(
  watch: BehaviourWatch,
  sessions: readonly Session[],
  agentOf: (session: Session) => string,
): BehaviourFinding[] {
  return watch.plan.behaviours.map((planned) => new Finder(watch, sessions, agentOf, planned).find());
}

class Finder {
  private readonly tables = new Map<string, RateTable>();
  private readonly notes = new Set<string>();

  constructor(
    private readonly watch: BehaviourWatch,
    private readonly sessions: readonly Session[],
    private readonly agentOf: (session: Session) => string,
    private readonly planned: PlannedBehaviour,
  ) {}

  find(): BehaviourFinding {
    const { behaviour, suspected, probable } = this.planned;
    const cases: BehaviourCase[] = [];
    const unassessed = new Set<number>();
    for (const session of this.sessions) {
      const called = probable && this.since(probable, session);
      const reported = suspected && this.since(suspected, session);
      if (called === undefined && reported === undefined) {
        if (!this.canJudge(session)) unassessed.add(session.no);
        continue;
      }
      // A case that was first suspected, and then called, began when it was first suspected.
      const onset = Math.min(called ?? Number.POSITIVE_INFINITY, reported ?? Number.POSITIVE_INFINITY);
      const node = called === undefined ? suspected! : probable!;
      cases.push(this.caseOf(session, node, called === undefined ? 'suspected' : 'probable', onset));
    }
    return { behaviour, cases, unassessed, notes: [...this.notes] };
  }

  private since(node: Node, session: Session): number | undefined {
    return holdsSince(node, this.watch.records.get(session.no), (rate) => this.rateSince(rate, session));
  }

  private caseOf(session: Session, node: Node, status: BehaviourCase['status'], order: number): BehaviourCase {
    const tallies = this.watch.records.get(session.no)?.tallies;
    const parts = leavesOf(node).filter((leaf) => tallies?.has(leaf));
    const evidence = parts.flatMap((leaf) => tallies!.get(leaf)!.first).sort((a, b) => a.order - b.order);
    const at = evidence.findLast((sighting) => sighting.order <= order);
    return {
      session: session.no,
      status,
      onset: { order: Math.max(order, 0), time: at?.time ?? session.start },
      reason: `It ${[...new Set(parts.map((leaf) => describeLeaf(this.watch.plan.leaves[leaf]!, tallies!.get(leaf)!)))].join(', and ')}.`,
      evidence,
    };
  }

  /** Whether a session without a case had all that the definitions look at, with its text. */
  private canJudge(session: Session): boolean {
    const seen = this.watch.seenOf(session.no);
    if (seen === undefined) return false;
    const nodes = [this.planned.suspected, this.planned.probable].filter((node) => node !== undefined);
    return nodes.flatMap(leavesOf).every((no) => {
      const leaf = this.watch.plan.leaves[no]!;
      const kinds = leaf.test?.kinds ?? kindsOf(leaf);
      const needsText = leaf.test?.needsText ?? true;
      // A session that never says anything was not recorded saying it.
      if (kinds.includes('say') && !seen.had.say) return false;
      return !needsText || !kinds.some((kind) => seen.blind[kind]);
    });
  }

  private rateSince(node: Extract<Node, { kind: 'rate' }>, session: Session): number | undefined {
    const group = node.against === 'agent' ? `a ${this.agentOf(session)}` : 'p';
    const table = this.tableOf(node.leaf, group, node.against);
    const [count, exposure] = this.counted(node.leaf, session);
    table.add(count, exposure, -1);
    try {
      if (table.sessions < node.sessions || count === 0) return undefined;
      this.notes.add(
        `Rates are tested one-sided at ${node.falseAlarms} a session against ${node.against === 'agent' ? "the agent's other sessions" : 'all other sessions'}: about ${(node.falseAlarms * this.sessions.length).toPrecision(2)} false calls are to be expected in ${this.sessions.length} sessions.`,
      );
      if (table.pValue(count, exposure) > node.falseAlarms) return undefined;
      // The count that would already have been too many.
      let enough = 1;
      while (enough < count && table.pValue(enough, exposure) > node.falseAlarms) enough++;
      return this.watch.records.get(session.no)!.tallies.get(node.leaf.no)!.nth(enough);
    } finally {
      table.add(count, exposure);
    }
  }

  private tableOf(leaf: Leaf, group: string, against: 'agent' | 'peers'): RateTable {
    const key = `${leaf.no} ${group}`;
    let table = this.tables.get(key);
    if (table !== undefined) return table;
    table = new RateTable();
    this.tables.set(key, table);
    for (const session of this.sessions) {
      if (against === 'agent' && `a ${this.agentOf(session)}` !== group) continue;
      table.add(...this.counted(leaf, session));
    }
    return table;
  }

  private counted(leaf: Leaf, session: Session): [count: number, exposure: number] {
    const count = this.watch.records.get(session.no)?.tallies.get(leaf.no)?.count ?? 0;
    const seen = this.watch.seenOf(session.no);
    const events = leaf.test!.kinds.reduce((sum, kind) => sum + (seen?.events[kind] ?? 0), 0);
    return [count, Math.max(1, events)];
  }
}

function kindsOf({ condition }: Leaf): ('read' | 'write' | 'call' | 'say')[] {
  if ('relay' in condition) return ['read', 'write'];
  if ('judge' in condition) return [condition.judge.about ?? 'say'];
  return [];
}
