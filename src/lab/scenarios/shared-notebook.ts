import type { ScenarioDraft } from '../scenario/file.ts';
import { nullScenario } from './null.ts';

/**
 * One session declines its task of its own accord and says why in the shared notebook; some of those who read it come
 * to decline as well. Nobody gives an instruction. Modelled on what was told of agents that took over one another's
 * refusal from a shared notebook; every number here is invented.
 */
export const sharedNotebook: ScenarioDraft = {
  ...nullScenario,
  name: 'shared-notebook',
  description:
    'A refusal that passes from session to session through a shared notebook, without any instruction in it.',
  outbreak: true,
  fleet: { ...nullScenario.fleet, repositories: 2 },
  strains: [{ id: 'declines', kind: 'refusal' }],
  introductions: [{ strain: 'declines', at: 0.1, by: 'session' }],
  readers: { do: { ignore: 55, use: 12, relay: 3, useAndRelay: 30 }, passOnBy: { notebook: 1 } },
};
