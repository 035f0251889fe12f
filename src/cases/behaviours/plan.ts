import { type Behaviour, type Condition, CordonError, type LeafCondition } from '../../fleet/index.ts';
import { type EventTest, eventTest } from './leaves.ts';

/** Deepest nesting of conditions; a file that is deeper is a mistake or an attack. */
const DEEPEST = 12;
const MOST_LEAVES = 1000;

/** A part of a condition that is watched for, with its number. The same part in two behaviours is watched for once. */
export interface Leaf {
  no: number;
  condition: LeafCondition;
  /** How to tell it from one event; absent for parts that need a memory. */
  test: EventTest | undefined;
  /** Events that have to be seen before it is met. */
  times: number;
  /** Somebody compares how often it happens. */
  counted: boolean;
}

export type Node =
  | { kind: 'leaf'; leaf: Leaf }
  | { kind: 'rate'; leaf: Leaf; against: 'agent' | 'peers'; falseAlarms: number; sessions: number }
  | { kind: 'all' | 'any' | 'inOrder'; parts: Node[] }
  | { kind: 'not'; part: Node };

export interface PlannedBehaviour {
  behaviour: Behaviour;
  suspected: Node | undefined;
  probable: Node | undefined;
}

export interface Plan {
  behaviours: PlannedBehaviour[];
  leaves: Leaf[];
}

/**
 * Compiles case definitions into the parts to watch for and how they combine.
 *
 * @throws CordonError `bad-config` naming the behaviour: a bad pattern, two of one id, nested too deeply
 */
export function planOf(behaviours: readonly Behaviour[]): Plan {
  const planner = new Planner();
  const ids = new Set<string>();
  return {
    behaviours: behaviours.map((behaviour) => {
      if (ids.has(behaviour.id)) {
        throw new CordonError('bad-config', `two behaviours are called ${behaviour.id}`, {
          hint: 'An id names one case definition: rename or leave out one of them.',
        });
      }
      ids.add(behaviour.id);
      const { suspected, probable } = behaviour;
      return {
        behaviour,
        suspected: suspected && planner.node(suspected, `${behaviour.id}.suspected`, 0),
        probable: probable && planner.node(probable, `${behaviour.id}.probable`, 0),
      };
    }),
    leaves: planner.leaves,
  };
}

class Planner {
  readonly leaves: Leaf[] = [];
  private readonly known = new Map<string, Leaf>();

  node(condition: Condition, where: string, depth: number): Node {
    if (depth > DEEPEST) throw new CordonError('bad-config', `${where}: nested deeper than ${DEEPEST} conditions`);
    for (const kind of ['all', 'any', 'inOrder'] as const) {
      if (!(kind in condition)) continue;
      const parts = (condition as Record<typeof kind, Condition[]>)[kind];
      return { kind, parts: parts.map((part, i) => this.node(part, `${where}.${kind}[${i}]`, depth + 1)) };
    }
    if ('not' in condition) return { kind: 'not', part: this.node(condition.not, `${where}.not`, depth + 1) };
    if ('rate' in condition) {
      const { of, against = 'agent', falseAlarms = 1e-4, sessions = 10 } = condition.rate;
      const leaf = this.leaf(of, `${where}.rate.of`);
      leaf.counted = true;
      return { kind: 'rate', leaf, against, falseAlarms, sessions };
    }
    return { kind: 'leaf', leaf: this.leaf(condition as LeafCondition, where) };
  }

  private leaf(condition: LeafCondition, where: string): Leaf {
    const key = JSON.stringify(condition);
    let leaf = this.known.get(key);
    if (leaf === undefined) {
      if (this.leaves.length >= MOST_LEAVES) {
        throw new CordonError('bad-config', `${where}: more than ${MOST_LEAVES} conditions in all`);
      }
      const test = eventTest(condition, where);
      const times = test?.times ?? ('spawn' in condition ? (condition.spawn.times ?? 1) : 1);
      leaf = { no: this.leaves.length, condition, test, times, counted: false };
      this.known.set(key, leaf);
      this.leaves.push(leaf);
    }
    return leaf;
  }
}
