import { SHAPE, type Units } from './units.ts';

/** What may stand between two units, beside the end of a sentence, which always does. */
const BITS = [
  SHAPE.line,
  SHAPE.paragraph,
  SHAPE.item,
  SHAPE.field,
  SHAPE.frame,
  SHAPE.quoted,
  SHAPE.comment,
  SHAPE.code,
] as const;

/** The kinds of boundary: a sentence's end, each of `BITS`, a comment or code that begins or ends, after a colon. */
const KINDS = 1 + BITS.length + 3;

/** What a boundary may do with a span. */
const ENTER = 2;
const LEAVE = ENTER + KINDS;
const STAY = LEAVE + KINDS;

/** How many weights a chain has: slope and bias of a unit's own logit, and a weight for each kind of boundary and move. */
export const CHAIN = STAY + KINDS;

/** The boundary before unit `u` as a set of kinds. */
function boundaryAt({ shape }: Units, u: number): number {
  const here = shape[u]!;
  const before = u > 0 ? shape[u - 1]! : 0;
  let kinds = 1;
  for (let b = 0; b < BITS.length; b++) if ((here & BITS[b]!) !== 0) kinds |= 2 << b;
  if (((here ^ before) & SHAPE.comment) !== 0) kinds |= 2 << BITS.length;
  if (((here ^ before) & SHAPE.code) !== 0) kinds |= 4 << BITS.length;
  if ((before & SHAPE.leads) !== 0) kinds |= 8 << BITS.length;
  return kinds;
}

function move(chain: readonly number[], from: number, kinds: number): number {
  let sum = 0;
  for (let k = 0; k < KINDS; k++) if ((kinds & (1 << k)) !== 0) sum += chain[from + k]!;
  return sum;
}

/**
 * The likeliest division of a text into spans and the rest (Viterbi over a linear chain of two states; Lafferty et al. 2001):
 * what it costs to begin, to go on and to stop depends on what stands between two units, so a span ends where its paragraph,
 * field or comment does. `lean` is added to each logit. `joined` gets 1 for each unit of a span.
 */
export function divide(
  logits: Float64Array,
  units: Units,
  chain: readonly number[],
  lean: number,
  back: Uint8Array,
  joined: Uint8Array,
) {
  let outside = 0;
  let within = Number.NEGATIVE_INFINITY;
  for (let u = 0; u < units.count; u++) {
    const kinds = boundaryAt(units, u);
    const entering = outside + move(chain, ENTER, kinds);
    const staying = within + move(chain, STAY, kinds);
    const leaving = within + move(chain, LEAVE, kinds);
    // Bit 1: the best way to be inside came from inside; bit 2: the best way to be outside came from inside.
    back[u] = (staying >= entering ? 1 : 0) | (leaving >= outside ? 2 : 0);
    within = Math.max(staying, entering) + chain[0]! * (logits[u]! + lean) + chain[1]!;
    outside = Math.max(leaving, outside);
  }
  let state = within > outside ? 1 : 0;
  for (let u = units.count - 1; u >= 0; u--) {
    joined[u] = state;
    const bits = back[u]!;
    state = state === 1 ? bits & 1 : (bits & 2) >> 1;
  }
}

/** One text to fit a chain to: what it takes of it, so that the fit need not look at the text again. */
export interface ChainRow {
  logits: Float64Array;
  kinds: Uint32Array;
  labels: Uint8Array;
}

export function chainRow(logits: Float64Array, units: Units, labels: Uint8Array): ChainRow {
  const kinds = Uint32Array.from({ length: units.count }, (_, u) => boundaryAt(units, u));
  return { logits: logits.slice(0, units.count), kinds, labels };
}

/** Adds the gradient of one text's negative log likelihood (forward and backward) to `gradient`, and returns its value. */
export function chainGradient(
  { logits, kinds, labels }: ChainRow,
  chain: readonly number[],
  gradient: number[],
): number {
  const n = logits.length;
  if (n === 0) return 0;
  const out = new Float64Array(n);
  const into = new Float64Array(n);
  const moves = Array.from({ length: n }, (_, u) => ({
    enter: move(chain, ENTER, kinds[u]!),
    leave: move(chain, LEAVE, kinds[u]!),
    stay: move(chain, STAY, kinds[u]!),
    own: chain[0]! * logits[u]! + chain[1]!,
  }));
  for (let u = 0; u < n; u++) {
    const { enter, leave, stay, own } = moves[u]!;
    const before = u > 0 ? out[u - 1]! : 0;
    const inside = u > 0 ? into[u - 1]! : Number.NEGATIVE_INFINITY;
    out[u] = both(before, inside + leave);
    into[u] = both(before + enter, inside + stay) + own;
  }
  const total = both(out[n - 1]!, into[n - 1]!);
  let behindOut = 0;
  let behindIn = 0;
  let value = total;
  for (let u = n - 1; u >= 0; u--) {
    const { enter, leave, stay, own } = moves[u]!;
    const before = u > 0 ? out[u - 1]! : 0;
    const inside = u > 0 ? into[u - 1]! : Number.NEGATIVE_INFINITY;
    const entered = Math.exp(before + enter + own + behindIn - total);
    const stayed = Math.exp(inside + stay + own + behindIn - total);
    const left = Math.exp(inside + leave + behindOut - total);
    const label = labels[u]!;
    const previous = u > 0 ? labels[u - 1]! : 0;
    gradient[0]! += (entered + stayed - label) * logits[u]!;
    gradient[1]! += entered + stayed - label;
    const truth = { enter: label & (1 - previous), stay: label & previous, leave: (1 - label) & previous };
    value -= label * own + truth.enter * enter + truth.stay * stay + truth.leave * leave;
    for (let k = 0; k < KINDS; k++) {
      if ((kinds[u]! & (1 << k)) === 0) continue;
      gradient[ENTER + k]! += entered - truth.enter;
      gradient[STAY + k]! += stayed - truth.stay;
      gradient[LEAVE + k]! += left - truth.leave;
    }
    const nextOut = both(behindOut, enter + own + behindIn);
    behindIn = both(leave + behindOut, stay + own + behindIn);
    behindOut = nextOut;
  }
  return value;
}

/** log(e^a + e^b). */
function both(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}
