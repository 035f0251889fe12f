import type { Channel } from '../../fleet/index.ts';
import type { Repository } from '../repository/model.ts';
import type { SiteFacts } from './build.ts';
import type { GraphBuilder } from './builder.ts';
import { reviewFiles } from './edits.ts';
import type { FileEdges } from './file-edges.ts';
import type { Identity } from './identity.ts';
import { AutoMerges } from './merges.ts';
import { type MessageKind, readsItsEvent, startedBy } from './messages.ts';
import type { ArtifactNode } from './model.ts';
import type { Act, Power } from './powers.ts';
import { type Approver, Protection } from './protection.ts';

const KIND_OF: Record<Act, MessageKind | undefined> = {
  comment: 'comments',
  issue: 'issues',
  label: 'labels',
  'open-pull-request': 'pulls',
  'push-branch': 'pulls',
  push: 'pushes',
  approve: undefined,
  merge: undefined,
  dispatch: 'dispatches',
  'repository-dispatch': 'repository-dispatches',
};

const WORDS: Record<MessageKind, readonly [string, Channel]> = {
  comments: ['comments', 'message'],
  issues: ['issues', 'message'],
  labels: ['labels and titles', 'message'],
  pulls: ['pull requests', 'codebase'],
  pushes: ['pushes', 'codebase'],
  dispatches: ['dispatches', 'message'],
  'repository-dispatches': ['repository dispatches', 'message'],
};

/** Events of a pull request, or that may be of one. */
const PULL_EVENTS = /^(?:pull_request|issue_comment|workflow_run$|check_)/;

/** Who can do one of these merges what it made itself. */
const OWN_WORK: ReadonlySet<Act> = new Set(['open-pull-request', 'push-branch', 'push']);

interface Made {
  readonly kind: MessageKind;
  readonly identity: Identity;
  readonly node: number;
}

/** What agents write, by kind and identity, and what that starts. */
export class WriteEdges {
  private readonly made = new Map<string, Made>();
  private readonly builder: GraphBuilder;
  private readonly facts: readonly SiteFacts[];
  private readonly files: FileEdges;
  private readonly protection: Protection;
  private readonly merges: AutoMerges;

  constructor(builder: GraphBuilder, repository: Repository, facts: readonly SiteFacts[], files: FileEdges) {
    this.builder = builder;
    this.facts = facts;
    this.files = files;
    this.protection = new Protection(repository.declared, approversOf(facts));
    this.merges = new AutoMerges(repository);
  }

  add(fact: SiteFacts, power: Power): void {
    const from = fact.node;
    const confidence = power.certain ? 'certain' : 'likely';
    const plain = { from, kind: 'write', gate: null, span: power.span, confidence } as const;
    const none = { min: 0, max: 0, assumes: power.certain ? [] : [`${power.identity.label} may write`] };
    // An approval writes nothing: it stands in for a person's (see Protection).
    if (power.act === 'approve') return;
    if (power.act === 'merge') {
      const relays = !fact.powers.some(({ act }) => OWN_WORK.has(act));
      this.files.land(from, undefined, {
        gate: this.protection.gate,
        approvals: this.protection.merging(power.identity, relays ? undefined : power.identity),
        span: power.span,
        reason: power.reason,
        edits: power.edits,
        confidence,
        relays,
      });
      return;
    }
    const kind = KIND_OF[power.act]!;
    const made = this.artifact(kind, power.identity, power.act === 'push' ? undefined : power, fact);
    this.builder.edge({ ...plain, to: made, approvals: none, reason: power.reason, edits: power.edits });
    if (power.act !== 'push') return;
    // In runs about a pull request a push lands on its branch too.
    if (fact.site.workflow.triggers.some(({ event }) => PULL_EVENTS.test(event))) {
      const pulls = this.artifact('pulls', power.identity, power, fact);
      this.builder.edge({ ...plain, to: pulls, approvals: none, reason: power.reason, edits: power.edits });
    }
    const pushing = this.protection.pushing(power.identity);
    // A protected branch takes no pushes: the same work then comes as a pull request.
    if (pushing === undefined) {
      const pulls = this.artifact('pulls', power.identity, power, fact);
      this.builder.edge({ ...plain, to: pulls, approvals: none, reason: power.reason, edits: power.edits });
      return;
    }
    this.files.land(from, power.paths, {
      gate: this.protection.gate,
      approvals: { ...pushing, assumes: [...pushing.assumes, ...none.assumes] },
      span: power.span,
      reason: power.reason,
      edits: [...power.edits, reviewFiles(power.span, this.filesInWords()), ...this.files.keepEdit(power)],
      confidence,
    });
  }

