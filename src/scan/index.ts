import type { ScanDocument } from '../fleet/index.ts';
import { type ScanOptions, scanDocumentOf } from './document.ts';
import { readRepository } from './repository/read.ts';
import { agentSites } from './repository/sites.ts';

export type { ScanOptions } from './document.ts';
export { RULES } from './rules/index.ts';
export type { Rule, RulePage } from './rules/rule.ts';

/**
 * Scans the repository at a path: reads, and neither executes nor fetches anything.
 *
 * @example
 *   const doc = scanRepository('.', { toolVersion: '1.0.0' });
 *   const alarms = doc.loops.filter(({ approvals }) => approvals.min === 0);
 *
 * @throws CordonError `nothing-readable` when there is no folder at the path
 */
export function scanRepository(path: string, options: ScanOptions): ScanDocument {
  const repository = readRepository(path);
  return scanDocumentOf(repository, agentSites(repository), options);
}
