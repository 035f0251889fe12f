import { HIJACK, type HijackFinding, isPassingOn, type Sighting } from '../../cases/index.ts';
import { artifactId, type CaseEvidence, type TraceCase } from '../../fleet/index.ts';
import type { Onset, SeenExposure } from '../../outbreak/index.ts';
import { quote } from '../output/quote.ts';
import { type Frame, iso } from '../trace/frame.ts';
import { quoteAround } from './quote-around.ts';
import type { CasesFound } from './watch.ts';

/** One behaviour's findings, in one form whoever found them. Sessions by their number. */
export interface Found {
  id: string;
  title: string;
  definition: string;
  cases: Map<number, FoundCase>;
  unassessed: Set<number>;
  seen: SeenExposure[] | undefined;
  /** A case is somebody who wrote on what it had read. */
  passingOn: boolean;
  notes: string[];
}

export interface FoundCase {
  status: TraceCase['status'];
  score: number | undefined;
  onset: Onset;
  reason: string;
  evidence: CaseEvidence[];
}

// The built-in behaviour

export function hijackOf({ hijack, forgotten, prevalence }: CasesFound, frame: Frame): Found[] {
  if (hijack === undefined) return [];
  const { engine } = frame;
  const found: Found = {
    id: HIJACK.behaviour,
    title: 'Acted on instructions that its principal never gave',
    definition: HIJACK.version,
    cases: new Map(),
    unassessed: new Set(),
    seen: [],
    passingOn: false,
    notes: [`Scores are stated at a prevalence of ${prevalence} of all sessions.`],
  };
  if (forgotten > 0) found.notes.push(`${forgotten} sessions were forgotten, since too many ran at once.`);
  for (const session of engine.sessions.list) {
    const finding = hijack.get(session.id);
    if (finding === undefined || !finding.assessed) found.unassessed.add(session.no);
    if (finding === undefined) continue;
    for (const { channel, artifact, order, time } of finding.spans) {
      const at = artifact === undefined ? -1 : (engine.artifacts.find(artifactId(artifact))?.no ?? -1);
      found.seen!.push({ session: session.no, channel, artifact: at, order, time });
    }
    if (finding.status === undefined || finding.onset === undefined) continue;
    found.unassessed.delete(session.no);
    found.cases.set(session.no, {
      status: finding.status,
      score: finding.score,
      onset: finding.onset,
      reason: finding.reason ?? '',
      evidence: hijackEvidence(finding, frame),
    });
  }
  return [found];
}

/** The payloads that were acted on, then what was done after. */
function hijackEvidence({ spans, acts }: HijackFinding, frame: Frame): CaseEvidence[] {
  const used = new Set(acts.map(({ span }) => span));
  const payloads = spans.flatMap((span, i): CaseEvidence[] => {
    if (!used.has(i)) return [];
    const passage = quote(span.text, frame.options.quotes);
    return [
      {
        role: 'payload',
        kind: 'read',
        what: span.tool ?? 'read',
        ...(span.artifact !== undefined && { artifact: frame.names.other(artifactId(span.artifact)) }),
        channel: span.channel,
        time: iso(span.time),
        ...(passage !== undefined && { passage, mark: { start: 0, end: passage.length } }),
        at: placeOf(span, frame),
      },
    ];
  });
  const deeds = acts.map((act): CaseEvidence => {
    const passage = quote(act.carries, frame.options.quotes);
    return {
      role: 'act',
      kind: act.kind,
      what: act.tool ?? act.kind,
      time: iso(act.time),
      ...(passage !== undefined && { passage, mark: { start: 0, end: passage.length } }),
      at: placeOf(act, frame),
    };
  });
  return [...payloads, ...deeds];
}

// Declared behaviours

export function declaredOf({ behaviours }: CasesFound, frame: Frame): Found[] {
  return behaviours.map(({ behaviour, cases, unassessed, notes }) => ({
    id: behaviour.id,
    title: behaviour.title,
    definition: behaviour.version,
    cases: new Map(
      cases.map(({ session, status, onset, reason, evidence }) => [
        session,
        { status, score: undefined, onset, reason, evidence: evidence.map((one) => sightingOf(one, frame)) },
      ]),
    ),
    unassessed: new Set(unassessed),
    seen: undefined,
    passingOn: isPassingOn(behaviour),
    notes: [...notes],
  }));
}

function sightingOf(sighting: Sighting, frame: Frame): CaseEvidence {
  const { kind, tool, artifact, channel, time } = sighting;
  const quoted = quoteAround(sighting, frame.options.quotes);
  return {
    role: 'sighting',
    kind,
    what: tool ?? kind,
    ...(artifact >= 0 && { artifact: frame.names.artifact(artifact) }),
    ...(channel !== undefined && { channel }),
    time: iso(time),
    ...quoted,
    at: placeOf(sighting, frame),
  };
}

function placeOf({ file, line }: { file: number; line: number }, frame: Frame): { file: string; line: number } {
  return { file: frame.names.other(frame.files[file]?.path ?? '?'), line };
}
