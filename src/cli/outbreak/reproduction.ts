import type { TraceReproduction } from '../../fleet/index.ts';
import { type CurvePoint, isEstimable, type Reproduction } from '../../outbreak/index.ts';
import { iso } from '../trace/frame.ts';

/** The figures as the document has them: times as text. */
export function reproductionOf(figures: Reproduction): TraceReproduction {
  const { generationTime, curve, nextGeneration, truncation } = figures;
  return {
    ...figures.overall,
    method: figures.method,
    channels: figures.channels,
    detection: figures.detection,
    offspring: figures.offspring,
    generationTime: isEstimable(generationTime)
      ? {
          mean: generationTime.mean,
          sd: generationTime.sd,
          pairs: generationTime.pairs,
          disordered: generationTime.disordered,
        }
      : generationTime,
    truncation: {
      corrected: truncation.corrected,
      unusableFrom: iso(truncation.unusableFrom),
      elapsed: truncation.elapsed,
    },
    curve: isEstimable(curve)
      ? {
          ...curve,
          from: iso(curve.from),
          cori: curve.cori.map(pointOf),
          wallingaTeunis: curve.wallingaTeunis.map(pointOf),
          tree: curve.tree.map(pointOf),
        }
      : curve,
    nextGeneration,
    extinction: figures.extinction,
    notes: figures.notes,
  };
}

function pointOf({ start, end, ...rest }: CurvePoint) {
  return { start: iso(start), end: iso(end), ...rest };
}
