import type { CodeFlow, Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { ScanDocument, ScanFinding, Severity } from '../../fleet/index.ts';
import { RULES } from '../../scan/rules/index.ts';
import { safeJson } from '../output/printable.ts';

/** What GitHub code scanning takes of one run. */
const LIMITS = { results: 25_000, flowLocations: 1_000, text: 1_000 };

const LEVEL: Record<Severity, Result['level']> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };

/** GitHub's own scale, 0.1 to 10: above 9 is critical, from 7 high, from 4 medium. */
const SCORE: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0' };

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** SARIF 2.1.0 as GitHub code scanning takes it: relative paths, fingerprints, a code flow for each path. */
export function scanSarif(doc: ScanDocument): string {
  const used = new Map<string, Severity>();
  for (const { rule, severity } of doc.findings) if (!used.has(rule)) used.set(rule, severity);
  const rules = RULES.filter(({ id }) => used.has(id)).map(
    ({ id, page }): ReportingDescriptor => ({
      id,
      name: pascal(id),
      shortDescription: { text: page.title },
      fullDescription: { text: cut(page.what) },
      help: {
        text: `${page.why}\n\nHow to fix it: ${page.fix}\n\nKnown to miss: ${page.misses}`,
        markdown: `${page.why}\n\n**How to fix it.** ${page.fix}\n\n**Known to miss.** ${page.misses}`,
      },
      defaultConfiguration: { level: LEVEL[used.get(id)!] },
      properties: { tags: ['security', 'ai-agents'], 'security-severity': SCORE[used.get(id)!] },
    }),
  );
  const indexOf = new Map(rules.map(({ id }, i) => [id, i]));
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cordon', semanticVersion: doc.tool.version, rules } },
        columnKind: 'utf16CodeUnits',
        results: doc.findings.slice(0, LIMITS.results).map((finding) => resultOf(finding, indexOf.get(finding.rule)!)),
        properties: { factsAsOf: doc.coverage.factsAsOf },
      },
    ],
  };
  return `${safeJson(log, 2)}\n`;
}

function resultOf(finding: ScanFinding, ruleIndex: number): Result {
  const fix = finding.fix === undefined ? '' : ` Fix: ${finding.fix.change} (${finding.fix.file}:${finding.fix.line}).`;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: cut(finding.message + fix) },
    locations: [location(finding.file, finding.line, finding.column)],
    ...(finding.path.length > 1 && { codeFlows: [flowOf(finding)] }),
    partialFingerprints: { 'cordonFinding/v1': finding.fingerprint },
    properties: { confidence: finding.confidence, ...(finding.assumes !== undefined && { assumes: finding.assumes }) },
  };
}

function flowOf({ path }: ScanFinding): CodeFlow {
  const locations = path.slice(0, LIMITS.flowLocations).map(({ file, line, message }, i) => ({
    location: { ...location(file, line), message: { text: cut(message) } },
    executionOrder: i + 1,
  }));
  return { threadFlows: [{ locations }] };
}

function location(file: string, line: number, column?: number): Location {
  return {
    physicalLocation: {
      // Each part is escaped, so that a name with a colon, a space or an escape stays a relative address.
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: Math.max(1, line), ...(column !== undefined && column > 0 && { startColumn: column }) },
    },
  };
}

function cut(text: string): string {
  return text.length <= LIMITS.text ? text : `${text.slice(0, LIMITS.text - 1)}…`;
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
