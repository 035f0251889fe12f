import { stringify } from 'yaml';
import { FLEET_FILE_VERSION, type FleetFile, fleetFile, type Rate, type ScanDocument } from '../../fleet/index.ts';
import { escapeInQuotes } from '../output/printable.ts';

const HEAD =
  '# A fleet as a contact graph, as the files of a repository declare it: who could read and write what. How often is\n' +
  '# not in the files, so every rate is a range from never to an unknown bound. Schema: schemas/fleet.schema.json\n';

/** The declared fleet as fleet.yaml, for `cordon simulate`. */
export function declaredFleetYaml(doc: ScanDocument): string {
  const quoted = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const;
  return HEAD + escapeInQuotes(stringify(fleetFile.parse(declaredFleet(doc)), quoted));
}

/** Agents, the artifacts that one writes and another reads, and a cut for each change that the scan proposes. */
export function declaredFleet(doc: ScanDocument): FleetFile {
  const agents = new Set(doc.agents.map(({ id }) => id));
  const access = new Map<
    string,
    { agent: string; artifact: string; reads: boolean; writes: boolean; byRule: boolean }
  >();
  for (const { from, to, kind } of doc.edges) {
    const writes = agents.has(from);
    const agent = writes ? from : to;
    if (!agents.has(agent)) continue;
    const artifact = writes ? to : from;
    const key = `${agent}\n${artifact}`;
    const row = access.get(key) ?? { agent, artifact, reads: false, writes: false, byRule: false };
    row.writes ||= writes;
    row.reads ||= !writes;
    row.byRule ||= !writes && kind !== 'trigger';
    access.set(key, row);
  }
  const touched = new Set([...access.values()].map(({ artifact }) => artifact));
  return {
    version: FLEET_FILE_VERSION,
    name: 'declared',
    madeBy: `cordon scan ${doc.tool.version}`,
    period: { from: null, to: null, days: 0 },
    coverage: { sessions: 0, withContent: 0 },
    agents: doc.agents.map(({ id, product }) => ({ id, sessions: 0, source: product })),
    artifacts: doc.artifacts.filter(({ id }) => touched.has(id)).map(({ id, channel }) => ({ id, channel })),
    access: [...access.values()].map(({ agent, artifact, reads, writes, byRule }) => ({
      agent,
      artifact,
      ...(reads && { reads: declared() }),
      ...(writes && { writes: declared() }),
      ...(byRule && { loadsByRule: true }),
    })),
    monitors: [],
    cuts: doc.cuts.flatMap(({ edits }) =>
      edits.map(({ file, line, change }) => ({
        id: `${file}:${line} ${change}`,
        kind: /start|gate|review|merge/.test(change) ? ('gate' as const) : ('permission' as const),
        origin: 'declared' as const,
      })),
    ),
  };
}

/** The files say that it can happen in any session, not how often: the estimate is the most that one would expect. */
function declared(): Rate {
  return { estimate: 1, lower: 0, upper: null, unit: 'per-session', origin: 'declared' };
}
