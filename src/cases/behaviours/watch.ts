import type { Observed, TextLens } from '../../contacts/index.ts';
import type { Behaviour, Channel, FleetEvent } from '../../fleet/index.ts';
import { ownCopy } from '../../lineage/index.ts';
import { type TextEvent, textOf } from '../seed/seen.ts';
import { ExchangeMemory } from './exchange.ts';
import { isPrompt, type Met } from './leaves.ts';
import { type Leaf, type Plan, planOf } from './plan.ts';
import { SessionRecord, type Sighting } from './record.ts';
import { RelayMemory } from './relay.ts';
import { type Seen, SeenTable } from './seen-table.ts';

/** Characters of a passage that are kept on either side of what met a condition. */
const AROUND = 160;
const PASSAGE = 600;
/** Characters of a text that a judge is shown. */
const JUDGED = 16 * 1024;
/** Places that a message board may be, unless the behaviour names others. */
const BOARDS: readonly Channel[] = ['codebase', 'web', 'tool'];

/** A text that a judge of the user's is to be asked about. */
export interface Question {
  judge: string;
  leaf: number;
  session: number;
  text: string;
  sighting: Sighting;
}

/**
 * Watches events, one after another, for the parts of declared behaviours. It decides nothing: `findCases` does, when
 * somebody asks, from what was seen so far.
 */
export class BehaviourWatch {
  readonly plan: Plan;
  readonly records = new Map<number, SessionRecord>();
  readonly seen = new SeenTable();
  /** What judges are to be asked, in order, at the most so many for each judge. */
  readonly questions: Question[] = [];
  /** Texts that no judge was asked about, because it had its fill. */
  readonly unasked = new Map<string, number>();
  private readonly byKind: Record<TextEvent['kind'], Leaf[]> = { read: [], write: [], call: [], say: [] };
  private readonly relays: Leaf[];
  private readonly exchanges: Leaf[];
  private readonly spawns: Leaf[];
  private readonly judges: Leaf[];
  private readonly relayMemory = new RelayMemory();
  private readonly exchangeMemories = { artifact: new ExchangeMemory(), scope: new ExchangeMemory() };
  private readonly sessionNo = new Map<string, number>();
  private readonly children = new Set<string>();
  private readonly asked = new Map<string, number>();
  private readonly mostQuestions: (judge: string) => number;
  private order = 0;

  /**
   * @param mostQuestions how many texts a judge may be asked about
   * @throws CordonError `bad-config` when a behaviour cannot be compiled
   */
  constructor(behaviours: readonly Behaviour[], mostQuestions: (judge: string) => number = () => 1000) {
    this.plan = planOf(behaviours);
    this.mostQuestions = mostQuestions;
    for (const leaf of this.plan.leaves) for (const kind of leaf.test?.kinds ?? []) this.byKind[kind].push(leaf);
    const having = (key: string) => this.plan.leaves.filter((leaf) => key in leaf.condition);
    this.relays = having('relay');
    this.exchanges = having('exchange');
    this.spawns = having('spawn');
    this.judges = having('judge');
  }

  /** Take one event, after the contact engine has. `lens` must be looking at its text (for a call: its arguments). */
  observe(event: FleetEvent, lens: TextLens, observed: Observed): void {
    const order = this.order++;
    if (event.kind === 'usage') return;
    if (event.kind === 'session') {
      if (this.spawns.length > 0) this.noteSession(event.session, event.info.parent, observed, order, event);
      return;
    }
    this.seen.note(observed.session.no, event, isPrompt(event));
    for (const leaf of this.byKind[event.kind]) {
      const met = leaf.test!.meets(event, observed.artifact);
      if (met !== undefined) this.note(leaf, event, observed, order, met);
    }
    if (this.relays.length > 0) this.watchRelay(event, lens, observed, order);
    if (this.exchanges.length > 0) this.watchExchange(event, observed, order);
    for (const leaf of this.judges) this.ask(leaf, event, observed, order);
  }

  /** A judge's answer to one of the questions. */
  answer(question: Question, yes: boolean): void {
    if (yes) this.recordOf(question.session).tally(question.leaf).add(question.sighting.order, question.sighting);
  }

  /** What is known of a session's texts, to say whether it can be judged at all. */
  seenOf(session: number): Seen | undefined {
    return this.seen.of(session);
  }

  private recordOf(session: number): SessionRecord {
    let record = this.records.get(session);
    if (record === undefined) {
      record = new SessionRecord();
      this.records.set(session, record);
    }
    return record;
  }

