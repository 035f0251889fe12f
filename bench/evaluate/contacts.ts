import type { Basis } from '../../src/fleet/index.ts';
import { TELEMETRY_KINDS, type TelemetryKind } from '../../src/lab/index.ts';
import { type Line, share } from '../report.ts';
import { type Fleet, fleets, play, traceFleet } from './fleets.ts';
import { type Matched, matchPairs } from './pairs.ts';

type Supported = 'id' | 'content' | 'hash' | 'rule' | 'structure';

const TARGETS: Partial<Record<Basis, number>> = { id: 0.99, content: 0.97 };

/** Counts of one basis over fleets. */
export class BasisCount {
  readonly basis: Supported;
  truths = 0;
  found = 0;
  labelled = 0;
  right = 0;
  /** Right ones whose basis the truth supports too. */
  supported = 0;
  worstRecall = { value: 1, fleet: '' };
  worstPrecision = { value: 1, fleet: '' };

  constructor(basis: Supported) {
    this.basis = basis;
  }

  add({ truth, doc }: Awaited<ReturnType<typeof traceFleet>>, { contactOf, pairOf }: Matched): void {
    const truths = truth.pairs.filter((pair) => pair.support.includes(this.basis));
    const found = truths.filter((pair) => contactOf.has(pair)).length;
    const labelled = doc.contacts.filter((contact) => contact.basis === this.basis);
    const right = labelled.filter((contact) => pairOf.has(contact));
    this.truths += truths.length;
    this.found += found;
    this.labelled += labelled.length;
    this.right += right.length;
    this.supported += right.filter((contact) => pairOf.get(contact)!.support.includes(this.basis)).length;
    const fleet = `seed ${truth.rngSeed}`;
    if (found < this.worstRecall.value * truths.length) this.worstRecall = { value: found / truths.length, fleet };
    if (right.length < this.worstPrecision.value * labelled.length) {
      this.worstPrecision = { value: right.length / labelled.length, fleet };
    }
  }

  lines(part: string, where: string, judged: boolean): Line[] {
    const { basis, found, truths, right, labelled, supported, worstRecall, worstPrecision } = this;
    const goal = judged ? TARGETS[basis] : undefined;
    const target = goal === undefined ? {} : { target: { atLeast: goal } };
    const lines: Line[] = [];
    if (truths > 0) {
      const note = `lowest fleet ${worst(worstRecall)}`;
      lines.push(share(part, `${where}: recall of \`${basis}\``, found, truths, { ...target, note }));
    }
    if (labelled > 0) {
      const note = `lowest fleet ${worst(worstPrecision)}; basis supported in ${supported}`;
      lines.push(share(part, `${where}: precision of \`${basis}\``, right, labelled, { ...target, note }));
    }
    return lines;
  }
}

function worst({ value, fleet }: { value: number; fleet: string }): string {
  return fleet === '' ? '1' : `${value.toFixed(3)} (${fleet})`;
}

/** Fleets in every telemetry, fully observed: are the joins right? */
export async function contacts(quick: boolean, say: (text: string) => void): Promise<Line[]> {
  const lines: Line[] = [];
  for (const kind of TELEMETRY_KINDS) lines.push(...(await oneKind(kind, fleets(quick), say)));
  return lines;
}

async function oneKind(kind: TelemetryKind, list: Fleet[], say: (text: string) => void): Promise<Line[]> {
  const counts = (['id', 'content', 'rule'] as const).map((basis) => new BasisCount(basis));
  let untied = 0;
  let byEnds = 0;
  let truths = 0;
  for (const fleet of list) {
    const traced = await traceFleet(play('notebook-rule', fleet), kind, []);
    const matched = matchPairs(traced.truth, traced.doc);
    for (const count of counts) count.add(traced, matched);
    const loose = matchPairs(traced.truth, traced.doc, Number.POSITIVE_INFINITY);
    const shown = traced.truth.pairs.filter((pair) => pair.support.some((basis) => basis !== 'structure'));
    truths += shown.length;
    byEnds += shown.filter((pair) => loose.contactOf.has(pair)).length;
    untied += traced.doc.contacts.filter((contact) => !matched.pairOf.has(contact)).length;
    say(`${kind}, seed ${fleet.seed}, ${fleet.sessions} sessions: ${traced.doc.contacts.length} contacts`);
  }
  return [
    ...counts.flatMap((count) => count.lines('contacts', kind, true)),
    share('contacts', `${kind}: pairs found when the time of the write is left out`, byEnds, truths, {
      note: `${untied} contacts are no true pair`,
    }),
  ];
}
