import type { ChannelParameters, Instances, Range } from '../model/types.ts';
import type { Estimate, Kappa, Strain, StrainChannel } from '../result.ts';

// From motives to spread. Kappa is this project's own step, not the authors' of the behavioural selection model: they do
// not say how a motive becomes a rate of writing. What follows from it here is marked as resting on it.

/**
 * Writes per session that a motive implies: b = b0 + deliberate * (1 - 1/q) * max(kappa, 0). `kappa` is the motive as
 * the pattern believes it with the risk of being seen already in it, so that the factor (1 - perceived detection cost) of
 * model note F.3 is not applied twice.
 */
export function writesPerSession(parameters: ChannelParameters, kappa: number, capability: number): Range {
  const drive = Math.max(0, kappa) * (1 - 1 / capability);
  const at = (corner: keyof Range): number => parameters.accidental[corner] + parameters.deliberate[corner] * drive;
  return { estimate: at('estimate'), lower: at('lower'), upper: at('upper') };
}

/** Share of a motive that the risk of being seen takes away: 1 - kappa watched / kappa unwatched, in [0, 1]. */
export function detectionCost(watched: number, unwatched: number): number {
  return unwatched > 0 ? Math.min(1, Math.max(0, 1 - watched / unwatched)) : 0;
}

/**
 * A strain's parameters and R0 = [1 / (rho + u)] * sum over channels of b r a / (delta + m) (model note F.4: well
 * mixed, at low prevalence). R0 grows in b, r, a and falls in the rest, so that its bounds are at the corners of the
 * ranges: the widest that they allow, not a confidence interval.
 *
 * @param writes writes per session by channel, averaged over deployment, in the order of `channels`
 */
export function strainOf(
  pattern: string,
  writes: readonly Range[],
  channels: readonly ChannelParameters[],
  instances: Instances,
): Strain {
  const parts = channels.map((parameters, h) => channelOf(parameters, writes[h]!, instances));
  const accidental = channels.map((parameters) => channelOf(parameters, parameters.accidental, instances));
  return { pattern, channels: parts, r0: totalOf(parts), accidentalR0: totalOf(accidental) };
}

function channelOf(parameters: ChannelParameters, writes: Range, instances: Instances): StrainChannel {
  const { sessions, turnover, detection } = instances;
  const { reads, adoption, decay, removal } = parameters;
  const perDay = combine(writes, sessions, (b, n) => b * n);
  const loss = combine(decay, removal, (delta, m) => delta + m);
  const end = combine(turnover, detection, (rho, u) => rho + u);
  const gain = combine(
    combine(perDay, reads, (b, r) => b * r),
    adoption,
    (br, a) => br * a,
  );
  const down = combine(loss, end, (x, y) => x * y);
  const r0 = {
    estimate: ratio(gain.estimate, down.estimate),
    lower: ratio(gain.lower, down.upper),
    upper: ratio(gain.upper, down.lower),
  };
  return { channel: parameters.channel, writes: perDay, reads, adoption, loss, r0 };
}

function combine(a: Range, b: Range, by: (x: number, y: number) => number): Range {
  return { estimate: by(a.estimate, b.estimate), lower: by(a.lower, b.lower), upper: by(a.upper, b.upper) };
}

/** Nothing gained is nothing, however little is lost; a gain that is never lost has no bound. */
function ratio(gain: number, loss: number): number {
  return gain === 0 ? 0 : gain / loss;
}

function totalOf(parts: readonly StrainChannel[]): Range {
  const sum = (corner: keyof Range): number => parts.reduce((total, part) => total + part.r0[corner], 0);
  return { estimate: sum('estimate'), lower: sum('lower'), upper: sum('upper') };
}

/** A motive in one channel and context, with what follows from it. */
export function kappaOf(
  parameters: ChannelParameters,
  context: string,
  kappa: Estimate,
  unwatched: Estimate,
  capability: number,
): Kappa {
  return {
    channel: parameters.channel,
    context,
    kappa,
    unwatched,
    detectionCost: detectionCost(kappa.mean, unwatched.mean),
    writes: writesPerSession(parameters, kappa.mean, capability),
  };
}
