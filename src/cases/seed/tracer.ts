import { type Observed, TextLens } from '../../contacts/index.ts';
import type { FleetEvent, Purpose, WriteEvent } from '../../fleet/index.ts';
import { type Match, Matcher, ownCopy, Pattern } from '../../lineage/index.ts';
import { isCopy, NEAREST } from './copy.ts';
import { isQuotation } from './quotation.ts';
import type { Seed } from './seed.ts';
import { isBlind, namesArtifact, placeOf, type TextEvent, textOf, wholeWords } from './seen.ts';
import { type Act, type After, emptyTrace, type Hit, type SeedTrace, type ValueUse } from './trace.ts';
import { distinctiveValues, ValueFinder, type ValueSighting } from './values.ts';

/** Bounds on what is kept of one seed and of one session. */
const MAX_HITS = 200_000;
const MAX_TOUCHES = 200_000;
const MAX_USES = 100_000;
const MAX_ACTS = 40;
/** Texts learned from a session, an artifact or an address; what follows is followed by contact alone. */
const MAX_LEARNED = 256;
/** Characters of the shortest text that is learned: a shorter one is met by chance. */
const LEAST_LEARNED = 20;
const MAX_SESSIONS_OF_VALUE = 1000;
/** Calls with a purpose whose write may still come. */
const MAX_PURPOSES = 10_000;
const PASSAGE = 400;
/** What may be shown as the nearest passage: a word or two say nothing. */
const PHRASE = /\S\s+\S+\s+\S+\s+\S/;

