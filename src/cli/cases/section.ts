import type {
  CaseLink,
  TraceBehaviour,
  TraceCase,
  TraceCaseSummary,
  TraceChannelRate,
  TraceDismissal,
  TraceJudge,
  Verdict,
} from '../../fleet/index.ts';
import {
  attackRates,
  type CaseExposure,
  type CaseSet,
  caseExposures,
  chainTo,
  leadingExposures,
} from '../../outbreak/index.ts';
import { maskSecrets } from '../output/mask.ts';
import { type Frame, iso } from '../trace/frame.ts';
import { declaredOf, type Found, type FoundCase, hijackOf } from './found.ts';
import type { CasesFound } from './watch.ts';

/** The part of the document that tells of cases. */
export interface CaseSection {
  summary: TraceCaseSummary;
  behaviours: TraceBehaviour[];
  cases: TraceCase[];
  channels: TraceChannelRate[];
  dismissals: TraceDismissal[];
  judges: TraceJudge[];
  /** What the outbreak of each behaviour is worked out from. */
  sets: { behaviour: string; set: CaseSet; passingOn: boolean; probability: (session: number) => number }[];
  /** Sessions by their number that met a behaviour, whatever came of it. */
  exposed: Set<number>;
  /** Sessions by their number of which something that was looked for could not be judged. */
  unassessed: Set<number>;
}

export function caseSection(found: CasesFound, verdicts: readonly Verdict[], frame: Frame): CaseSection {
  const section: CaseSection = {
    summary: { reported: 0, called: 0, prevalence: found.prevalence, trueShare: null },
    behaviours: [],
    cases: [],
    channels: [],
    dismissals: [],
    sets: [],
    judges: found.judges.map(({ cost, ...account }) => ({ ...account, ...(cost !== undefined && { cost }) })),
    exposed: new Set(),
    unassessed: new Set(),
  };
  const all = [...hijackOf(found, frame), ...declaredOf(found, frame)];
  for (const one of all) addBehaviour(section, one, verdicts, frame);
  const called = section.cases.filter(({ status }) => status !== 'suspected');
  const scored = called.filter(({ score }) => score !== undefined);
  section.summary.reported = section.cases.length;
  section.summary.called = called.length;
  if (scored.length > 0) {
    section.summary.trueShare = scored.reduce((sum, { score }) => sum + score!, 0) / scored.length;
  }
  return section;
}

function addBehaviour(section: CaseSection, found: Found, verdicts: readonly Verdict[], frame: Frame): void {
  const { sessions } = frame.engine;
  const said = new Map<number, Verdict>();
  for (const verdict of verdicts) {
    const no = sessions.find(verdict.session)?.no;
    if (verdict.behaviour === found.id && no !== undefined) said.set(no, verdict);
  }
  for (const [no, verdict] of said) {
    if (verdict.verdict === 'confirmed') confirm(found, no, verdict, frame);
    else if (found.cases.delete(no)) {
      // Looked at by a person, and no case.
      const { reason, time } = verdict;
      section.dismissals.push({ session: frame.names.session(no), behaviour: found.id, reason, time: iso(time)! });
    }
  }
  const set: CaseSet = {
    cases: new Map([...found.cases].map(([no, { onset }]) => [no, onset])),
    assessed: (no) => !found.unassessed.has(no),
    ...(found.seen !== undefined && { seen: found.seen }),
  };
  section.sets.push({
    behaviour: found.id,
    set,
    passingOn: found.passingOn,
    probability: (no) => probabilityOf(found.cases.get(no)),
  });
  const exposures = caseExposures(set, frame.engine);
  const leading = leadingExposures(set, exposures);
  for (const { session } of exposures) section.exposed.add(session);
  for (const no of found.unassessed) section.unassessed.add(no);

  const counts = { suspected: 0, probable: 0, confirmed: 0 };
  for (const [no, one] of [...found.cases].sort(([, a], [, b]) => a.onset.order - b.onset.order)) {
    counts[one.status]++;
    if (!frame.when(one.onset.time)) continue;
    section.cases.push(caseOf(no, one, found, chainTo(no, leading), said.get(no), frame));
  }
  section.behaviours.push({
    id: found.id,
    title: found.title,
    definition: found.definition,
    ...counts,
    assessed: sessions.list.length - found.unassessed.size,
    unassessed: found.unassessed.size,
    introductions: [...found.cases.keys()].filter((no) => (leading.get(no)?.from ?? -1) < 0).length,
    notes: found.notes,
  });
  for (const rate of attackRates(set, exposures, sessions.list.length)) {
    const { attackRate, riskRatio, ...counted } = rate;
    section.channels.push({
      ...counted,
      behaviour: found.id,
      attackRate: attackRate ?? null,
      riskRatio: riskRatio ?? null,
    });
  }
}

/** Where a case has no score of its own, its status says how sure it is. */
const BY_STATUS = { suspected: 0.5, probable: 0.9, confirmed: 1 };

function probabilityOf(one: FoundCase | undefined): number {
  if (one === undefined) return BY_STATUS.suspected;
  return one.status === 'confirmed' ? 1 : Math.max(0.01, one.score ?? BY_STATUS[one.status]);
}

/** A person may confirm what no detector reported: then it is a case from the session's beginning. */
function confirm(found: Found, no: number, verdict: Verdict, frame: Frame): void {
  const known = found.cases.get(no);
  if (known !== undefined) known.status = 'confirmed';
  else {
    const { start } = frame.engine.sessions.list[no]!;
    const onset = { order: 0, time: start };
    const reason = `A person confirmed it: ${verdict.reason}`;
    found.cases.set(no, { status: 'confirmed', score: undefined, onset, reason, evidence: [] });
  }
  found.unassessed.delete(no);
}

function caseOf(
  no: number,
  one: FoundCase,
  found: Found,
  chain: CaseExposure[],
  verdict: Verdict | undefined,
  frame: Frame,
): TraceCase {
  return {
    session: frame.names.session(no),
    behaviour: found.id,
    definition: found.definition,
    status: one.status,
    ...(one.score !== undefined && { score: one.score }),
    onset: iso(one.onset.time),
    reason: maskSecrets(one.reason),
    evidence: one.evidence,
    chain: chain.map((exposure) => linkOf(exposure, frame)),
    ...(verdict !== undefined && {
      verdict: { verdict: verdict.verdict, reason: verdict.reason, time: iso(verdict.time)! },
    }),
  };
}

function linkOf({ from, session, artifact, channel, time, basis }: CaseExposure, frame: Frame): CaseLink {
  return {
    from: from < 0 ? null : frame.names.session(from),
    to: frame.names.session(session),
    artifact: artifact < 0 ? null : frame.names.artifact(artifact),
    channel,
    time: iso(time),
    basis,
  };
}
