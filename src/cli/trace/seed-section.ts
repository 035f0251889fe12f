import { type Hit, namesArtifact } from '../../cases/index.ts';
import { contentOf } from '../../contacts/index.ts';
import type { TraceAfter, TraceCopy, TraceExposure, TraceSeed } from '../../fleet/index.ts';
import type { CarryingAct, Deeds, Exposure, Origin, SeedOutbreak } from '../../outbreak/index.ts';
import { maskSecrets } from '../output/mask.ts';
import { quote } from '../output/quote.ts';
import { count, plural } from '../output/table.ts';
import { carryingLines } from './evidence.ts';
import { type Frame, iso } from './frame.ts';

/** Acts listed for one session, those that carry something of the seed first. */
const ACTS = 20;
const SEED_LENGTH = 2000;

/** One seed of the document: the three numbers, what they leave out, and the evidence for each. */
export function seedSection(outbreak: SeedOutbreak, frame: Frame): TraceSeed {
  const exposures = [...outbreak.exposures.values()].filter((e) => frame.when(e.time) && reported(e.session, frame));
  exposures.sort((a, b) => a.generation - b.generation || a.order - b.order);
  const exposed = exposures.map((e) => exposureOf(e, outbreak, frame));
  const reachable = [...outbreak.reachable].filter((s) => reported(s, frame)).sort((a, b) => a - b);
  const howMany = (acted: TraceExposure['acted']) => exposed.filter((e) => e.acted === acted).length;
  const tokens = exposed.filter((e) => e.tokensAfter !== undefined);
  const { firstSeen } = outbreak;
  const stopped = frame.options.interrupted === true;
  const section: TraceSeed = {
    seed: shortened(outbreak.trace.seed.given, frame),
    ...(outbreak.trace.seed.kind === 'file' &&
      frame.options.quotes !== 'none' && { text: shortened(outbreak.trace.seed.text, frame) }),
    kind: outbreak.trace.seed.kind,
    found: outbreak.found === 'not-there' && (frame.unread > 0 || stopped) ? 'cannot-tell' : outbreak.found,
    explanation: '',
    reachable: reachable.length,
    exposedCount: exposed.length,
    exposedObserved: exposed.filter((e) => e.how === 'observed').length,
    exposedInferred: exposed.filter((e) => e.how !== 'observed').length,
    acted: howMany('used') + howMany('relayed'),
    used: howMany('used'),
    relayed: howMany('relayed'),
    quoted: howMany('quoted'),
    leftOut: leftOutOf(outbreak, exposed, frame),
    firstWriter: outbreak.firstWriter === undefined ? null : frame.names.session(outbreak.firstWriter),
    firstSeen:
      firstSeen === undefined
        ? null
        : {
            session: frame.names.session(firstSeen.session),
            artifact: firstSeen.artifact < 0 ? null : frame.names.artifact(firstSeen.artifact),
            time: iso(firstSeen.time),
            at: placeOf(firstSeen, frame),
          },
    origins: outbreak.origins.map((origin) => originOf(origin, frame)),
    exposed,
    reachableSessions: reachable.map((s) => frame.names.session(s)),
    copies: outbreak.copies.filter((c) => frame.when(c.hit.time)).map((copy) => copyOf(copy, frame)),
    ...(tokens.length > 0 && { tokensAfter: tokens.reduce((sum, e) => sum + e.tokensAfter!, 0) }),
  };
  const { nearest } = outbreak.trace;
  if (outbreak.found !== 'found' && nearest !== undefined) {
    section.nearest = {
      session: frame.names.session(nearest.session),
      similarity: round(nearest.similarity),
      ...passageOf(nearest.passage, frame),
      at: placeOf(nearest, frame),
    };
  }
  section.explanation = explain(section, outbreak, frame) + meantAsArtifact(outbreak, frame);
  return section;
}

function reported(session: number, frame: Frame): boolean {
  return frame.inWindow(frame.engine.sessions.list[session]!);
}

function exposureOf(exposure: Exposure, outbreak: SeedOutbreak, frame: Frame): TraceExposure {
  const deeds = outbreak.deeds.get(exposure.session)!;
  const { hit } = exposure;
  const secrets = secretsOf(outbreak);
  const carrying = deeds.carrying.slice(0, ACTS).map((act) => carryingAct(act, outbreak, frame, secrets));
  const others = deeds.others.slice(0, ACTS - carrying.length);
  const left = deeds.carrying.length - carrying.length + deeds.others.length - others.length + deeds.more;
  return {
    session: frame.names.session(exposure.session),
    generation: exposure.generation,
    via: exposure.via === undefined ? null : frame.names.session(exposure.via),
    artifact: exposure.artifact < 0 ? null : frame.names.artifact(exposure.artifact),
    channel:
      hit?.channel ?? (exposure.artifact < 0 ? null : frame.engine.artifacts.list[exposure.artifact]!.ref.channel),
    time: iso(exposure.time),
    basis: exposure.basis,
    how: hit === undefined ? exposure.how : 'observed',
    similarity: hit === undefined ? 0 : round(hit.similarity),
    altered: hit !== undefined && !hit.exact,
    acted: deeds.acted,
    after: [...carrying, ...others.map((act) => otherAct(act, frame))],
    ...(left > 0 && { afterLeftOut: left }),
    ...(deeds.tokens !== undefined && { tokensAfter: deeds.tokens }),
    ...passageOf(hit?.passage, frame),
    at: placeOf(exposure, frame),
  };
}

