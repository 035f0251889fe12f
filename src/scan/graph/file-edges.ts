import type { Repository } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';
import type { SiteFacts } from './build.ts';
import type { GraphBuilder } from './builder.ts';
import { keepFiles } from './edits.ts';
import { type FileGroup, fileGroups, filesNamedBy, namedFile, openTo } from './files.ts';
import { type Approvals, type ArtifactNode, type Edit, NO_APPROVAL } from './model.ts';
import type { PathLimit, Power } from './powers.ts';

/** Files at most that one step is asked to put back. */
const KEPT_MOST = 6;

const BRANCH: ArtifactNode = {
  type: 'artifact',
  id: 'codebase:default-branch',
  label: 'the default branch',
  channel: 'codebase',
  writers: ['writer'],
  files: [],
};

/** The default branch, the files on it that agents load, and who loads them. */
export class FileEdges {
  readonly groups: FileGroup[];
  /** The files of all groups. */
  readonly files: readonly string[];
  private readonly builder: GraphBuilder;
  private readonly repository: Repository;
  private readonly facts: readonly SiteFacts[];
  private branchNode: number | undefined;

  constructor(builder: GraphBuilder, repository: Repository, facts: readonly SiteFacts[]) {
    this.builder = builder;
    this.repository = repository;
    this.facts = facts;
    const products = new Set<string>(facts.map(({ site }) => site.agent.product));
    for (const { product } of repository.hostedAgents) products.add(product);
    for (const { product } of repository.declared.agents) if (product !== undefined) products.add(product);
    this.groups = fileGroups(repository, products);
    const known = new Set(this.groups.flatMap(({ files }) => files));
    for (const { site } of facts) {
      for (const path of filesNamedBy(site, repository)) {
        if (known.has(path)) continue;
        known.add(path);
        this.groups.push(namedFile(path));
      }
    }
    this.files = this.groups.flatMap((group) => group.files);
  }

  /** What every agent loads, by rule or because its prompt says so. */
  addReads(): void {
    const groupOf = new Map(this.groups.flatMap((group) => group.files.map((file) => [file, group] as const)));
    for (const { site, node } of this.facts) {
      // Without a checkout there is nothing to load.
      if (site.agent.checkouts.length === 0 && site.agent.via !== 'gh-aw') continue;
      this.addLoads(node, site.agent.product, site.agent.checkouts.at(-1)?.span ?? site.step.span);
      for (const path of filesNamedBy(site, this.repository)) {
        const group = groupOf.get(path);
        if (group === undefined) continue;
        this.builder.edge({
          from: this.builder.node(group.node),
          to: node,
          kind: 'read',
          gate: null,
          approvals: NO_APPROVAL,
          span: site.agent.prompts[0]?.text.span ?? site.step.span,
          reason: `the prompt tells it to use ${path}`,
          edits: [],
          confidence: 'likely',
        });
      }
    }
  }

  /** Edges from the files that a product loads by itself to one of its agents. */
  addLoads(node: number, product: string, span: Span): void {
    for (const group of this.groups) {
      const load = group.loads.find((l) => l.product === product);
      if (load === undefined) continue;
      const executes = load.role === 'executes';
      this.builder.edge({
        from: this.builder.node(group.node),
        to: node,
        kind: executes ? 'execute' : 'read',
        gate: null,
        approvals: NO_APPROVAL,
        span,
        reason: `${product} ${executes ? 'obeys' : 'loads'} ${group.node.label} by itself`,
        edits: [],
        confidence: 'certain',
      });
    }
  }

  /** The default branch with its files, made when somebody can write to it. */
  branch(): number {
    if (this.branchNode !== undefined) return this.branchNode;
    const node = this.builder.node(BRANCH);
    this.branchNode = node;
    for (const group of this.groups)
      this.addFile(node, group, NO_APPROVAL, group.span, `${group.node.label} lies on it`, []);
    return node;
  }

  /**
   * From a writer to what it can change on the default branch: the branch as a whole, or the files that its limit leaves.
   *
   * @param from number of the agent, or of its pull requests
   */
  land(from: number, limit: PathLimit | undefined, way: Landing): void {
    if (limit === undefined) {
      this.builder.edge({ ...way, from, to: this.branch(), kind: 'write' });
      return;
    }
    for (const group of this.groups) {
      const open = openTo(group.files, limit);
      if (open.length > 0)
        this.addFile(from, group, way.approvals, way.span, way.reason, way.edits, way.gate, way.confidence);
    }
  }

  /** A step before the push that puts back the files which agents load, where they are few enough to name. */
  keepEdit(power: Power): Edit[] {
    const { files } = this;
    return power.carried && files.length > 0 && files.length <= KEPT_MOST ? [keepFiles(power.span, files)] : [];
  }

  private addFile(
    from: number,
    group: FileGroup,
    approvals: Approvals,
    span: Span,
    reason: string,
    edits: readonly Edit[],
    gate: string | null = null,
    confidence: 'certain' | 'likely' = 'certain',
  ): void {
    const to = this.builder.node(group.node);
    this.builder.edge({ from, to, kind: 'write', gate, approvals, span, reason, edits, confidence });
  }
}

/** How something comes onto the default branch. */
export interface Landing {
  readonly gate: string | null;
  readonly approvals: Approvals;
  readonly span: Span;
  readonly reason: string;
  readonly edits: readonly Edit[];
  readonly confidence: 'certain' | 'likely';
  readonly relays?: boolean;
}
