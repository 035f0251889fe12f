import type { CutStep } from '../../fleet/index.ts';
import type { Agents, Plan, PlannedCut, Situation } from '../../outbreak/index.ts';
import { targetOf } from '../outbreak/cuts.ts';
import { plural } from '../output/table.ts';
import type { Frame } from '../trace/frame.ts';

const NOTHING_LOST = { prevents: null, disruption: 0 };

/**
 * The plan as steps that a person can carry out and take back: keep the evidence, take out what persists, end what runs,
 * then cut access; verify, and lift what was cut.
 */
export function stepsOf(plan: Plan, situation: Situation, agents: Agents, frame: Frame, verifyWith: string): CutStep[] {
  if (plan.cuts.length === 0) return [];
  const steps: Omit<CutStep, 'step'>[] = [];
  const purged = plan.cuts.filter(({ kind }) => kind === 'purge').length;
  steps.push({
    kind: 'keep',
    target: null,
    do: `Keep a copy of the telemetry${purged > 0 ? ` and of the ${plural(purged, 'artifact')} named below, as they are` : ''}.`,
    undo: 'Nothing to undo.',
    why: 'It is the evidence, and what the later steps are undone from.',
    ...NOTHING_LOST,
  });
  for (const cut of plan.cuts) steps.push(stepOf(cut, situation, agents, frame));
  steps.push({
    kind: 'verify',
    target: null,
    do: `Let the agents work, then run: ${verifyWith}`,
    undo: 'Nothing to undo: it only reads.',
    why: 'What was taken out comes back by re-indexing, from a diary or a summary, or through an agent that reads it again.',
    ...NOTHING_LOST,
  });
  const lifted = plan.cuts.filter(({ kind }) => kind === 'freeze' || kind === 'close' || kind === 'quarantine').length;
  if (lifted > 0) {
    steps.push({
      kind: 'lift',
      target: null,
      do: `When it held, undo the ${plural(lifted, 'step')} that cut access, the last first.`,
      undo: 'Do them again.',
      why: 'They take away reads that have nothing to do with the outbreak.',
      ...NOTHING_LOST,
    });
  }
  return steps.map((step, i) => ({ step: i + 1, ...step }));
}

function stepOf(cut: PlannedCut, situation: Situation, agents: Agents, frame: Frame): Omit<CutStep, 'step'> {
  const target = targetOf(cut, agents, frame);
  return {
    kind: cut.kind,
    target,
    ...wordsFor(cut, target, situation),
    prevents: cut.prevents ?? null,
    disruption: cut.disruption,
  };
}

function wordsFor(cut: PlannedCut, target: string, situation: Situation): Pick<CutStep, 'do' | 'undo' | 'why'> {
  switch (cut.kind) {
    case 'purge': {
      const carrier = situation.carriers.find(({ artifact }) => artifact === cut.target);
      const readers = plural(carrier?.sessions ?? 0, 'session');
      const why =
        carrier?.persistent === true
          ? `It outlives a reset: it is memory, or clients load it by themselves. ${readers} read it.`
          : `What a case wrote still stands there; ${readers} read it.`;
      return {
        do: `Take what the cases wrote out of ${target}, and out of any index or cache made from it.`,
        undo: 'Put the kept copy back.',
        why,
      };
    }
    case 'reset': {
      const mine = situation.infectious.filter(({ agent }) => agent === cut.target).length;
      return {
        do: `End the ${plural(mine, 'running session')} of ${target} that ${mine === 1 ? 'is a case or may be' : 'are cases or may be'} infected, and start anew without ${mine === 1 ? 'its' : 'their'} context.`,
        undo: 'Resume them from their logs.',
        why: 'What is in a context acts until the session ends; after the purge it cannot be read again.',
      };
    }
    case 'freeze':
      return {
        do: `Make ${target} read-only.`,
        undo: 'Allow writing again.',
        why: 'Infected sessions would pass it on through here.',
      };
    case 'close':
      return {
        do: `Close the channel ${target}: no writes to it, no reads from it.`,
        undo: 'Open it again.',
        why: 'More passes through it than through anything smaller that could be cut.',
      };
    case 'quarantine':
      return {
        do: `Keep ${target} from reading what others write, and from writing where others read.`,
        undo: 'Give its access back.',
        why: 'It would infect, or be infected, again.',
      };
  }
}
