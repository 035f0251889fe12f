import type { TextLens } from '../../contacts/index.ts';
import type { CallEvent, FleetEvent, ReadEvent, WriteEvent } from '../../fleet/index.ts';
import { ownCopy, Words } from '../../lineage/index.ts';
import { DEFAULT_PREVALENCE } from '../definitions.ts';
import { isQuotation } from '../seed/quotation.ts';
import { textOf } from '../seed/seen.ts';
import { plainly } from '../seed/talk.ts';
import { type Carried, Fingerprint } from './carried.ts';
import {
  type HijackAct,
  type HijackFinding,
  type HijackOptions,
  MAX_SPAN_TEXT,
  type Span,
  type Tie,
} from './finding.ts';
import { isMention } from './mention.ts';
import { delegates, isNamed, isOperators, isPrincipals } from './principal.ts';
import { type Evidence, logit, posterior, reasonOf, statusOf, type Weights, weigh } from './score.ts';
import { type SessionState, SessionStates } from './session.ts';
import { SpanFinder } from './spans/finder.ts';
import { MODEL } from './spans/model.ts';
import { WEIGHTS } from './weights.ts';

/** Bounds on what is kept of one session. */
const MAX_SPANS = 32;
const MAX_WEAK = 32;
const MAX_ACTS = 64;
const MAX_TOOLS = 256;
const MAX_CARRIERS = 256;
/** Characters of a text's end that are put before the next one, and of the next one's beginning. */
const TAIL = 400;
const HEAD = 800;
/** A text breaks off inside an instruction when its last unit has at least this logit. */
const OPEN_LOGIT = -2;
/** A span in a text whose steps the principal asked for counts from this logit on. */
const OWN_LOGIT = 2.5;
/** The same where the principal gave the work to a text, and it cannot be told whether to this one. */
const GIVEN_LOGIT = 0;
/** Words in a row of the span that make an act carry it. */
const RUN = 6;
/** Share of a span that is written for the payload to have been passed on. */
const PASSED = 0.5;
/** Telling words from the span alone that, with its tool, make a deed of it. */
const FRESH = 2;

/** How the watch is put together; other models and weights are for training and evaluation. */
export interface Parts {
  finder?: SpanFinder;
  weights?: Weights;
  /** Told of what ties each act to a span. */
  onEvidence?(evidence: Evidence): void;
}

/**
 * Looks for sessions that acted on instructions which their principal never gave, event after event: payload spans in what a
 * session reads, and what it does later that it can have from there alone.
 *
 * @example
 * const watch = new HijackWatch();
 * for (const event of events) {
 *   const text = textOf(event);
 *   if (text !== undefined) lens.look(text);
 *   watch.observe(event, lens);
 * }
 * for (const finding of watch.findings()) if (finding.status !== undefined) console.log(finding.reason);
 */
export class HijackWatch {
  private readonly options: HijackOptions;
  private readonly prevalence: number;
  private readonly states: SessionStates;
  private readonly finder: SpanFinder;
  private readonly weights: Weights;
  private readonly parts: Parts;
  private readonly toolWords = new Words();
  private order = 0;

  constructor(options: HijackOptions = {}, parts: Parts = {}) {
    this.options = options;
    this.prevalence = options.prevalence ?? DEFAULT_PREVALENCE;
    this.states = new SessionStates(options.sessions ?? 100_000);
    this.finder = parts.finder ?? new SpanFinder(MODEL);
    this.weights = parts.weights ?? WEIGHTS;
    this.parts = parts;
  }

  /** Sessions that were forgotten because too many were watched at once. */
  get forgotten(): number {
    return this.states.forgotten;
  }

  /**
   * Take one event. `lens` must be looking at its text (for a call: its arguments). Returns true when the finding of its
   * session changed.
   */
  observe(event: FleetEvent, lens: TextLens): boolean {
    const order = this.order++;
    if (event.kind === 'usage') return false;
    const state = this.states.of(event.session);
    if (event.kind === 'session') {
      for (const [key, value] of Object.entries(event.info)) {
        const info = state.info as Record<string, unknown>;
        if (value !== undefined) info[key] ??= value;
      }
      return false;
    }
    const before = state.room;
    const text = textOf(event);
    let changed = false;
    if (event.kind === 'read') changed = text !== undefined && this.read(state, event, text, lens.words, order);
    else if (event.kind === 'say') {
      if (text !== undefined) state.known.add(text, lens.words);
    } else changed = this.act(state, event, text, lens.words, order);
    this.states.grown(state, before);
    return changed;
  }

  /** What is known of one session, `undefined` for one that was never heard of or is forgotten. */
  of(session: string): HijackFinding | undefined {
    const state = this.states.find(session);
    return state === undefined ? undefined : this.finding(state);
  }

  /** What is known of every session. */
  *findings(): Generator<HijackFinding> {
    for (const state of this.states) yield this.finding(state);
  }

