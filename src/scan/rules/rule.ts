import type { Confidence, Severity } from '../../fleet/index.ts';
import type { SiteFacts } from '../graph/build.ts';
import type { Edit, ScanGraph } from '../graph/model.ts';
import type { Loop } from '../loops/find.ts';
import type { Hop, InjectionPath } from '../paths/injection.ts';
import type { Repository } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';

/** What rules judge: the repository, the graph made of it, and what was found in the graph. */
export interface RuleContext {
  readonly repository: Repository;
  readonly sites: readonly SiteFacts[];
  readonly graph: ScanGraph;
  readonly loops: readonly Loop[];
  readonly paths: readonly InjectionPath[];
}

export interface RawFinding {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly span: Span;
  readonly message: string;
  /** In the order in which a payload travels. */
  readonly path: readonly Hop[];
  readonly assumes: readonly string[];
  /** Any one of them ends it; the cheapest is shown with the finding. */
  readonly edits: readonly Edit[];
  /** What tells it from other findings of the rule, without lines: agents, files. */
  readonly key: string;
  readonly loop?: string;
}

/** The page of a rule, as `cordon scan --explain` prints it. */
export interface RulePage {
  /** One line. */
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** What it is known to miss, and where it may be wrong. */
  readonly misses: string;
}

export interface Rule {
  /** Name of its folder. */
  readonly id: string;
  readonly page: RulePage;
  check(context: RuleContext): Iterable<RawFinding>;
}
