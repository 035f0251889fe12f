import type { Edit } from '../graph/model.ts';
import { hittingSet } from './hitting-set.ts';

/** Something to break: any one of `edits` does. */
export interface Target {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/** The smallest set of edits that breaks all targets which an edit can break. */
export interface Cut {
  readonly edits: readonly { readonly edit: Edit; readonly breaks: readonly string[] }[];
  /** False when the search was ended by its budget, or targets were found only in part: a smaller set may exist. */
  readonly exact: boolean;
  /** Targets that no edit breaks. */
  readonly unbroken: readonly string[];
}

/** Fewest edits first: one edit more always costs more than any difference between edits. */
const ONE_EDIT = 1000;

/**
 * The smallest cut of what is listed: a minimum hitting set, exact within its budget. An edit may take away many edges
 * (one token serves every comment that an agent writes), so this is no minimum cut of single edges, which max-flow finds.
 */
export function smallestCut(targets: readonly Target[]): Cut {
  return cutOf(targets, chosenFor(targets));
}

interface Chosen {
  readonly edits: readonly Edit[];
  readonly exact: boolean;
}

function chosenFor(targets: readonly Target[]): Chosen {
  const numbers = new Map<string, number>();
  const edits: Edit[] = [];
  const sets: number[][] = [];
  for (const target of targets) {
    if (target.edits.length === 0) continue;
    sets.push(
      target.edits.map((edit) => {
        let number = numbers.get(edit.id);
        if (number === undefined) {
          number = edits.push(edit) - 1;
          numbers.set(edit.id, number);
        }
        return number;
      }),
    );
  }
  const { chosen, exact } = hittingSet(
    edits.map(({ cost }) => ({ cost: ONE_EDIT + cost })),
    sets,
  );
  return { edits: chosen.map((number) => edits[number]!), exact };
}

function cutOf(targets: readonly Target[], { edits, exact }: Chosen): Cut {
  const breaks = new Map<string, string[]>(edits.map(({ id }) => [id, []]));
  for (const target of targets) {
    for (const id of new Set(target.edits.map((edit) => edit.id))) breaks.get(id)?.push(target.id);
  }
  return {
    edits: edits.map((edit) => ({ edit, breaks: breaks.get(edit.id)! })),
    exact,
    unbroken: targets.filter((target) => target.edits.length === 0).map(({ id }) => id),
  };
}

/**
 * The smallest cut when the targets are too many to list: targets are fetched in rounds, those that the edits so far
 * leave standing, until none is left. Exact when each step was: no smaller set breaks even the targets fetched.
 *
 * @param standing targets that stand after these edits, some of them; none when none does
 */
export function smallestCutOf(
  first: readonly Target[],
  standing: (cut: ReadonlySet<string>) => readonly Target[],
  rounds: number,
): Cut {
  const targets = [...first];
  let chosen = chosenFor(targets);
  for (let round = 0; round < rounds; round++) {
    const more = standing(new Set(chosen.edits.map(({ id }) => id)));
    if (more.length === 0) return cutOf(targets, chosen);
    // A target that no edit breaks would be found again for ever.
    const breakable = more.filter(({ edits }) => edits.length > 0);
    if (breakable.length === 0) {
      const cut = cutOf(targets, chosen);
      return { ...cut, unbroken: [...cut.unbroken, ...more.map(({ id }) => id)] };
    }
    targets.push(...breakable);
    chosen = chosenFor(targets);
  }
  return { ...cutOf(targets, chosen), exact: false };
}
