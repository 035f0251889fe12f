import type { Confidence, Severity } from '../../../fleet/index.ts';
import type { ScanGraph } from '../../graph/model.ts';
import type { Loop } from '../../loops/find.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const propagationLoop: Rule = {
  id: 'propagation-loop',
  page: {
    title: 'What an agent writes comes back to it, or to another agent, without a person in between',
    what:
      'A way leads from an agent over what it writes (a file that agents load, a comment, a pull request, a cache, a run) ' +
      'to an agent that reads it or is started by it, and back, and no person has to act on it.',
    why:
      'A payload that gets in once stays, and reaches every agent on the way with each turn: that is what makes a worm of ' +
      'an injection. Without an attacker the same loop burns money, or lets a mistake harden into a rule.',
    fix:
      'Put one person on it: a pull request for changes to instruction files, reviewed by their owners. Or take the way ' +
      'away: GITHUB_TOKEN, whose comments start nothing, in place of an App or personal token; no bots among those who ' +
      'may start it; a step that puts instruction files back before the commit.',
    misses:
      'Branch protection and required reviewers are not in the tree, so approvals are an interval; declare them in ' +
      'cordon.config.yaml. Agents outside of this repository are known only where cordon.config.yaml declares them. That ' +
      'a payload survives being rewritten by each agent is assumed, not shown.',
  },
  *check({ loops, graph }): Iterable<RawFinding> {
    for (const loop of loops) {
      if (loop.approvals.min > 0) continue;
      const first = graph.edges[loop.edges[0]!]!;
      yield {
        severity: severityOf(loop, graph),
        confidence: confidenceOf(loop),
        span: first.span,
        message: messageOf(loop, graph),
        path: loop.edges.map((e) => {
          const { span, reason, from, to } = graph.edges[e]!;
          return { span, message: `${graph.nodes[from]!.label} -> ${graph.nodes[to]!.label}: ${reason}` };
        }),
        assumes: loop.approvals.assumes,
        edits: loop.edges.flatMap((e) => graph.edges[e]!.edits),
        key: loop.nodes.map((v) => graph.nodes[v]!.id).join(' '),
        loop: loop.id,
      };
    }
  },
};

function severityOf({ approvals, unaided, certain }: Loop, graph: ScanGraph): Severity {
  const outside = unaided.length > 0;
  if (approvals.max > 0) return outside ? 'medium' : 'low';
  if (!certain) return outside ? 'high' : 'medium';
  return outside && unaided.some((v) => isForge(graph, v)) ? 'critical' : 'high';
}

function confidenceOf({ approvals, certain }: Loop): Confidence {
  if (approvals.max > 0 && approvals.assumes.length > 1) return 'low';
  return approvals.max === 0 && certain ? 'high' : 'medium';
}

function messageOf({ nodes, approvals, unaided, variants }: Loop, graph: ScanGraph): string {
  const labels = [...nodes, nodes[0]!].map((v) => graph.nodes[v]!.label);
  const people =
    approvals.max === 0 ? 'no person approves anything on it' : `${approvals.min} to ${approvals.max} persons approve`;
  const start = unaided.length > 0 ? `; an outsider can start it through ${graph.nodes[unaided[0]!]!.label}` : '';
  const more = variants > 0 ? `; ${variants} more way${variants === 1 ? '' : 's'} through the same agents` : '';
  return `Loop: ${labels.join(' -> ')}; ${people}${start}${more}.`;
}

function isForge(graph: ScanGraph, v: number): boolean {
  const node = graph.nodes[v]!;
  return node.type === 'artifact' && node.channel !== 'web';
}
