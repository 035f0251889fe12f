import type { FleetOutbreak, TraceOutbreak } from '../../fleet/index.ts';

const HOUR = 3_600_000;

type Figure = TraceOutbreak['reproduction']['R'];

/** What was fitted of each outbreak, as fleet.yaml has it: reproduction by channel, generation time and detection. */
export function fleetOutbreaks(outbreaks: readonly TraceOutbreak[]): FleetOutbreak[] {
  return outbreaks.map(({ behaviour, seed, cases, transmission, reproduction }) => {
    const { R, channels, generationTime, detection } = reproduction;
    return {
      behaviour,
      ...(seed !== undefined && { seed }),
      cases,
      transmission,
      reproduction: observed(R),
      channels: channels.map(({ channel, R }) => ({ channel, reproduction: observed(R) })),
      generationHours: observed('mean' in generationTime ? generationTime.mean : generationTime, HOUR),
      detection: observed(detection),
    };
  });
}

function observed(figure: Figure, unit = 1): FleetOutbreak['reproduction'] {
  if ('notEstimable' in figure) return { notEstimable: figure.notEstimable };
  const { estimate, lower, upper } = figure;
  return { estimate: estimate / unit, lower: lower / unit, upper: upper / unit, origin: 'observed' };
}