  /** Edges from what was made to the agents that it starts. */
  addStarts(): void {
    for (const { kind, identity, node } of this.made.values()) {
      for (const { site, node: to } of this.facts) {
        const start = startedBy(site, kind, identity);
        if (start === undefined || !readsItsEvent(site)) continue;
        this.builder.edge({
          from: node,
          to,
          kind: 'trigger',
          gate: start.gate,
          approvals: start.approvals,
          span: site.workflow.triggers.find(({ event }) => event === start.event)?.span ?? site.step.span,
          reason: `${start.event} by ${identity.label} starts it, and it reads what was written`,
          edits: start.edits,
          confidence: start.certain ? 'certain' : 'likely',
        });
      }
    }
  }

  /** What was made so far, for those who add ways of their own. */
  all(): IterableIterator<Made> {
    return this.made.values();
  }

  /** The node of what an identity makes; pull requests get their ways onto the default branch when they are new. */
  artifact(kind: MessageKind, identity: Identity, power?: Power, fact?: SiteFacts): number {
    const limited = kind === 'pulls' && power?.paths !== undefined && fact !== undefined;
    const id = `${kind}:${identity.key}${limited ? `:${fact.site.id}` : ''}`;
    const known = this.made.get(id);
    if (known !== undefined) return known.node;
    const [words, channel] = WORDS[kind];
    const node = this.builder.node(artifact(id, `${words} by ${identity.label}`, channel));
    this.made.set(id, { kind, identity, node });
    if (kind === 'pulls') this.addMerges(node, identity, limited ? power : undefined);
    return node;
  }

  private addMerges(pulls: number, identity: Identity, power: Power | undefined): void {
    const limit = power?.paths;
    const branch = this.files.groups[0]?.span;
    this.files.land(pulls, limit, {
      gate: 'a person merges it',
      approvals: this.protection.mergedByHand(identity),
      span: power?.span ?? branch ?? this.facts[0]!.site.step.span,
      reason: 'once merged, it is on the default branch',
      edits: [],
      confidence: 'certain',
    });
    for (const merge of this.merges.of(identity)) {
      this.files.land(pulls, limit, {
        gate: this.protection.gate,
        approvals: this.protection.merging(identity, identity),
        span: merge.span,
        reason: merge.reason,
        edits: merge.edits,
        confidence: 'likely',
      });
    }
  }

  private filesInWords(): string {
    const { files } = this.files;
    return files.length === 0 ? 'the files that agents load' : files.slice(0, 3).join(', ');
  }
}

/** The identities that agents approve pull requests with, each with the first agent that does. */
function approversOf(facts: readonly SiteFacts[]): readonly Approver[] {
  const found = new Map<string, Approver>();
  for (const { site, powers } of facts) {
    for (const { act, identity } of powers) {
      if (act !== 'approve' || found.has(identity.key)) continue;
      found.set(identity.key, { identity, label: `${site.agent.name} in ${site.workflow.path}` });
    }
  }
  return [...found.values()];
}

function artifact(id: string, label: string, channel: Channel): ArtifactNode {
  return { type: 'artifact', id, label, channel, writers: ['nobody'], files: [] };
}