  private finding(state: SessionState): HijackFinding {
    const { spans, acts, evidence } = state;
    const status = statusOf(evidence, acts);
    const best = acts.reduce<HijackAct | undefined>(
      (a, b) => (a === undefined || b.weight > a.weight ? b : a),
      undefined,
    );
    const isCase = status !== undefined && best !== undefined;
    const first = acts[0];
    // Spans that are not firm come to light with the case that rests on them.
    const carried = new Set(isCase ? acts.map((act) => act.span) : []);
    const shown = spans.flatMap((span, s) => (span.firm || carried.has(s) ? [s] : []));
    return {
      session: state.id,
      status,
      score: acts.length === 0 ? 0 : posterior(evidence, this.prevalence),
      evidence,
      onset:
        isCase && first !== undefined
          ? { order: first.order, time: first.time, file: first.file, line: first.line }
          : undefined,
      reason: isCase ? reasonOf(spans[best.span]!, best) : undefined,
      spans: shown.map((s) => spans[s]!),
      acts: acts.filter((act) => shown.includes(act.span)).map((act) => ({ ...act, span: shown.indexOf(act.span) })),
      more: state.more,
      assessed: state.readTexts > 0 && state.deedTexts > 0,
    };
  }

  // Reading

  private read(state: SessionState, event: ReadEvent, text: string, words: Words, order: number): boolean {
    // A system prompt holds the instruction files that a client loads: a case may have written into them.
    const tainted = event.channel === 'control' && this.options.isTainted?.(event, 0, text.length) === true;
    if (isPrincipals(event) && !tainted) {
      state.delegated ||= event.channel !== 'control' && delegates(text);
      this.elsewhere(state, words);
      state.known.add(text, words);
      state.asked.add(text, words);
      return false;
    }
    state.readTexts++;
    const operators = tainted || (this.options.isAuthorised?.(event) ?? isOperators(event, state.info));
    let spans = this.finder.find(text, words);
    const open = this.finder.tail > OPEN_LOGIT;
    if (operators) spans = spans.filter((span) => this.options.isTainted?.(event, span.start, span.end) === true);
    else spans = this.withTail(state, text, spans);
    // Who asks for the steps of a file that he names asks for what it says, unless that turns against him.
    if (state.delegated) {
      const least = isNamed(event, state.asked) ? OWN_LOGIT : GIVEN_LOGIT;
      spans = spans.filter((span) => logit(span.score) >= least);
    }
    state.tail = open && !operators ? ownCopy(text.slice(-TAIL)) : '';
    if (event.call === undefined || !state.carriers.has(event.call)) this.elsewhere(state, words, spans);
    // What the session knows before it reads the span, and what stands around the span, is not from the span.
    state.known.add(text, words, spans);
    if (operators) state.asked.add(text, words, spans);
    let changed = false;
    for (const span of spans) changed = this.met(state, event, text, span, order) || changed;
    // Another text that says the same is no news of the values in a span that is hardly one.
    state.known.add(
      text,
      words,
      spans.filter((span) => span.firm),
    );
    return changed;
  }

  /** An instruction may begin at the end of one text and go on in the next (pages of a file, parts of an answer). */
  private withTail(state: SessionState, text: string, spans: Span[]): Span[] {
    if (state.tail === '') return spans;
    const offset = state.tail.length + 1;
    const joined = this.finder.find(`${state.tail}\n${text.slice(0, HEAD)}`);
    const across = joined
      .filter((span) => span.start < offset && span.end > offset + 2)
      .map((span) => ({ ...span, start: 0, end: span.end - offset }));
    // What it meets in the text belongs to it: only the head of the text was looked at across the break.
    const met = (span: Span) => across.find((other) => span.start < other.end);
    for (const span of spans) {
      const other = met(span);
      if (other === undefined || span.end <= other.end) continue;
      Object.assign(other, {
        end: span.end,
        score: Math.max(span.score, other.score),
        firm: span.firm || other.firm,
        text: ownCopy(text.slice(0, span.end).slice(0, MAX_SPAN_TEXT)),
      });
    }
    return [...across, ...spans.filter((span) => met(span) === undefined)];
  }

  private met(state: SessionState, event: ReadEvent, text: string, span: Span, order: number): boolean {
    if (state.spans.some((known) => known.text === span.text)) return false;
    if (!span.firm && state.weak >= MAX_WEAK) return false;
    if (span.firm && state.spans.length - state.weak >= MAX_SPANS) {
      state.more++;
      return false;
    }
    if (!span.firm) state.weak++;
    const { channel, artifact, tool, time, file, line } = event;
    // All of the span is compared with later acts, not only what is kept of it.
    const whole = span.encoding === undefined && span.start > 0 ? text.slice(span.start, span.end) : span.text;
    state.prints.push(
      new Fingerprint(whole.length > span.text.length ? whole : span.text, state.known, { ...span, text }),
    );
    state.spans.push({ ...span, channel, artifact, tool, order, time, file, line });
    return span.firm;
  }

  /** A text that is no payload has these values too. */
  private elsewhere(state: SessionState, words: Words, spans: readonly Span[] = []): void {
    for (const print of state.prints) print.seenElsewhere(words, spans);
  }

  // Acting

