import { readFileSync, statSync } from 'node:fs';
import { CordonError } from '../../fleet/error.ts';

const MAX_BYTES = 64 << 20;

/**
 * Fingerprints of the findings in a baseline: the JSON of an earlier scan, or `{"findings": ["fingerprint", ...]}`.
 *
 * @throws CordonError `usage` when it cannot be read
 */
export function readBaseline(file: string): ReadonlySet<string> {
  let value: unknown;
  try {
    if (statSync(file).size > MAX_BYTES) throw new Error('it is larger than 64 MB');
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CordonError('usage', `cannot read the baseline ${file}: ${(cause as Error).message}`, { cause });
  }
  const findings = (value as { findings?: unknown } | null)?.findings;
  if (!Array.isArray(findings)) {
    throw new CordonError('usage', `${file} is no baseline: it has no list "findings"`, {
      hint: 'Write one with: cordon scan --format json --output baseline.json',
    });
  }
  return new Set(
    findings.flatMap((entry) => {
      const print = typeof entry === 'string' ? entry : (entry as { fingerprint?: unknown } | null)?.fingerprint;
      return typeof print === 'string' ? [print] : [];
    }),
  );
}