  private note(leaf: Leaf, event: TextEvent, observed: Observed, order: number, met: Met, text = textOf(event)): void {
    const tally = this.recordOf(observed.session.no).tally(leaf.no);
    tally.add(order, tally.wantsEvidence ? sightingOf(event, observed, order, met, text) : undefined);
  }

  private watchRelay(event: TextEvent, lens: TextLens, observed: Observed, order: number): void {
    if ((event.kind !== 'read' && event.kind !== 'write') || event.text === undefined || lens.words.count === 0) return;
    const { artifact, session } = observed;
    if (artifact === undefined || artifact.ref.private === true) return;
    if (event.kind === 'read') {
      if (!isPrompt(event)) this.relayMemory.noteRead(session.no, artifact.no, lens);
      return;
    }
    const taken = this.relayMemory.taken(session.no, artifact.no, lens);
    for (const leaf of this.relays) {
      const { words = 20, share = 0.5, channel } = (leaf.condition as { relay: RelayCondition }).relay;
      if (taken.words < words || taken.share < share) continue;
      if (channel === undefined || channel.includes(event.channel)) this.note(leaf, event, observed, order, {});
    }
  }

  private watchExchange(event: TextEvent, observed: Observed, order: number): void {
    const { artifact, session } = observed;
    if (artifact === undefined || (event.kind !== 'read' && event.kind !== 'write')) return;
    const others = { artifact: 0, scope: 0 };
    for (const by of ['artifact', 'scope'] as const) {
      const memory = this.exchangeMemories[by];
      if (event.kind === 'read') memory.noteRead(session.no, artifact, by);
      else others[by] = memory.noteWrite(session.no, artifact, by);
    }
    if (event.kind === 'read') return;
    for (const leaf of this.exchanges) {
      const {
        by = 'artifact',
        writers = 3,
        channel = BOARDS,
      } = (leaf.condition as { exchange: ExchangeCondition }).exchange;
      if (others[by] >= writers && channel.includes(event.channel)) this.note(leaf, event, observed, order, {});
    }
  }

  private noteSession(
    id: string,
    parent: string | undefined,
    observed: Observed,
    order: number,
    at: { time: number | undefined; file: number; line: number },
  ): void {
    this.sessionNo.set(id, observed.session.no);
    if (parent === undefined || this.children.has(id)) return;
    const by = this.sessionNo.get(parent);
    if (by === undefined) return;
    this.children.add(id);
    for (const leaf of this.spawns) {
      this.recordOf(by).tally(leaf.no).add(order, {
        order,
        time: at.time,
        kind: 'call',
        tool: 'sub-agent',
        artifact: -1,
        channel: 'context',
        file: at.file,
        line: at.line,
        passage: id,
        start: 0,
        end: id.length,
      });
    }
  }

  private ask(leaf: Leaf, event: TextEvent, observed: Observed, order: number): void {
    const { name, about = 'say' } = (leaf.condition as { judge: { name: string; about?: string } }).judge;
    const text = textOf(event);
    if (event.kind !== about || text === undefined || text.trim() === '') return;
    const asked = this.asked.get(name) ?? 0;
    if (asked >= this.mostQuestions(name)) {
      this.unasked.set(name, (this.unasked.get(name) ?? 0) + 1);
      return;
    }
    this.asked.set(name, asked + 1);
    const shown = ownCopy(text.slice(0, JUDGED));
    const sighting = sightingOf(event, observed, order, {}, text);
    this.questions.push({ judge: name, leaf: leaf.no, session: observed.session.no, text: shown, sighting });
  }
}

interface RelayCondition {
  words?: number;
  share?: number;
  channel?: Channel[];
}

interface ExchangeCondition {
  by?: 'artifact' | 'scope';
  writers?: number;
  channel?: Channel[];
}

function sightingOf(event: TextEvent, observed: Observed, order: number, met: Met, text = ''): Sighting {
  const from = Math.max(0, (met.start ?? 0) - AROUND);
  const to = Math.min(text.length, from + PASSAGE, (met.end ?? text.length) + AROUND);
  return {
    order,
    time: event.time,
    kind: event.kind,
    tool: 'tool' in event ? event.tool : undefined,
    artifact: observed.artifact?.no ?? -1,
    channel: 'channel' in event ? event.channel : undefined,
    file: event.file,
    line: event.line,
    passage: ownCopy(text.slice(from, to)),
    start: (met.start ?? from) - from,
    end: Math.min(met.end ?? to, to) - from,
  };
}