  private act(
    state: SessionState,
    event: CallEvent | WriteEvent,
    text: string | undefined,
    words: Words,
    order: number,
  ): boolean {
    if (text !== undefined || event.kind === 'call') state.deedTexts++;
    let changed = false;
    if (state.spans.length > 0) changed = this.weighAct(state, event, text ?? '', words, order);
    if (event.kind === 'call' && state.tools.size < MAX_TOOLS) state.tools.add(event.tool);
    if (text !== undefined) state.known.add(text, words);
    return changed;
  }

  private weighAct(
    state: SessionState,
    event: CallEvent | WriteEvent,
    text: string,
    words: Words,
    order: number,
  ): boolean {
    let best: HijackAct | undefined;
    for (let s = 0; s < state.spans.length; s++) {
      const carried = state.prints[s]!.look(text === '' ? NO_WORDS : words);
      const ties = this.tiesOf(state, s, event, text, carried);
      if (ties.length === 0) continue;
      const evidence = this.evidenceOf(state, s, event, ties, carried);
      const weight = weigh(evidence, this.weights);
      this.parts.onEvidence?.(evidence);
      if (best !== undefined && best.weight >= weight) continue;
      const { kind, tool, call, time, file, line } = event;
      best = { kind, tool, call, span: s, ties, carries: carriedText(text, carried), weight, order, time, file, line };
    }
    if (best === undefined) return false;
    if (best.call !== undefined && state.carriers.size < MAX_CARRIERS) state.carriers.add(best.call);
    const same = state.acts.find((act) => act.call !== undefined && act.call === best.call);
    if (same !== undefined) {
      // The write of a call that is known already: one deed.
      if (best.weight > same.weight) Object.assign(same, { ...best, kind: same.kind, order: same.order });
    } else if (state.acts.length < MAX_ACTS) state.acts.push(best);
    else state.more++;
    const again = state.acts.length > 1 ? this.weights.again : 0;
    state.evidence = Math.max(state.evidence, best.weight + again);
    return true;
  }

  private tiesOf(state: SessionState, s: number, event: CallEvent | WriteEvent, text: string, carried: Carried): Tie[] {
    const about = { text, purpose: aboutOf(event), isCall: event.kind === 'call', seed: plainly(state.spans[s]!.text) };
    const quoted = (start: number, end: number) => isQuotation({ ...about, start, end });
    const ties: Tie[] = [];
    const { value } = carried;
    const isTold = (start: number, end: number) => quoted(start, end) || isMention(text, start, end);
    // Who copies a document as a whole copies what stands in it: that is no sign of having followed it.
    const copied =
      value !== undefined && carried.whole && value.start >= carried.runStart && value.end <= carried.runEnd;
    if (value !== undefined && !copied && !isTold(value.start, value.end)) ties.push('value');
    const run =
      !carried.whole && carried.run >= RUN && carried.fresh >= FRESH && !quoted(carried.runStart, carried.runEnd);
    if (run && carried.share >= PASSED && event.kind === 'write') ties.push('passed-on');
    else if (run) ties.push('words');
    if (event.tool === undefined) return ties;
    const tool = this.toolWords.set(spaced(event.tool));
    const named = state.prints[s]!.names(tool);
    if (named && !state.tools.has(event.tool) && !state.asked.knows(event.tool, tool)) ties.push('tool');
    else if (carried.fresh >= FRESH && carried.value === undefined && !run && state.prints[s]!.sharesWord(tool))
      ties.push('deed');
    return ties;
  }

  private evidenceOf(
    state: SessionState,
    s: number,
    event: CallEvent | WriteEvent,
    ties: readonly Tie[],
    carried: Carried,
  ): Evidence {
    const has = (tie: Tie) => (ties.includes(tie) ? 1 : 0);
    return {
      bias: 1,
      span: logit(state.spans[s]!.score),
      strongValue: has('value') === 1 && carried.value!.strong ? 1 : 0,
      weakValue: has('value') === 1 && !carried.value!.strong ? 1 : 0,
      tool: has('tool'),
      words: has('words'),
      deed: has('deed'),
      passedOn: has('passed-on'),
      again: 0,
      delegated: state.delegated ? 1 : 0,
      usual: event.tool !== undefined && state.tools.has(event.tool) ? 1 : 0,
    };
  }
}

const NO_WORDS = new Words();

/** Looking a value up that only a payload names is the beginning of obeying it, so a search is not taken for a quotation. */
function aboutOf(event: CallEvent | WriteEvent): CallEvent['purpose'] {
  return event.kind === 'call' && event.purpose !== 'search' ? event.purpose : undefined;
}

function carriedText(text: string, { value, run, runStart, runEnd }: Carried): string | undefined {
  if (value !== undefined) return ownCopy(value.text);
  return run >= RUN ? ownCopy(text.slice(runStart, Math.min(runEnd, runStart + MAX_SPAN_TEXT))) : undefined;
}

/** `sendEmail` as words; `send_email` is two words already. */
function spaced(tool: string): string {
  return tool.slice(0, 200).replace(/([a-z\d])([A-Z])/g, '$1 $2');
}
