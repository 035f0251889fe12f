import type { Span } from './repository/position.ts';

/** One `cordon-ignore` comment. */
export interface IgnoreComment {
  readonly line: number;
  /** Rule ids; `*` for every rule. */
  readonly rules: readonly string[];
  readonly reason: string;
}

/** `# cordon-ignore: rule, rule -- reason` in YAML and TOML, `//` in JSON with comments, `<!-- … -->` in Markdown. */
const COMMENT = /(?:#|\/\/|<!--)\s*cordon-ignore:\s*([\w*-]+(?:\s*,\s*[\w*-]+)*)\s*(?:--\s*([^\n]*?))?\s*(?:-->)?\s*$/;

export function ignoreComments(text: string): readonly IgnoreComment[] {
  if (!text.includes('cordon-ignore')) return [];
  const found: IgnoreComment[] = [];
  text.split('\n').forEach((content, i) => {
    const match = content.length > 2000 ? null : COMMENT.exec(content);
    if (match === null) return;
    const rules = match[1]!.split(',').map((rule) => rule.trim());
    found.push({ line: i + 1, rules, reason: match[2] ?? '' });
  });
  return found;
}

/** The comment that silences a finding: on a line of its place, or on the line before. */
export function silencedBy(comments: readonly IgnoreComment[], rule: string, span: Span): IgnoreComment | undefined {
  return comments.find(
    ({ line, rules }) =>
      line >= span.line - 1 &&
      line <= Math.max(span.line, span.endLine) &&
      (rules.includes(rule) || rules.includes('*')),
  );
}