export interface TracerOptions {
  /** Hex SHA-256 of a text's UTF-8 bytes; needed for seeds of kind `hash` only. */
  sha256?(text: string): string;
  /** Normal form of an address, the same as the sources give to artifacts. */
  normaliseUrl?(url: string): string;
  /** Hashes, as events carry them, that a given text may have; for telemetry that has hashes and no content. */
  hashesOf?(text: string): string[];
}

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
  private order = 0;
  private readonly options: TracerOptions;
  private readonly purposes = new Map<string, Purpose>();
  private readonly urls: (string | undefined)[];
  private readonly hashing: boolean;
  private readonly hashes: Set<string>[];

  constructor(seeds: Seed[], options: TracerOptions = {}) {
    this.options = options;
    this.traces = seeds.map(emptyTrace);
    this.carrying = seeds.map(() => new Set());
    this.hashing = seeds.some((seed) => seed.kind === 'hash') && options.sha256 !== undefined;
    this.urls = seeds.map((seed) => (seed.kind === 'url' ? (options.normaliseUrl?.(seed.url) ?? seed.url) : undefined));
    this.hashes = seeds.map((seed) => new Set('text' in seed ? options.hashesOf?.(seed.text) : []));
    seeds.forEach((seed, t) => {
      if (seed.kind === 'text' || seed.kind === 'file') this.look(t, seed.text, false);
      // However it is quoted, with http or https or neither.
      if (seed.kind === 'url') this.look(t, this.urls[t]!.replace(/^https?:\/\//i, ''), false);
    });
  }

  /** Take one event, after the contact engine has. `lens` must be looking at its text (for a call: its arguments). */
  observe(event: FleetEvent, lens: TextLens, observed: Observed): void {
    const order = this.order++;
    if (event.kind === 'session') return;
    if (event.kind === 'usage') {
      this.spend(observed.session.no, event.input + event.output);
      return;
    }
    const text = textOf(event);
    this.notePurpose(event);
    for (let t = 0; t < this.traces.length; t++) this.learn(t, event, text, observed, order);
    const hitTraces = this.matchText(event, text, lens, observed, order);
    if (event.kind === 'write' && event.removed !== undefined) this.removal(event, observed, hitTraces);
    for (let t = 0; t < this.traces.length; t++) {
      this.touch(t, event, observed, order, hitTraces.has(t));
      this.follow(t, event, observed, order);
    }
  }

  private look(t: number, text: string, learned: boolean): void {
    const trace = this.traces[t]!;
    const pattern = new Pattern(text);
    if (pattern.length === 0) return;
    this.matcher.add(pattern);
    this.owner.push({ trace: t, index: trace.patterns.length });
    trace.patterns.push({ pattern, learned, order: this.order });
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
    const { kind } = trace.seed;
    if (!this.isOfSeed(t, event, text, observed)) return;
    if (observed.artifact !== undefined && (kind === 'session' || kind === 'artifact' || kind === 'url')) {
      this.carrying[t]!.add(observed.artifact.no);
      const byRule = event.kind === 'read' && event.how === 'rule';
      if (kind !== 'session' && !byRule) trace.named.add(observed.artifact.no);
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

  private isOfSeed(t: number, event: TextEvent, text: string | undefined, observed: Observed): boolean {
    const { seed } = this.traces[t]!;
    const { artifact } = observed;
    switch (seed.kind) {
      case 'session':
        return event.kind === 'write' && event.mode !== 'delete' && event.session === seed.session;
      case 'artifact':
        return (
          (event.kind === 'read' || (event.kind === 'write' && event.mode !== 'delete')) &&
          artifact !== undefined &&
          namesArtifact(seed, artifact.id, artifact.ref.scope, artifact.ref.key)
        );
      case 'url':
        return event.kind === 'read' && artifact?.ref.channel === 'web' && artifact.ref.key === this.urls[t];
      case 'hash': {
        if (event.kind !== 'read' && event.kind !== 'write') return false;
        if (event.hash === `sha256:${seed.sha256}`) return true;
        if (!this.hashing || text === undefined) return false;
        // Telemetry may leave the final newline of a file out, or add one.
        const hash = this.options.sha256!;
        if (hash(text) === seed.sha256 || hash(`${text}\n`) === seed.sha256) return true;
        return text.endsWith('\n') && hash(text.slice(0, -1)) === seed.sha256;
      }
      default:
        return 'hash' in event && event.hash !== undefined && this.hashes[t]!.has(event.hash);
    }
  }

  private isKnown(trace: SeedTrace, text: string): boolean {
    return trace.patterns.some(({ pattern }) => pattern.text === text);
  }

  /** An event of the seed itself whose text is missing or short: it carries the seed by what it is. */
  private noteByIdentity(t: number, event: TextEvent, observed: Observed, order: number): void {
    const trace = this.traces[t]!;
    if (event.kind !== 'read' && event.kind !== 'write') return;
    // A name says what was read, but not that the seed stood there: carriers and contacts say that. A hash says both.
    const { kind } = trace.seed;
    const byName = kind === 'session' || kind === 'artifact' || kind === 'url';
    if (event.kind === 'read' && byName && (event.how === 'rule' || event.text === undefined)) return;
    this.push(trace, {
      ...placeOf(event, observed, order),
      pattern: -1,
      similarity: 1,
      verbatim: true,
      exact: true,
      units: new Float32Array(0),
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
    if (text === undefined || lens.words.count === 0 || this.owner.length === 0) return NO_TRACES;
    const values = this.finder.find(lens.words);
    const matches = this.matcher.find(lens.words, NEAREST);
    if (matches.length === 0 && values.length === 0) return NO_TRACES;
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
    const { pattern } = this.traces[t]!.patterns[index]!;
    let valueWords = 0;
    for (const v of values) {
      if (v.seed === t && v.start < match.end + 40 && v.end > match.start - 40)
        valueWords = Math.max(valueWords, v.words);
    }
    const copy = isCopy(match, pattern, valueWords);
    const known = best.get(t);
    if (
      known !== undefined &&
      (known.copy ? !copy || known.similarity >= match.similarity : !copy && known.similarity >= match.similarity)
    ) {
      return;
    }
    const purpose = this.purposeOf(event);
    best.set(t, {
      ...placeOf(event, observed, order),
      pattern: index,
      similarity: match.similarity,
      verbatim: match.verbatim,
      exact: match.verbatim && text.slice(match.start, match.end) === pattern.core,
      units: match.units,
      copy,
      quoted: event.kind !== 'read' && isQuotation(text, match.start, match.end, purpose),
      passage: ownCopy(text.slice(match.start, Math.min(match.end, match.start + PASSAGE))),
    });
  }

  /** A write has the purpose of its call. */
  private purposeOf(event: TextEvent): Purpose | undefined {
    if (event.kind === 'call') return event.purpose;
    return event.kind === 'write' && event.call !== undefined
      ? this.purposes.get(`${event.session} ${event.call}`)
      : undefined;
  }

  private notePurpose(event: TextEvent): void {
    if (event.kind !== 'call' || event.purpose === undefined || event.call === undefined) return;
    if (this.purposes.size >= MAX_PURPOSES) this.purposes.delete(this.purposes.keys().next().value!);
    this.purposes.set(`${event.session} ${event.call}`, event.purpose);
  }

  private push(trace: SeedTrace, hit: Hit): void {
    if (trace.hits.length >= MAX_HITS) {
      trace.dropped++;
      return;
    }
    trace.hits.push(hit);
    const t = this.traces.indexOf(trace);
    if (hit.artifact >= 0 && (hit.kind === 'read' || hit.kind === 'write')) this.carrying[t]!.add(hit.artifact);
    if (hit.kind === 'read' || hit.kind === 'write') this.startFollowing(trace, hit.session, hit.order);
  }

  private use(sighting: ValueSighting, event: TextEvent, text: string, observed: Observed, order: number): void {
    const trace = this.traces[sighting.seed]!;
    const sessions = trace.valueSessions[sighting.value]!;
    if (sessions.size < MAX_SESSIONS_OF_VALUE) sessions.add(observed.session.no);
    if (trace.uses.length >= MAX_USES) {
      trace.dropped++;
      return;
    }
    const use: ValueUse = {
      order,
      kind: event.kind,
      session: observed.session.no,
      time: event.time,
      value: sighting.value,
      tool: 'tool' in event ? event.tool : undefined,
      call: 'call' in event ? event.call : undefined,
      artifact: observed.artifact?.no ?? -1,
      passage: wholeWords(text, sighting.start, sighting.end),
      file: event.file,
      line: event.line,
    };
    trace.uses.push(use);
  }

  /** An edit that takes the seed out carries it in its arguments: that is no use of it. */
  private removal(event: WriteEvent, observed: Observed, copies: Set<number>): void {
    for (const match of this.matcher.find(this.aside.look(event.removed!).words, NEAREST)) {
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
      .find(this.aside.look(removed).words, NEAREST)
      .some((m) => this.owner[m.pattern]!.trace === t && isCopy(m, this.patternOf(m), 0));
  }

  private patternOf(match: Match): Pattern {
    return this.matcher.patterns[match.pattern]!;
  }

  // What sessions did after they met it

  private startFollowing(trace: SeedTrace, session: number, order: number): void {
    if (trace.after.has(session)) return;
    trace.after.set(session, { since: order, acts: [], more: 0, blind: 0, tokens: 0, hasTokens: false });
  }

  private follow(t: number, event: TextEvent, observed: Observed, order: number): void {
    const trace = this.traces[t]!;
    // A read of what carried it, by rule or without text, may have been the first meeting.
    if (event.kind === 'read') {
      const { artifact } = observed;
      const meets = artifact !== undefined && event.text === undefined && this.carrying[t]!.has(artifact.no);
      if (meets) this.startFollowing(trace, observed.session.no, order);
      return;
    }
    const after = trace.after.get(observed.session.no);
    if (after === undefined || after.since === order) return;
    const blind = isBlind(event);
    if (blind) after.blind++;
    keepAct(after, {
      order,
      kind: event.kind,
      what: event.kind === 'say' ? 'answer' : (event.tool ?? event.kind),
      call: 'call' in event ? event.call : undefined,
      artifact: observed.artifact?.no ?? -1,
      time: event.time,
      blind,
      file: event.file,
      line: event.line,
    });
  }

  private spend(session: number, tokens: number): void {
    for (const trace of this.traces) {
      const after = trace.after.get(session);
      if (after === undefined) continue;
      after.tokens += tokens;
      after.hasTokens = true;
    }
  }
}

const NO_TRACES: Set<number> = new Set();

function keepAct(after: After, act: Act): void {
  if (after.acts.length < MAX_ACTS) after.acts.push(act);
  else after.more++;
}
