import { INCUBATION, type LabRun } from '../../../src/lab/index.ts';

type LabSession = LabRun['sessions'][number];

/**
 * For each infected session the likeliest infector for somebody who knows every chance and the incubation of the lab, sees
 * every read, and compares the wording: whoever passes on what it read mostly keeps its words. Where copies of several cases
 * are read together nobody can do much better, so this bounds what can be asked of an estimator. Sessions by their index.
 */
export function oracle({ epidemic, sessions }: LabRun): Map<number, number> {
  const answers = new Map<number, number>();
  const met = byReader(epidemic!.met);
  for (const { session, strain, onset, from } of epidemic!.infected) {
    if (onset === undefined || from === undefined) continue;
    const { incubation = INCUBATION } = epidemic!.scenario.strains[strain]!;
    const waits = incubation / (1 + incubation);
    const acts = sessions[session]!.acts.map(({ time }) => time);
    const before = (met.get(session) ?? []).filter(({ time }) => time <= onset);
    const own = wordingsOf(sessions[session]!);
    const isKept = before.some(({ wording }) => own.has(wording));
    const weights = new Map<number, number>();
    let escaped = 1;
    for (const { from: writer, time, chance, wording } of before) {
      const between = acts.filter((at) => at > time && at < onset).length;
      const fits = !isKept || own.has(wording) ? 1 : 0;
      weights.set(writer, (weights.get(writer) ?? 0) + fits * escaped * chance * waits ** between);
      escaped *= 1 - chance;
    }
    const [best] = [...weights].sort(([, a], [, b]) => b - a);
    if (best !== undefined) answers.set(session, best[0]);
  }
  return answers;
}

/** What a session wrote of it in words that it did not put into quotation marks. */
function wordingsOf({ acts }: LabSession): Set<string> {
  const wordings = new Set<string>();
  for (const act of acts) {
    if (act.kind !== 'write' && act.kind !== 'spawn') continue;
    for (const { passage } of act.pieces) if (passage.kind === 'seed' && !passage.quoted) wordings.add(passage.wording);
  }
  return wordings;
}

function byReader<T extends { session: number }>(met: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of met) {
    const group = groups.get(one.session);
    if (group === undefined) groups.set(one.session, [one]);
    else group.push(one);
  }
  return groups;
}