function carryingAct(act: CarryingAct, { trace }: SeedOutbreak, frame: Frame, secrets: string[]): TraceAfter {
  const texts = trace.patterns.map(({ pattern }) => pattern.text);
  const passage = act.kind === 'call' ? carryingLines(act.passage, { value: act.value, texts }) : act.passage;
  return {
    kind: act.kind,
    what: maskSecrets(act.what),
    ...(act.artifact >= 0 && { artifact: frame.names.artifact(act.artifact) }),
    time: iso(act.time),
    carries: act.carries,
    ...(act.quoted && { quoted: true }),
    ...passageOf(withoutSecrets(passage, secrets), frame),
    ...(act.value !== undefined &&
      frame.options.quotes !== 'none' && { value: maskSecrets(withoutSecrets(act.value, secrets)) }),
    at: placeOf(act, frame),
  };
}

function otherAct(act: Deeds['others'][number], frame: Frame): TraceAfter {
  return {
    kind: act.kind,
    what: maskSecrets(act.what),
    ...(act.artifact >= 0 && { artifact: frame.names.artifact(act.artifact) }),
    time: iso(act.time),
    carries: 'nothing',
    at: placeOf(act, frame),
  };
}

function copyOf({ hit, original, live }: SeedOutbreak['copies'][number], frame: Frame): TraceCopy {
  return {
    session: frame.names.session(hit.session),
    artifact: hit.artifact < 0 ? null : frame.names.artifact(hit.artifact),
    channel: hit.channel ?? 'tool',
    time: iso(hit.time),
    similarity: round(hit.similarity),
    altered: !hit.exact,
    quoted: hit.quoted,
    original,
    live,
    ...passageOf(hit.passage, frame),
    at: placeOf(hit, frame),
  };
}

const WHY: Record<Origin['why'], string> = {
  'wrote-first': 'it wrote the text before any session was seen to read it',
  'wrote-unread': 'it wrote the text and was not seen to read it before',
  'wrote-order-unknown': 'it wrote the text; without times, whether others had it before is not known',
  'came-in': 'sessions read it there, and nobody was seen to write it',
  unseen: 'what the telemetry does not show: reads without text, sessions left out, people',
};

function originOf(origin: Origin, frame: Frame): TraceSeed['origins'][number] {
  const artifact = origin.artifact < 0 ? null : frame.names.artifact(origin.artifact);
  const place = artifact ?? 'a text without address';
  const outside = origin.why === 'unseen' ? 'not seen in the telemetry' : `from outside, through ${place}`;
  return {
    session: origin.session === undefined ? null : frame.names.session(origin.session),
    label: origin.session === undefined ? outside : frame.names.session(origin.session),
    artifact,
    time: iso(origin.time),
    weight: round(origin.weight),
    why: WHY[origin.why],
  };
}

/** Sessions that said it or called with it, and were not seen to read or to write it: how they met it is not known. */
export function carriersUnexplained(outbreak: SeedOutbreak): Set<number> {
  const unexplained = new Set<number>();
  for (const hit of outbreak.trace.hits) {
    if ((hit.kind === 'call' || hit.kind === 'say') && hit.copy && !outbreak.exposures.has(hit.session)) {
      unexplained.add(hit.session);
    }
  }
  for (const { hit } of outbreak.copies) unexplained.delete(hit.session);
  if (outbreak.firstWriter !== undefined) unexplained.delete(outbreak.firstWriter);
  return unexplained;
}

/** What the numbers do not hold, each with its count of sessions. */
function leftOutOf(outbreak: SeedOutbreak, exposed: TraceExposure[], frame: Frame): TraceSeed['leftOut'] {
  const known = new Set(outbreak.exposures.keys());
  if (outbreak.firstWriter !== undefined) known.add(outbreak.firstWriter);
  let none = 0;
  let partial = 0;
  for (const session of frame.engine.sessions.list) {
    if (known.has(session.no) || !frame.inWindow(session)) continue;
    const content = contentOf(session);
    if (content === 'none') none++;
    else if (content === 'partial') partial++;
  }
  const unread = [...outbreak.unreadWriters].filter((s) => reported(s, frame)).length;
  const blind = exposed.filter((e) => e.acted === 'unknown').length;
  const own = [...carriersUnexplained(outbreak)].filter((s) => reported(s, frame)).length;
  const list = [
    { reason: 'without content: whether they read it cannot be said', sessions: none },
    { reason: 'whose content is there for some reads only', sessions: partial },
    { reason: 'that wrote the text, not seen to read it', sessions: unread },
    { reason: 'with it in own calls or answers, not seen to read it', sessions: own },
    { reason: 'that read it, and whose later acts have no content', sessions: blind },
  ];
  return list.filter(({ sessions }) => sessions > 0);
}

