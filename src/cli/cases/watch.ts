import {
  type BehaviourFinding,
  BehaviourWatch,
  DEFAULT_PREVALENCE,
  findCases,
  globPattern,
  type HijackFinding,
  HijackWatch,
} from '../../cases/index.ts';
import type { ContactEngine, Observed, TextLens } from '../../contacts/index.ts';
import type { FleetEvent, JudgeDeclaration, ReadEvent } from '../../fleet/index.ts';
import { agentOf } from '../trace/agent-key.ts';
import type { Library } from './behaviours.ts';
import { askAll, type JudgeAccount, openJudge } from './judge.ts';

export interface CaseOptions {
  /** Look for sessions that acted on instructions which their principal never gave. */
  hijack: boolean;
  library: Library;
  /** Share of sessions assumed to be hijacked before any is looked at. */
  prevalence?: number;
  /** Artifacts whose text the operator authorised as instructions, by glob. */
  authorised?: readonly string[];
  agentKey?: string;
}

/** What was found, before it is put into words. */
export interface CasesFound {
  behaviours: BehaviourFinding[];
  /** By session; `undefined` when hijack was not looked for. */
  hijack: Map<string, HijackFinding> | undefined;
  /** Sessions that the hijack watch no longer remembers. */
  forgotten: number;
  prevalence: number;
  judges: JudgeAccount[];
}

/** Watches events for all behaviours that were asked for, the built-in one among them. */
export class CaseWatch {
  private readonly behaviours: BehaviourWatch | undefined;
  private readonly hijack: HijackWatch | undefined;
  private readonly options: CaseOptions;
  private readonly engine: ContactEngine;
  private readonly accounts: JudgeAccount[] = [];
  private readonly prevalence: number;
  /** Of the read that is looked at now. */
  private observed: Observed | undefined;

  constructor(options: CaseOptions, engine: ContactEngine) {
    this.options = options;
    this.engine = engine;
    this.prevalence = options.prevalence ?? DEFAULT_PREVALENCE;
    const { behaviours, judges } = options.library;
    if (behaviours.length > 0) {
      this.behaviours = new BehaviourWatch(
        behaviours,
        (name) => judges.find((judge) => judge.name === name)?.most ?? 1000,
      );
    }
    if (options.hijack) {
      const globs = options.authorised && globPattern(options.authorised, 'cases.authorised');
      this.hijack = new HijackWatch({
        prevalence: this.prevalence,
        isTainted: () => this.wroteCase(),
        ...(globs !== undefined && {
          isAuthorised: ({ artifact }: ReadEvent) => artifact !== undefined && globs.isWhole(artifact.key),
        }),
      });
    }
  }

  /** Whether anything is looked for at all. */
  get watches(): boolean {
    return this.behaviours !== undefined || this.hijack !== undefined;
  }

  /** Take one event, after the contact engine has. */
  observe(event: FleetEvent, lens: TextLens, observed: Observed): void {
    this.observed = observed;
    this.hijack?.observe(event, lens);
    this.behaviours?.observe(event, lens, observed);
  }

  /**
   * Asks the judges that behaviours name. Nothing is asked before all events are in.
   *
   * @param allowed hosts that text may be sent to
   * @param opening is told each judge's name, and where its questions go
   * @throws CordonError `usage` when a judge's host was not allowed
   */
  async judge(
    allowed: readonly string[],
    opening: (judge: JudgeDeclaration, questions: number) => void,
  ): Promise<void> {
    const watch = this.behaviours;
    if (watch === undefined) return;
    for (const declared of this.options.library.judges) {
      const questions = watch.questions.filter(({ judge }) => judge === declared.name);
      if (questions.length === 0) continue;
      const judge = openJudge(declared, allowed);
      opening(declared, questions.length);
      const account = await askAll(declared.name, judge, questions, (question, yes) => watch.answer(question, yes));
      account.unasked += watch.unasked.get(declared.name) ?? 0;
      this.accounts.push(account);
    }
  }

  find(): CasesFound {
    const sessions = this.engine.sessions.list;
    return {
      behaviours:
        this.behaviours === undefined
          ? []
          : findCases(this.behaviours, sessions, (session) => agentOf(session, this.options.agentKey)),
      hijack: this.hijack && new Map([...this.hijack.findings()].map((finding) => [finding.session, finding])),
      forgotten: this.hijack?.forgotten ?? 0,
      prevalence: this.prevalence,
      judges: this.accounts,
    };
  }

  /** Whether a session that is a case wrote some of what is read now: then an authorised file is no longer one. */
  private wroteCase(): boolean {
    const { contacts, writes, sessions } = this.engine;
    for (let row = this.observed!.contactsFrom; row < this.observed!.contactsTo; row++) {
      const writer = sessions.list[writes.get('session', contacts.get('write', row))]!;
      if (this.hijack!.of(writer.id)?.status !== undefined) return true;
    }
    return false;
  }
}
