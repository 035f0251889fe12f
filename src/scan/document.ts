import { createHash } from 'node:crypto';
import type { ScanCut, ScanDocument, ScanEdit, ScanFinding, Severity } from '../fleet/index.ts';
import { type Cut, smallestCut } from './cuts/cut.ts';
import { excerptsOf } from './excerpts.ts';
import { buildGraph } from './graph/build.ts';
import { classOf } from './graph/entries.ts';
import type { AgentNode, Edit, GraphNode, ScanGraph } from './graph/model.ts';
import { ignoreComments, silencedBy } from './ignore-comments.ts';
import { cutLoops, findLoops, type Loop } from './loops/find.ts';
import { injectionPaths } from './paths/injection.ts';
import type { AgentSite, Repository } from './repository/model.ts';
import { RULES } from './rules/index.ts';
import type { RawFinding, RuleContext } from './rules/rule.ts';

export interface ScanOptions {
  readonly toolVersion: string;
  /** Fingerprints of findings that are known and left out. */
  readonly baseline?: ReadonlySet<string>;
}

/** Worst first in every list. */
export const SEVERITY_ORDER: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };
const CONFIDENCE_ORDER = { high: 0, medium: 1, low: 2 };

interface Judged {
  readonly rule: string;
  readonly raw: RawFinding;
  readonly fingerprint: string;
}

/** Everything that is known of a repository's agents, judged, as the document that all outputs are made of. */
export function scanDocumentOf(
  repository: Repository,
  sites: readonly AgentSite[],
  options: ScanOptions,
): ScanDocument {
  const { graph, sites: facts, truncated } = buildGraph(repository, sites);
  const { loops, cutShort } = findLoops(graph);
  const context: RuleContext = { repository, sites: facts, graph, loops, paths: injectionPaths(facts, graph) };
  const all = judge(context);
  const { left, ignored } = withoutIgnored(repository, all);
  const open = left.filter(({ fingerprint }) => options.baseline?.has(fingerprint) !== true);
  const short = truncated ? [...cutShort, 'the graph has more edges than are kept'] : cutShort;
  const doc: ScanDocument = {
    version: 1,
    tool: { name: 'cordon', version: options.toolVersion },
    coverage: {
      root: repository.root,
      files: repository.files,
      workflows: repository.workflows.length,
      contextFiles: repository.contextFiles.length + repository.configs.length,
      skipped: [...repository.skipped],
      factsAsOf: repository.factsAsOf,
      ignored,
      inBaseline: left.length - open.length,
      cutShort: [...short],
    },
    agents: graph.nodes.filter((node) => node.type === 'agent').map(agentOf),
    artifacts: graph.nodes
      .filter((node) => node.type === 'artifact')
      .map(({ id, label, channel, writers, files }) => ({
        id,
        label,
        channel,
        writers: [...writers],
        ...(files.length > 0 && { files: [...files] }),
      })),
    edges: graph.edges.map(({ from, to, kind, gate, span, reason, approvals }) => ({
      from: graph.nodes[from]!.id,
      to: graph.nodes[to]!.id,
      kind,
      gate,
      file: span.file,
      line: span.line,
      reason,
      approvals: { ...approvals, assumes: [...approvals.assumes] },
    })),
    findings: open.map(findingOf),
    loops: loops.map((loop) => loopOf(loop, graph)),
    cuts: cutsOf(graph, loops, open),
  };
  return { ...doc, excerpts: excerptsOf(repository, doc) };
}