/** A client loads its instruction files without a trace of their text: an all-clear does not speak of them. */
function instructionsUnseen(frame: Frame): string {
  const loading = frame.engine.sessions.list.filter((s) => s.ruleReads > 0 && frame.inWindow(s)).length;
  return loading === 0
    ? ''
    : ` Not seen: the instruction files that the clients of ${plural(loading, 'session')} loaded by themselves.`;
}

function explain(section: TraceSeed, outbreak: SeedOutbreak, frame: Frame): string {
  const sessions = frame.engine.sessions.list.length;
  if (section.found === 'not-there')
    return `Not there: ${plural(sessions, 'session')} seen in full, and none read or wrote it.${instructionsUnseen(frame)}`;
  if (outbreak.why === 'no-such-artifact') {
    const like = outbreak.likeNames.map((name) => frame.names.other(name)).join(', ');
    return `Cannot tell: no artifact of that name was seen.${like === '' ? '' : ` Names like it: ${like}.`}`;
  }
  if (outbreak.why === 'common-parts') {
    return 'Cannot tell: what else was read or written without it has nearly all of its words. Give the part that is bad.';
  }
  if (section.found === 'cannot-tell') {
    const unseen = frame.engine.sessions.list.filter((s) => frame.inWindow(s) && contentOf(s) !== 'full').length;
    const parts = [
      unseen > 0 ? `${count(unseen)} of ${plural(sessions, 'session')} ${were(unseen)} not seen in full` : '',
      frame.options.interrupted === true ? 'the reading was interrupted' : '',
      frame.unread > 0
        ? `${plural(frame.unread, 'record or text', 'records or texts')} ${were(frame.unread)} not read`
        : '',
    ];
    const why = parts.filter((part) => part !== '').join(' and ');
    return `Cannot tell: not found, but ${why === '' ? 'no session was seen to read anything' : why}.`;
  }
  if (section.exposedCount === 0 && section.copies.length > 1 && frame.engine.counts.events > 0) {
    return `Found in ${plural(section.copies.length, 'text')} that sessions wrote; no session was seen to read it.`;
  }
  const { seed, named } = outbreak.trace;
  const several =
    seed.kind === 'artifact' && seed.scope === undefined && named.size > 1
      ? ` The path names ${plural(named.size, 'artifact')}: artifact:REPO:PATH picks those of one.`
      : '';
  const more =
    outbreak.trace.dropped > 0 ? ` ${plural(outbreak.trace.dropped, 'further trace')} of it too many to keep.` : '';
  return `Found: ${plural(section.exposedCount, 'session')} read it, ${count(section.acted)} acted on it.${several}${more}`;
}

/** A text that is the name of an artifact may have been meant as that. */
function meantAsArtifact({ trace: { seed } }: SeedOutbreak, { engine, names }: Frame): string {
  if (seed.kind !== 'text' || seed.given.startsWith('text:') || /\s/.test(seed.text)) return '';
  const named = engine.artifacts.list.find(({ id, ref }) =>
    namesArtifact({ scope: undefined, key: seed.text }, id, ref.scope, ref.key),
  );
  return named === undefined
    ? ''
    : ` Read as a text. An artifact has that name: --seed artifact:${names.other(seed.text)} traces it.`;
}

function were(n: number): string {
  return n === 1 ? 'was' : 'were';
}

/** Pieces of the seed that are masked in it: cut out of it, nothing about them tells that they are secret. */
function secretsOf({ trace }: SeedOutbreak): string[] {
  const masked = trace.patterns.map(({ pattern }) => maskSecrets(pattern.text));
  const words = new Set(trace.patterns.flatMap(({ pattern }) => pattern.text.split(/\s+/)));
  return [...trace.values, ...words].filter(
    (piece) =>
      piece.length >= 6 &&
      trace.patterns.some(({ pattern }, i) => pattern.text.includes(piece) && !masked[i]!.includes(piece)),
  );
}

function withoutSecrets(text: string, secrets: string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '[masked]'), text);
}

function passageOf(passage: string | undefined, frame: Frame): { passage?: string } {
  const quoted = quote(passage, frame.options.quotes);
  return quoted === undefined ? {} : { passage: quoted };
}

/** The seed as given is the user's own text: shown even where transcripts are not quoted (those quote the file's). */
function shortened(given: string, frame: Frame): string {
  const masked = maskSecrets(given);
  return frame.options.quotes === 'full' || masked.length <= SEED_LENGTH ? masked : `${masked.slice(0, SEED_LENGTH)}…`;
}

function placeOf({ file, line }: Pick<Hit, 'file' | 'line'>, frame: Frame): { file: string; line: number } {
  return { file: frame.names.other(frame.files[file]?.path ?? '-'), line };
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
