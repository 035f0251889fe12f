import { readJsonText } from '../repository/json-node.ts';
import type { SourceText, Span } from '../repository/position.ts';
import type { Reading } from '../repository/reading.ts';
import { mapOf, stringOf } from '../repository/workflow/fields.ts';
import type { MapNode, Node } from '../repository/yaml-node.ts';
import type { Grant, Grants } from './capability.ts';
import { GrantList } from './list.ts';

const FILES = ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json', '.opencode/opencode.jsonc'];

/** One line of `permission`: what holds for calls of a tool whose argument the pattern fits. */
interface Rule {
  readonly pattern: string;
  readonly passes: boolean;
  readonly span: Span;
  /** False for the rule that stands before all others: nobody wrote it. */
  readonly written: boolean;
}

/** More rules than a person writes; the rest is left out. */
const MAX_RULES = 200;

/**
 * Grants of OpenCode: `permission` of its configuration, or of `OPENCODE_PERMISSION`. Tools and their arguments are named
 * by globs, the last rule that fits wins, and what none fits is allowed.
 *
 * @param auto whether what it would ask for is allowed, because nobody is there
 */
export function opencodeGrants(env: SourceText | undefined, auto: boolean, reading: Reading, step: Span): Grants {
  const list = new GrantList();
  const path = FILES.map((one) => reading.tree.resolve(one)).find((one) => one !== undefined);
  const file = path === undefined ? undefined : mapOf(reading.json(path));
  const given = env === undefined ? undefined : readJsonText(env, reading.leaveOut);
  const permission = given ?? file?.get('permission');
  const from: Grant['from'] = given !== undefined ? 'input' : 'file';
  const passes = (node: Node) => stringOf(node) === 'allow' || (stringOf(node) === 'ask' && auto);
  if (permission === undefined) {
    const reason = 'nothing limits OpenCode, which then allows every tool';
    list.everything({ tool: '*', span: step, from: 'default', reason });
    return list.finish();
  }
  if (permission.kind === 'scalar') {
    const reason = 'the permission is allow for every tool';
    if (passes(permission)) list.everything({ tool: '*', span: permission.span, from, reason });
    return list.finish();
  }
  const rules = (tool: string) => rulesOn(tool, mapOf(permission), permission.span, passes);
  files(list, 'read', 'read-files', rules('read'), from);
  files(list, 'edit', 'write-files', rules('edit'), from);
  if (allowed(rules('webfetch')).length > 0) list.network = 'yes';
  bash(list, rules('bash'), from);
  return list.finish();
}

function rulesOn(tool: string, permission: MapNode | undefined, whole: Span, passes: (node: Node) => boolean): Rule[] {
  const rules: Rule[] = [{ pattern: '*', passes: true, span: whole, written: false }];
  for (const { key, value } of permission?.entries ?? []) {
    if (!fits(key, tool)) continue;
    const lines = value.kind === 'map' ? value.entries : [{ key: '*', value }];
    for (const line of lines) {
      if (rules.length >= MAX_RULES) return rules;
      rules.push({ pattern: line.key, passes: passes(line.value), span: line.value.span, written: true });
    }
  }
  return rules;
}

/** Rules that allow something which no later one takes back as a whole. */
function allowed(rules: readonly Rule[]): Rule[] {
  return rules.filter(
    (rule, i) => rule.passes && !rules.slice(i + 1).some((later) => !later.passes && fits(later.pattern, rule.pattern)),
  );
}

function files(
  list: GrantList,
  tool: string,
  capability: 'read-files' | 'write-files',
  rules: readonly Rule[],
  from: Grant['from'],
): void {
  const open = allowed(rules);
  const all = open.findLast(({ pattern }) => pattern === '*');
  const first = all ?? open[0];
  if (first === undefined) return;
  list.add([capability], {
    tool,
    ...(all === undefined ? { paths: open.map(({ pattern }) => pattern) } : {}),
    span: first.span,
    from,
    reason: `${tool} is ${first.written ? 'allowed' : 'not limited'}${all === undefined ? ` for ${first.pattern}` : ''}`,
  });
}

function bash(list: GrantList, rules: readonly Rule[], from: Grant['from']): void {
  const open = allowed(rules);
  const all = open.findLast(({ pattern }) => /^\*+$/.test(pattern.trim()));
  if (all !== undefined) {
    const reason = `bash is ${all.written ? 'allowed' : 'not limited'}: any command`;
    list.everything({ tool: 'bash', span: all.span, from, reason });
    list.denyListOnly = rules.some(({ passes }) => !passes);
    return;
  }
  for (const { pattern, span } of open) {
    const prefix = pattern.replace(/\s*\*$/, '').trim();
    list.shell(prefix, false, { tool: `bash(${pattern})`, span, from, reason: `${pattern} is allowed` });
  }
}

const MAX_PATTERN = 300;

/** Whether a glob (`*` any letters, `?` one, ` *` at the end also nothing) fits a text; too long ones fit nothing. */
function fits(pattern: string, text: string): boolean {
  if (pattern.length > MAX_PATTERN || text.length > MAX_PATTERN) return false;
  return glob(pattern, text) || (pattern.endsWith(' *') && glob(pattern.slice(0, -2), text));
}

/** The usual way with two marks: after a mismatch the last star takes one letter more. */
function glob(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let from = 0;
  for (let t = 0; t < text.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      from = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++from;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
