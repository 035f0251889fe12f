import type { Told } from './deed.ts';
import type { Attributes, LogRecord, SpanRecord } from './records.ts';

/** A span or log record with its place in the trace. */
export interface Node {
  /** `''` for a log record. */
  spanId: string;
  parentId: string | undefined;
  told: Told;
  kind: number;
  start: number | undefined;
  end: number | undefined;
  line: number;
  resource: Attributes;
  attributes: Attributes;
  scope: string;
  isLog: boolean;
  parent: Node | undefined;
  children: Node[];
  /** Some span below tells tokens, so the tokens told here are theirs once more. */
  usageBelow: boolean;
}

/** The two ends of a node, in the order in which a trace is told. */
export interface Moment {
  node: Node;
  end: boolean;
  time: number;
  order: number;
}

export function spanNode(span: SpanRecord, told: Told): Node {
  return {
    spanId: span.spanId,
    parentId: span.parentId,
    told,
    kind: span.spanKind,
    start: span.start ?? span.end,
    end: span.end ?? span.start,
    line: span.origin.line,
    resource: span.origin.resource,
    attributes: span.attributes,
    scope: span.origin.scope,
    isLog: false,
    parent: undefined,
    children: [],
    usageBelow: false,
  };
}

/** A log record is a leaf under the span that it was written in. */
export function logNode(log: LogRecord, told: Told): Node {
  const end = log.time;
  return {
    spanId: '',
    parentId: log.spanId,
    told,
    kind: 0,
    start: end === undefined ? undefined : end - (told.duration ?? 0),
    end,
    line: log.origin.line,
    resource: log.origin.resource,
    attributes: log.attributes,
    scope: log.origin.scope,
    isLog: true,
    parent: undefined,
    children: [],
    usageBelow: false,
  };
}

/**
 * Ties the nodes of one trace to their parents and answers them parents first, siblings in order of start. Spans that
 * name each other as parents are roots. Iterative: a chain of a million spans is only long.
 */
export function arrange(nodes: Node[]): Node[] {
  const byId = new Map<string, Node>();
  for (const node of nodes) if (!node.isLog && !byId.has(node.spanId)) byId.set(node.spanId, node);
  const byStart = [...nodes].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const roots: Node[] = [];
  for (const node of byStart) {
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
    if (parent === undefined || parent === node) roots.push(node);
    else parent.children.push(node);
  }
  const ordered: Node[] = [];
  const visited = new Set<Node>();
  for (const start of [roots, byStart].flat()) {
    if (visited.has(start)) continue;
    visited.add(start);
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      ordered.push(node);
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index]!;
        if (visited.has(child)) continue;
        visited.add(child);
        child.parent = node;
        stack.push(child);
      }
    }
  }
  for (let index = ordered.length - 1; index >= 0; index--) {
    const { told, usageBelow, parent } = ordered[index]!;
    if (parent !== undefined && (usageBelow || told.usage !== undefined)) parent.usageBelow = true;
  }
  return ordered;
}

/**
 * The starts and ends of all nodes in order of time. What happened at the same time comes in the order of the tree: a
 * parent starts before and ends after its children, a sibling ends before the next one starts.
 */
export function moments(ordered: readonly Node[]): Moment[] {
  const found: Moment[] = [];
  const open: Moment[] = [];
  let order = 0;
  const close = (until: Node | undefined) => {
    while (open.length > 0 && open[open.length - 1]!.node !== until) {
      const moment = open.pop()!;
      moment.order = order++;
      found.push(moment);
    }
  };
  const starts = new Map<Node, number>();
  for (const node of ordered) {
    close(node.parent);
    const start = node.start ?? (node.parent === undefined ? 0 : starts.get(node.parent)!);
    starts.set(node, start);
    found.push({ node, end: false, time: start, order: order++ });
    open.push({ node, end: true, time: Math.max(start, node.end ?? start), order: 0 });
  }
  close(undefined);
  return found.sort((a, b) => a.time - b.time || a.order - b.order);
}
