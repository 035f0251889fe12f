import { stringify } from 'yaml';
import { type ContactEngine, contentOf } from '../../contacts/index.ts';
import {
  FLEET_FILE_VERSION,
  type FleetFile,
  fleetFile,
  poissonInterval,
  type Rate,
  type TraceOutbreak,
} from '../../fleet/index.ts';
import { escapeInQuotes } from '../output/printable.ts';
import { agentOf } from './agent-key.ts';
import { fleetOutbreaks } from './fleet-outbreaks.ts';
import { iso } from './frame.ts';
import { Names } from './names.ts';

export interface FleetOptions {
  toolVersion: string;
  agentKey?: string;
  /** Outbreaks of the trace document. */
  outbreaks?: readonly TraceOutbreak[];
}

interface Access {
  readers: number;
  writes: number;
}

/** The observed fleet as fleet.yaml: who reads and writes what, how often, with the counts that each rate rests on. */
export function fleetYaml(engine: ContactEngine, options: FleetOptions): string {
  const head =
    '# A fleet as a contact graph. Every rate says where it comes from: observed here means counted in telemetry;\n' +
    '# sessions that the telemetry lacks are not in it. Schema: schemas/fleet.schema.json\n';
  // In quotes: there a name can be escaped, and a time is no date of YAML 1.1.
  const quoted = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const;
  return head + escapeInQuotes(stringify(fleetFile.parse(observedFleet(engine, options)), quoted));
}

export function observedFleet(engine: ContactEngine, { toolVersion, agentKey, outbreaks }: FleetOptions): FleetFile {
  const sessions = engine.sessions.list;
  const names = new Names(engine);
  const agents = sessions.map((session) => names.other(agentOf(session, agentKey)));
  const counts = new Map<string, number>();
  for (const agent of agents) counts.set(agent, (counts.get(agent) ?? 0) + 1);
  const times = sessions.flatMap((s) => (s.start === undefined ? [] : [s.start, s.end ?? s.start]));
  const from = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const days = times.length === 0 ? 0 : (to - from) / 86_400_000;
  return {
    version: FLEET_FILE_VERSION,
    name: 'observed',
    madeBy: `cordon trace ${toolVersion}`,
    period: { from: iso(times.length === 0 ? undefined : from), to: iso(times.length === 0 ? undefined : to), days },
    coverage: { sessions: sessions.length, withContent: sessions.filter((s) => contentOf(s) === 'full').length },
    agents: [...counts].map(([id, n]) => ({
      id,
      sessions: n,
      ...(days > 0 && { sessionsPerDay: observed(n, days, 'per-day') }),
    })),
    artifacts: shared(engine).map((no) => {
      return { id: names.artifact(no), channel: engine.artifacts.list[no]!.ref.channel };
    }),
    access: accessOf(engine, names, agents, counts),
    ...(outbreaks !== undefined && { outbreaks: fleetOutbreaks(outbreaks) }),
    monitors: [],
    cuts: [],
  };
}

/** Artifacts that a session wrote and another read or loaded: only these carry anything. */
function shared(engine: ContactEngine): number[] {
  return engine.artifacts.list
    .filter((a) => a.writers > 0 && a.readers + a.ruleReaders > 0 && a.ref.private !== true)
    .map((a) => a.no);
}

function accessOf(
  engine: ContactEngine,
  names: Names,
  agents: string[],
  counts: Map<string, number>,
): FleetFile['access'] {
  const wanted = new Set(shared(engine));
  const pairs = new Map<string, Access>();
  const at = (artifact: number, session: number): Access | undefined => {
    if (!wanted.has(artifact)) return undefined;
    const key = `${artifact} ${agents[session]!}`;
    let access = pairs.get(key);
    if (access === undefined) {
      access = { readers: 0, writes: 0 };
      pairs.set(key, access);
    }
    return access;
  };
  engine.eachReader((artifact, session) => {
    const access = at(artifact, session);
    if (access !== undefined) access.readers++;
  });
  const { writes } = engine;
  for (let row = 0; row < writes.length; row++) {
    const access = at(writes.get('artifact', row), writes.get('session', row));
    if (access !== undefined) access.writes++;
  }
  const rows = [...pairs].map(([key, access]) => {
    const space = key.indexOf(' ');
    return { artifact: Number(key.slice(0, space)), agent: key.slice(space + 1), access };
  });
  rows.sort((a, b) => a.artifact - b.artifact || (a.agent < b.agent ? -1 : 1));
  return rows.map(({ artifact, agent, access }) => {
    const n = counts.get(agent)!;
    const { ruleReaders } = engine.artifacts.list[artifact]!;
    return {
      agent,
      artifact: names.artifact(artifact),
      ...(access.readers > 0 && { reads: observed(access.readers, n, 'per-session') }),
      ...(access.writes > 0 && { writes: observed(access.writes, n, 'per-session') }),
      ...(ruleReaders > 0 && access.readers > 0 && { loadsByRule: true }),
    };
  });
}

function observed(count: number, exposure: number, unit: Rate['unit']): Rate {
  const { lower, upper } = poissonInterval(count);
  return {
    estimate: count / exposure,
    lower: lower / exposure,
    upper: upper / exposure,
    unit,
    origin: 'observed',
    count,
    exposure,
  };
}
