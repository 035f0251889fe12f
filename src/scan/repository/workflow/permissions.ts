import type { Access, Permissions } from '../model.ts';
import type { Span } from '../position.ts';
import type { Node } from '../yaml-node.ts';
import { stringOf } from './fields.ts';

const RANK: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

/** `permissions:` of a workflow or job; `undefined` when it is absent. Scopes that a map does not name have none. */
export function readPermissions(
  node: Node | undefined,
  from: 'job' | 'workflow',
  span: Span | undefined,
): Permissions | undefined {
  if (node === undefined || span === undefined) return undefined;
  if (node.kind === 'map') {
    const scopes: Record<string, Access> = {};
    for (const { key, value } of node.entries) {
      const access = stringOf(value);
      if (access === 'read' || access === 'write' || access === 'none') scopes[key] = access;
    }
    return { known: true, scopes, rest: 'none', span, from };
  }
  const all = stringOf(node);
  if (all === 'read-all' || all === 'write-all') {
    return { known: true, scopes: {}, rest: all === 'read-all' ? 'read' : 'write', span, from };
  }
  return { known: true, scopes: {}, rest: 'none', span, from };
}

/** Nothing is declared. `rest` is what GitHub's restricted default gives; the permissive one would give `write`. */
export function undeclared(span: Span): Permissions {
  return { known: false, scopes: {}, rest: 'read', span, from: 'nothing' };
}

/** What a called workflow's job has: its own declaration, but nowhere more than the caller's job. */
export function capped(own: Permissions | undefined, caller: Permissions): Permissions {
  if (own === undefined) return { ...caller, from: caller.known ? 'caller' : 'nothing' };
  if (!caller.known) return own;
  const scopes: Record<string, Access> = {};
  for (const scope of new Set([...Object.keys(own.scopes), ...Object.keys(caller.scopes)])) {
    scopes[scope] = lower(own.scopes[scope] ?? own.rest, caller.scopes[scope] ?? caller.rest);
  }
  return { known: true, scopes, rest: lower(own.rest, caller.rest), span: own.span, from: own.from };
}

function lower(a: Access, b: Access): Access {
  return RANK[a] <= RANK[b] ? a : b;
}
