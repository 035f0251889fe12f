import { Outbreak } from './epidemic/outbreak.ts';
import { playFleet, type RunOptions } from './play.ts';
import type { Plot } from './plot.ts';
import { Readers } from './readers.ts';
import type { LabRun } from './run.ts';
import { everydayOf, hasSurfaces } from './scenario/everyday.ts';
import type { ScenarioFile } from './scenario/file.ts';

/**
 * Plays a scenario. Pure: the same arguments give the same run. Knobs that are not given are those of the file.
 *
 * @throws CordonError `usage` when the number of sessions or the random seed is none
 */
export function runScenario(file: ScenarioFile, options: RunOptions): LabRun {
  const { detection: _, ...knobs } = file.observation;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return playFleet(everydayOf(file), { ...knobs, ...(given as unknown as RunOptions) }, plotOf(file));
}

function plotOf(file: ScenarioFile): Plot | undefined {
  if (file.readers !== undefined) return new Readers(file, file.readers);
  return hasSurfaces(file) ? new Outbreak(file) : undefined;
}
