import type { LineList } from '../line-list/line-list.ts';
import { isEstimable, type Reproduction } from './types.ts';

/** What limits the figures, in sentences for the reader. */
export function notesOn(list: LineList, result: Omit<Reproduction, 'notes'>): string[] {
  const { cases, truncation, generationTime, channels } = result;
  const infected = channels.reduce((sum, channel) => sum + channel.transmissions, 0);
  const listed = channels.reduce((sum, channel) => sum + channel.fromListed, 0);
  const without = list.cases.filter(({ onset }) => onset === undefined).length;
  const notes: string[] = [];
  if (cases > 0 && cases < 10) {
    notes.push(`R rests on ${count(cases)} cases: read its interval, not its estimate.`);
  }
  if (infected > 0 && listed < infected / 2) {
    notes.push(
      `Of ${count(infected)} transmissions, ${count(listed)} come from a listed case: most infectors were not seen.`,
    );
  }
  if (!truncation.corrected) {
    notes.push(
      'Recent cases count as if followed to their end, since there is no generation time: R is too low if it grows.',
    );
  } else if (truncation.elapsed < 0.5) {
    notes.push(
      `Less than half (${Math.round(100 * truncation.elapsed)} %) of what the cases infect can have shown before the end of telemetry: R leans on the generation time.`,
    );
  }
  if (isEstimable(generationTime)) {
    if (generationTime.pairs < 10) {
      notes.push(`The generation time rests on ${count(generationTime.pairs)} pairs of cases.`);
    }
    if (generationTime.disordered > 0.05 * generationTime.pairs) {
      notes.push(
        `In ${count(generationTime.disordered)} of ${count(generationTime.pairs)} pairs the infector's onset is not before the other's: clocks differ, or onsets are late.`,
      );
    }
  }
  if (without > 0) notes.push(`${without} cases have no onset: they are counted, and are in no curve.`);
  return notes;
}

function count(value: number): string {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value));
}
