import { type Observed, TextLens } from '../../contacts/index.ts';
import type { FleetEvent, WriteEvent } from '../../fleet/index.ts';
import { type Match, Matcher, ownCopy, Pattern } from '../../lineage/index.ts';
import { CallNotes } from './calls.ts';
import { isCopy, isSearchedFor, NEAREST } from './copy.ts';
import { follow, spend, startFollowing } from './following.ts';
import { gluedForms, isGlued } from './glued.ts';
import { SeedIdentity, type TracerOptions } from './identity.ts';
import { isQuotation } from './quotation.ts';
import { type Seam, Seams } from './seams.ts';
import type { Seed } from './seed.ts';
import { isSameButLineBreaks, placeOf, type TextEvent, textOf, wholeWords } from './seen.ts';
import { plainly } from './talk.ts';
import { emptyTrace, type Hit, type SeedTrace, type ValueUse } from './trace.ts';
import { distinctiveValues, ValueFinder, type ValueSighting } from './values.ts';

export type { TracerOptions } from './identity.ts';

/** Bounds on what is kept of one seed and of one session. */
const MAX_HITS = 200_000;
const MAX_TOUCHES = 200_000;
const MAX_USES = 100_000;
/** Texts learned from a session, an artifact or an address; what follows is followed by contact alone. */
const MAX_LEARNED = 256;
/** Characters of the shortest text that is learned: a shorter one is met by chance. */
const LEAST_LEARNED = 20;
const MAX_SESSIONS_OF_VALUE = 1000;
const PASSAGE = 400;
/** Characters of a seed of which its own words are known. */
const OWN_WORDS = 100_000;
/** What may be shown as the nearest passage: a word or two say nothing. */
const PHRASE = /\S\s+\S+\s+\S+\s+\S/;

/**
 * Follows known bad things through the events, one after another. It notes what carries a seed and decides nothing that
 * later events could change: `SeedTrace` is read by the outbreak room when there is something to say.
 */
export class SeedTracer {
  readonly traces: SeedTrace[];
  private readonly matcher = new Matcher();
  private readonly finder = new ValueFinder();
  /** Trace and index within it of each pattern of the matcher. */
  private readonly owner: { trace: number; index: number }[] = [];
  private readonly carrying: Set<number>[];
  private readonly aside = new TextLens();
  private readonly seams = new Seams();
  private order = 0;
  private readonly calls = new CallNotes();
  private readonly identities: SeedIdentity[];
  /** Hits without a time, by session, until an event that has one comes after them. */
  private readonly undated = new Map<number, Hit[]>();

