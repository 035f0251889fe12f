import { FEATURES, LAYOUT } from './features.ts';
import trained from './model.json' with { type: 'json' };

/** What `npm run train` writes: weights in whole steps, and how sentences are joined into spans. */
export interface ModelFile {
  /** Version of features and training; shown with every figure that rests on the model. */
  version: string;
  /** Weight of each feature, one signed byte each, in steps of `step` (`gramStep` for hashed words), base64. */
  weights: string;
  step: number;
  gramStep: number;
  /** Logit of a unit without any word of a class near it. */
  blank: number;
  /** Weights of what a unit's neighbours are: see `context.ts`. */
  context: number[];
  /** Weights of what stands between units, which say where spans begin and end: see `chain.ts`. */
  chain: number[];
  /** What is added to every unit's logit before the text is divided, so that spans in doubt are looked at. */
  lean: number;
  /** A span is firm from this probability on, and is kept in case an act carries it from the lower one on. */
  threshold: number;
  least: number;
  /** Probability of a span from its units: bias, weight of its sum, of its highest unit, of the logarithm of its words. */
  calibration: [number, number, number, number];
}

/** The span model, ready to use. */
export interface SpanModel extends Omit<ModelFile, 'weights' | 'step' | 'gramStep'> {
  weights: Float32Array;
}

/** The model that ships with Cordon. */
export const MODEL: SpanModel = unpack(trained as unknown as ModelFile);

export function unpack(file: ModelFile): SpanModel {
  const bytes = Buffer.from(file.weights, 'base64');
  const weights = new Float32Array(FEATURES);
  for (let i = 0; i < Math.min(FEATURES, bytes.length); i++) {
    weights[i] = bytes.readInt8(i) * (i < LAYOUT.grams ? file.step : file.gramStep);
  }
  return { ...file, weights };
}
