import { type LabRun, TELEMETRY_KINDS, type TelemetryKind } from '../../src/lab/index.ts';
import { type Line, share } from '../report.ts';
import { fleets, play, traceFleet } from './fleets.ts';

/** Sessions of the fleets that are told in every telemetry. */
const SESSIONS = 200;

/** End points of contacts, `writer reader`, by the sessions' places in the fleet: their names differ between telemetries. */
export type EndPoints = Set<string>;

export interface Told {
  /** End points that every telemetry can show: it supports one of their pairs by `id`, `content` or `rule`. */
  common: EndPoints;
  /** Of those, the ones that were found in each telemetry. */
  found: Map<TelemetryKind, EndPoints>;
}

/** The same fleet, told and traced in each telemetry. */
export async function tellInEach(run: LabRun): Promise<Told> {
  const found = new Map<TelemetryKind, EndPoints>();
  let common: EndPoints | undefined;
  for (const kind of TELEMETRY_KINDS) {
    const { truth, doc } = await traceFleet(run, kind, []);
    const place = new Map(truth.sessions.map(({ id }, i) => [id, i]));
    const ends = ({ from, to }: { from: string; to: string }) => `${place.get(from)} ${place.get(to)}`;
    const shown: EndPoints = new Set(
      truth.pairs.filter(({ support }) => support.some((basis) => basis !== 'structure')).map(ends),
    );
    common = common === undefined ? shown : new Set([...common].filter((pair) => shown.has(pair)));
    found.set(kind, new Set(doc.contacts.map(ends)));
  }
  for (const [kind, set] of found) found.set(kind, new Set([...set].filter((pair) => common!.has(pair))));
  return { common: common!, found };
}

/** The same fleet in each telemetry: do the contacts have the same end points? */
export async function telemetries(quick: boolean, say: (text: string) => void): Promise<Line[]> {
  const sums = new Map<TelemetryKind, number>();
  let inAll = 0;
  let inAny = 0;
  let common = 0;
  for (const fleet of fleets(quick, SESSIONS)) {
    const told = await tellInEach(play('notebook-rule', fleet));
    common += told.common.size;
    for (const [kind, set] of told.found) sums.set(kind, (sums.get(kind) ?? 0) + set.size);
    for (const pair of told.common) {
      const count = [...told.found.values()].filter((set) => set.has(pair)).length;
      if (count > 0) inAny++;
      if (count === TELEMETRY_KINDS.length) inAll++;
    }
    say(`seed ${fleet.seed}`);
  }
  return [
    share('telemetries', 'end points found in every telemetry, of those found in any', inAll, inAny, {
      target: { atLeast: 0.98 },
    }),
    ...TELEMETRY_KINDS.map((kind) =>
      share('telemetries', `${kind}: end points found, of those that all can show`, sums.get(kind)!, common),
    ),
  ];
}