function judge(context: RuleContext): Judged[] {
  const found = new Map<string, Judged>();
  for (const rule of RULES) {
    for (const raw of rule.check(context)) {
      const fingerprint = createHash('sha256')
        .update([rule.id, raw.span.file, raw.key].join('\n'))
        .digest('hex')
        .slice(0, 20);
      if (!found.has(fingerprint)) found.set(fingerprint, { rule: rule.id, raw, fingerprint });
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      SEVERITY_ORDER[a.raw.severity] - SEVERITY_ORDER[b.raw.severity] ||
      CONFIDENCE_ORDER[a.raw.confidence] - CONFIDENCE_ORDER[b.raw.confidence] ||
      compare(a.raw.span.file, b.raw.span.file) ||
      a.raw.span.line - b.raw.span.line ||
      compare(a.rule, b.rule),
  );
}

function withoutIgnored(repository: Repository, all: readonly Judged[]) {
  const comments = new Map<string, ReturnType<typeof ignoreComments>>();
  const ignored: ScanDocument['coverage']['ignored'] = [];
  const left = all.filter(({ rule, raw: { span } }) => {
    let of = comments.get(span.file);
    if (of === undefined) {
      of = ignoreComments(repository.text(span.file) ?? '');
      comments.set(span.file, of);
    }
    const comment = silencedBy(of, rule, span);
    if (comment !== undefined) ignored.push({ rule, file: span.file, line: comment.line, reason: comment.reason });
    return comment === undefined;
  });
  return { left, ignored };
}

function findingOf({ rule, raw, fingerprint }: Judged): ScanFinding {
  const { span, path, edits, assumes } = raw;
  const cheapest = [...edits].sort((a, b) => a.cost - b.cost)[0];
  return {
    rule,
    severity: raw.severity,
    confidence: raw.confidence,
    file: span.file,
    line: span.line,
    column: span.column,
    endLine: span.endLine,
    message: raw.message,
    path: path.map((hop) => ({ file: hop.span.file, line: hop.span.line, message: hop.message })),
    ...(assumes.length > 0 && { assumes: [...new Set(assumes)] }),
    ...(cheapest !== undefined && { fix: editOf(cheapest) }),
    ...(raw.loop !== undefined && { loop: raw.loop }),
    fingerprint,
  };
}

function loopOf(loop: Loop, graph: ScanGraph): ScanDocument['loops'][number] {
  const { id, nodes, edges, approvals, start, channels, variants } = loop;
  return {
    id,
    nodes: nodes.map((v) => graph.nodes[v]!.id),
    edges: [...edges],
    approvals: { ...approvals, assumes: [...approvals.assumes] },
    start: start.map((v) => graph.nodes[v]!.id),
    channels: [...channels],
    ...(variants > 0 && { variants }),
  };
}

/** Injection findings and loops are cut apart: the one keeps payloads out, the other keeps them from coming round. */
function cutsOf(graph: ScanGraph, loops: readonly Loop[], open: readonly Judged[]): ScanCut[] {
  const cuts: ScanCut[] = [];
  const ofLoops = cutLoops(graph, loops);
  if (ofLoops !== undefined) cuts.push(cutOf('loops', ofLoops));
  const paths = open.filter(({ raw }) => raw.loop === undefined && SEVERITY_ORDER[raw.severity] < SEVERITY_ORDER.low);
  if (paths.length > 0) {
    cuts.push(
      cutOf('paths', smallestCut(paths.map(({ fingerprint, raw }) => ({ id: fingerprint, edits: raw.edits })))),
    );
  }
  return cuts;
}

function cutOf(breaks: ScanCut['breaks'], cut: Cut): ScanCut {
  return {
    breaks,
    exact: cut.exact,
    edits: cut.edits.map(({ edit, breaks: broken }) => ({ ...editOf(edit), breaks: [...broken] })),
    unbroken: [...cut.unbroken],
  };
}

function editOf({ span, change, put }: Edit): ScanEdit {
  return { file: span.file, line: span.line, change, put };
}

function agentOf(node: GraphNode): ScanDocument['agents'][number] {
  const { id, label, product, span, site } = node as AgentNode;
  const starters = new Set(
    site?.situations
      .filter((s) => site.reach(s).answer !== 'no')
      .map((s) => (s.actor.id === 'timer' ? 'timer' : classOf(s.actor))),
  );
  return {
    id,
    label,
    product,
    file: span.file,
    line: span.line,
    ...(site !== undefined && {
      ...(site.agent.version.ref !== '' && { version: site.agent.version.ref }),
      capability: site.agent.grants.level,
      startedBy: [...starters].sort(),
    }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
