import { PRODUCTS, type ProductId } from '../facts/product.ts';
import type { BranchProtection, Declarations, DeclaredAgent } from './model.ts';
import type { Reading } from './reading.ts';
import { mapOf, stringOf, stringsOf } from './workflow/fields.ts';
import type { Node } from './yaml-node.ts';

const STARTERS = ['anyone', 'contributor', 'writer', 'maintainer', 'nobody'] as const;

/**
 * The `scan` section of `cordon.config.yaml`: agents that no file shows, and protection that the tree cannot show.
 *
 *     scan:
 *       agents:
 *         - {id: reviewer, product: coderabbit, login: "coderabbitai[bot]", reads: [pull-requests], writes: [comments],
 *            triggers: [pull_request], startedBy: anyone}
 *       branchProtection:
 *         - {branch: main, requiredApprovals: 1, codeOwnerReview: true, bypass: []}
 */
export function readDeclarations(reading: Reading, configPath = 'cordon.config.yaml'): Declarations {
  const path = reading.tree.resolve(configPath);
  const scan = path === undefined ? undefined : mapOf(mapOf(reading.yaml(path))?.get('scan'));
  return {
    path,
    agents: items(scan?.get('agents')).flatMap((node) => agentOf(node, reading)),
    branchProtection: items(scan?.get('branchProtection')).flatMap(protectionOf),
  };
}

function agentOf(node: Node, reading: Reading): DeclaredAgent[] {
  const map = mapOf(node);
  const id = stringOf(map?.get('id'));
  if (map === undefined || id === undefined) {
    reading.leaveOut({
      file: node.span.file,
      line: node.span.line,
      reason: 'a declared agent needs an id',
      weight: 'warning',
    });
    return [];
  }
  const product = stringOf(map.get('product'));
  const startedBy = stringOf(map.get('startedBy'));
  if (product !== undefined && !isProduct(product)) {
    reading.leaveOut({
      file: node.span.file,
      line: node.span.line,
      reason: `the product ${product.slice(0, 60)} is not known`,
      weight: 'warning',
    });
  }
  return [
    {
      id,
      product: product !== undefined && isProduct(product) ? product : undefined,
      login: stringOf(map.get('login')),
      reads: stringsOf(map.get('reads')),
      writes: stringsOf(map.get('writes')),
      triggers: stringsOf(map.get('triggers')),
      mentions: stringsOf(map.get('mentions')),
      startedBy: STARTERS.find((one) => one === startedBy) ?? 'unknown',
      capabilities: stringsOf(map.get('capabilities')),
      note: stringOf(map.get('note')),
      span: node.span,
    },
  ];
}

function protectionOf(node: Node): BranchProtection[] {
  const map = mapOf(node);
  const branch = stringOf(map?.get('branch'));
  if (map === undefined || branch === undefined) return [];
  const approvals = Number(stringOf(map.get('requiredApprovals')) ?? 0);
  return [
    {
      branch,
      requiredApprovals: Number.isInteger(approvals) && approvals >= 0 ? Math.min(approvals, 10) : 0,
      codeOwnerReview: stringOf(map.get('codeOwnerReview')) === 'true',
      bypass: stringsOf(map.get('bypass')),
      span: node.span,
    },
  ];
}

function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'seq' ? node.items : [];
}

function isProduct(name: string): name is ProductId {
  return (PRODUCTS as readonly string[]).includes(name);
}
