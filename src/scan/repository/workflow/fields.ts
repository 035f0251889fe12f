import { asCondition, withExpressions } from '../../expressions/parse.ts';
import type { ExpressionText } from '../../expressions/situation.ts';
import type { EnvEntry } from '../model.ts';
import { MapNode, type Node } from '../yaml-node.ts';

/** Reading of YAML fields whose type is not what it should be: what does not fit is as if absent. */

export function mapOf(node: Node | undefined): MapNode | undefined {
  return node instanceof MapNode ? node : undefined;
}

export function textOf(node: Node | undefined): ExpressionText | undefined {
  return node?.kind === 'scalar' && node.value !== null ? withExpressions(node.text) : undefined;
}

/** A field that is to hold something: an empty text counts, `key:` alone does not. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text.value : undefined;
}

export function conditionOf(node: Node | undefined): ExpressionText | undefined {
  return node?.kind === 'scalar' && node.value !== null ? asCondition(node.text) : undefined;
}

/** A text, or a list of texts. */
export function stringsOf(node: Node | undefined): string[] {
  if (node?.kind === 'scalar') return node.value === null ? [] : [node.text.value];
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text.value] : []));
}

/** The scalar fields of a map: `env`, `with`, `outputs`, `secrets`. */
export function entriesOf(node: Node | undefined): EnvEntry[] {
  return (mapOf(node)?.entries ?? []).flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [{ name: key, text: withExpressions(value.text) }] : [],
  );
}
