import { CordonError } from '../../fleet/error.ts';
import { RULES } from '../../scan/rules/index.ts';
import type { Rule } from '../../scan/rules/rule.ts';
import { oneLine } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';

const WIDTH = 96;

/**
 * The page of a rule; with `all` a list of the rules.
 *
 * @throws CordonError `usage` when there is no such rule
 */
export function explain(id: string, style: Styler): string {
  if (id === 'all') {
    const width = Math.max(...RULES.map((rule) => rule.id.length));
    return `${RULES.map((rule) => `${rule.id.padEnd(width)}  ${rule.page.title}`).join('\n')}\n`;
  }
  const rule = RULES.find((r) => r.id === id);
  if (rule === undefined) {
    throw new CordonError('usage', `no rule "${oneLine(id, 40)}"`, {
      hint: `There are: ${RULES.map((r) => r.id).join(', ')}.`,
    });
  }
  return pageOf(rule, style);
}

function pageOf({ id, page }: Rule, style: Styler): string {
  const parts: [string, string][] = [
    ['What it finds', page.what],
    ['Why it matters', page.why],
    ['How to fix it', page.fix],
    ['What it is known to miss', page.misses],
  ];
  const head = `${style('bold', id)}\n${wrap(page.title)}`;
  const ignore = `To silence one finding, with the reason: # cordon-ignore: ${id} -- reason   (in Markdown: <!-- cordon-ignore: ${id} -- reason -->)`;
  return `${[head, ...parts.map(([title, text]) => `${style('bold', title)}\n${wrap(text)}`), wrap(ignore)].join('\n\n')}\n`;
}

/** Lines of at most `width` characters, broken at spaces. */
export function wrap(text: string, indent = '', width = WIDTH): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(indent + line);
  return lines.join('\n');
}
