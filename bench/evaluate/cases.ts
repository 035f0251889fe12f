import type { Line } from '../report.ts';
import { asb } from './cases/asb.ts';
import { benign } from './cases/benign.ts';
import { dojo } from './cases/dojo.ts';
import { lab } from './cases/lab.ts';

/** Does `hijack` find those who acted, and nobody else? What needs recorded runs is skipped, and says so, without them. */
export async function cases(quick: boolean, say: (text: string) => void): Promise<Line[]> {
  return [...dojo(say), ...asb(say), ...(await benign(quick, say)), ...(await lab(quick, say))];
}