  constructor(seeds: Seed[], options: TracerOptions = {}) {
    this.traces = seeds.map(emptyTrace);
    this.carrying = seeds.map(() => new Set());
    this.identities = seeds.map((seed) => new SeedIdentity(seed, options));
    seeds.forEach((seed, t) => {
      if (seed.kind === 'text' || seed.kind === 'file') this.look(t, seed.text, false);
      // However it is quoted, with http or https or neither.
      if (seed.kind === 'url') this.look(t, this.identities[t]!.url!.replace(/^https?:\/\//i, ''), false);
    });
  }

  /** Take one event, after the contact engine has. `lens` must be looking at its text (for a call: its arguments). */
  observe(event: FleetEvent, lens: TextLens, observed: Observed): void {
    const order = this.order++;
    if (event.kind === 'session') return;
    if (event.kind === 'usage') {
      spend(this.traces, observed.session.no, event.input + event.output);
      return;
    }
    if (event.time !== undefined && this.undated.size > 0) this.date(observed.session.no, event.time);
    const text = textOf(event);
    this.calls.note(event);
    for (let t = 0; t < this.traces.length; t++) this.learn(t, event, text, observed, order);
    const hitTraces = this.matchText(event, text, lens, observed, order);
    if (event.kind === 'read' && text !== undefined && event.channel !== 'human' && event.channel !== 'control') {
      for (const seam of this.seams.read(observed.session.no, text, lens.words)) {
        this.matchSeam(seam, event, observed, order, hitTraces);
      }
    }
    if (event.kind === 'write' && event.removed !== undefined) this.removal(event, observed, hitTraces);
    for (let t = 0; t < this.traces.length; t++) {
      this.touch(t, event, observed, order, hitTraces.has(t));
      const { artifact } = observed;
      const carries = artifact !== undefined && this.carrying[t]!.has(artifact.no);
      follow(this.traces[t]!, event, observed, order, carries);
    }
  }

  private look(t: number, text: string, learned: boolean): void {
    const trace = this.traces[t]!;
    const pattern = new Pattern(text);
    if (pattern.length === 0) return;
    const plain = plainly(text.slice(0, OWN_WORDS));
    const lookFor = (what: Pattern, glued?: Pattern) => {
      this.matcher.add(what);
      this.owner.push({ trace: t, index: trace.patterns.length });
      trace.patterns.push({ pattern: what, learned, glued, order: this.order, plain });
    };
    lookFor(pattern);
    if (!learned) {
      this.seams.add(pattern);
      for (const form of gluedForms(pattern)) lookFor(form, pattern);
    }
    for (const value of distinctiveValues(text)) {
      if (trace.values.length >= 200 || trace.values.includes(value)) continue;
      this.finder.add(t, trace.values.length, value);
      trace.values.push(value);
      trace.valueSessions.push(new Set());
    }
  }

  /** A seed that names a session, an artifact, an address or a hash: its texts become known as they are seen. */
  private learn(t: number, event: TextEvent, text: string | undefined, observed: Observed, order: number): void {
    const trace = this.traces[t]!;
    const identity = this.identities[t]!;
    if (!identity.is(event, text, observed)) return;
    if (observed.artifact !== undefined && identity.isName) {
      this.carrying[t]!.add(observed.artifact.no);
      const byRule = event.kind === 'read' && event.how === 'rule';
      if (trace.seed.kind !== 'session' && !byRule) trace.named.add(observed.artifact.no);
    }
    // A text that is known, or learned now, is found by the matcher like any other; what has none is noted by identity.
    if (text !== undefined && text.length >= LEAST_LEARNED) {
      if (this.isKnown(trace, text)) return;
      if (trace.patterns.length < MAX_LEARNED) {
        this.look(t, text, true);
        return;
      }
    }
    this.noteByIdentity(t, event, observed, order);
  }

  private isKnown(trace: SeedTrace, text: string): boolean {
    return trace.patterns.some(({ pattern }) => pattern.text === text);
  }

  /** An event of the seed itself whose text is missing or short: it carries the seed by what it is. */
  private noteByIdentity(t: number, event: TextEvent, observed: Observed, order: number): void {
    const trace = this.traces[t]!;
    if (event.kind !== 'read' && event.kind !== 'write') return;
    // A name says what was read, but not that the seed stood there: carriers and contacts say that. A hash says both.
    if (event.kind === 'read' && this.identities[t]!.isName && (event.how === 'rule' || event.text === undefined))
      return;
    this.push(trace, {
      ...placeOf(event, observed, order),
      pattern: -1,
      similarity: 1,
      verbatim: true,
      exact: true,
      words: new Uint32Array(0),
      copy: true,
      quoted: false,
      passage: ownCopy((event.text ?? '').slice(0, PASSAGE)),
    });
  }

  /** Returns the traces of which the event carries a copy. */
  private matchText(
    event: TextEvent,
    text: string | undefined,
    lens: TextLens,
    observed: Observed,
    order: number,
  ): Set<number> {
    if (text === undefined || lens.words.count === 0 || this.owner.length === 0) return new Set();
    const values = this.finder.find(lens.words, text);
    const matches = this.matcher.find(lens.words, text, NEAREST);
    if (matches.length === 0 && values.length === 0) return new Set();
    const best = new Map<number, Hit>();
    for (const match of matches) this.weigh(best, match, values, event, text, observed, order);
    const copies = new Set<number>();
    for (const [t, hit] of best) {
      const trace = this.traces[t]!;
      if (hit.copy) {
        this.push(trace, hit);
        copies.add(t);
      } else if (PHRASE.test(hit.passage) && hit.similarity > (trace.nearest?.similarity ?? 0)) {
        trace.nearest = hit;
      }
    }
    for (const sighting of values) {
      if (!copies.has(sighting.seed)) this.use(sighting, event, text, observed, order);
    }
    return copies;
  }

  /** A copy of which one half stands in this read and the other in the session's read before. */
  private matchSeam(seam: Seam, event: TextEvent, observed: Observed, order: number, hitTraces: Set<number>): void {
    const { words } = this.aside.look(seam.text);
    const across = this.matcher
      .find(words, seam.text, NEAREST)
      .filter(({ start, end }) => start < seam.at && end > seam.at);
    const best = new Map<number, Hit>();
    for (const match of across) this.weigh(best, match, [], event, seam.text, observed, order);
    for (const [t, hit] of best) {
      if (!hit.copy || hitTraces.has(t)) continue;
      this.push(this.traces[t]!, hit);
      hitTraces.add(t);
    }
  }

  private weigh(
    best: Map<number, Hit>,
    match: Match,
    values: ValueSighting[],
    event: TextEvent,
    text: string,
    observed: Observed,
    order: number,
  ): void {
    const { trace: t, index } = this.owner[match.pattern]!;
    const { pattern, plain, glued } = this.traces[t]!.patterns[index]!;
    if (glued !== undefined && !isGlued(match.found, pattern, glued)) return;
    let valueWords = 0;
    for (const v of values) {
      if (v.seed === t && v.start < match.end + 40 && v.end > match.start - 40)
        valueWords = Math.max(valueWords, v.words);
    }
    const purpose = this.calls.purposeOf(event);
    const copy = isCopy(match, pattern, valueWords) || (purpose === 'search' && isSearchedFor(match));
    const known = best.get(t);
    if (
      known !== undefined &&
      (known.copy ? !copy || known.similarity >= match.similarity : !copy && known.similarity >= match.similarity)
    ) {
      return;
    }
    const { start, end } = match;
    const isCall = event.kind === 'call';
    best.set(t, {
      ...placeOf(event, observed, order),
      pattern: index,
      similarity: match.similarity,
      verbatim: match.verbatim,
      exact: match.verbatim && isSameButLineBreaks(text.slice(start, end), pattern.core),
      words: match.found,
      copy,
      quoted: event.kind !== 'read' && isQuotation({ text, start, end, purpose, isCall, seed: plain }),
      passage: ownCopy(text.slice(start, Math.min(end, start + PASSAGE))),
    });
  }

  private push(trace: SeedTrace, hit: Hit): void {
    if (trace.hits.length >= MAX_HITS) {
      trace.dropped++;
      return;
    }
    trace.hits.push(hit);
    if (hit.time === undefined) {
      const waiting = this.undated.get(hit.session);
      if (waiting === undefined) this.undated.set(hit.session, [hit]);
      else waiting.push(hit);
    }
    const t = this.traces.indexOf(trace);
    if (hit.artifact >= 0 && (hit.kind === 'read' || hit.kind === 'write')) this.carrying[t]!.add(hit.artifact);
    if (hit.kind === 'read' || hit.kind === 'write') startFollowing(trace, hit.session, hit.order);
  }

  /** The session's next event with a time says by when its hits without one had happened. */
  private date(session: number, time: number): void {
    for (const hit of this.undated.get(session) ?? []) hit.notAfter = time;
    this.undated.delete(session);
  }

  private use(sighting: ValueSighting, event: TextEvent, text: string, observed: Observed, order: number): void {
    const trace = this.traces[sighting.seed]!;
    const sessions = trace.valueSessions[sighting.value]!;
    if (sessions.size < MAX_SESSIONS_OF_VALUE) sessions.add(observed.session.no);
    if (trace.uses.length >= MAX_USES) {
      trace.dropped++;
      return;
    }
    const { start, end } = sighting;
    const purpose = this.calls.purposeOf(event);
    const seed = trace.patterns[0]?.plain ?? '';
    const quoted =
      event.kind !== 'read' && isQuotation({ text, start, end, purpose, isCall: event.kind === 'call', seed });
    const use: ValueUse = {
      order,
      kind: event.kind,
      session: observed.session.no,
      time: event.time,
      value: sighting.value,
      tool: 'tool' in event ? event.tool : undefined,
      call: 'call' in event ? event.call : undefined,
      artifact: observed.artifact?.no ?? -1,
      quoted,
      passage: wholeWords(text, start, end),
      file: event.file,
      line: event.line,
    };
    trace.uses.push(use);
  }

  /** An edit that takes the seed out carries it in its arguments: that is no use of it. */
  private removal(event: WriteEvent, observed: Observed, copies: Set<number>): void {
    for (const match of this.matcher.find(this.aside.look(event.removed!).words, event.removed!, NEAREST)) {
      const { trace: t, index } = this.owner[match.pattern]!;
      const trace = this.traces[t]!;
      if (!copies.has(t) && event.call !== undefined && isCopy(match, trace.patterns[index]!.pattern, 0)) {
        trace.removals.add(`${observed.session.no} ${event.call}`);
      }
    }
  }

  private touch(t: number, event: TextEvent, observed: Observed, order: number, hit: boolean): void {
    const { artifact } = observed;
    if (artifact === undefined || (event.kind !== 'read' && event.kind !== 'write')) return;
    if (!this.carrying[t]!.has(artifact.no)) return;
    const trace = this.traces[t]!;
    if (trace.touches.length >= MAX_TOUCHES) {
      trace.dropped++;
      return;
    }
    trace.touches.push({
      order,
      session: observed.session.no,
      time: event.time,
      artifact: artifact.no,
      kind: event.kind,
      how: event.how,
      seen: event.text !== undefined,
      whole: this.calls.showsWhole(event),
      hash: event.hash,
      hit,
      clears: event.kind === 'write' && !hit && this.clears(t, event),
      write: observed.write,
      file: event.file,
      line: event.line,
    });
  }

  private clears(t: number, event: WriteEvent): boolean {
    if (event.mode === 'delete') return event.removed === undefined || this.stoodIn(t, event.removed);
    if (event.mode === 'replace') return event.text !== undefined || event.hash !== undefined;
    return event.mode === 'edit' && event.removed !== undefined && this.stoodIn(t, event.removed);
  }

  private stoodIn(t: number, removed: string): boolean {
    return this.matcher
      .find(this.aside.look(removed).words, removed, NEAREST)
      .some((m) => this.owner[m.pattern]!.trace === t && isCopy(m, this.patternOf(m), 0));
  }

  private patternOf(match: Match): Pattern {
    return this.matcher.patterns[match.pattern]!;
  }
}
