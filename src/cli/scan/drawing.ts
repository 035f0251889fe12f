import type { ScanDocument, ScanLoop } from '../../fleet/index.ts';
import { oneLine } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';

const WIDTH = 88;

/**
 * A loop as a loop: its nodes from top to bottom, the approvals on each hop, and a line back to where it began.
 *
 *     +-> triage.yml triage
 *     |     | 0  writes comments
 *     |   comments by a personal token
 *     |     | 0  starts it
 *     +-----+
 */
export function drawLoop(loop: ScanLoop, doc: ScanDocument, style: Styler): string[] {
  const labels = labelsOf(doc);
  const lines: string[] = [];
  loop.nodes.forEach((id, i) => {
    const edge = doc.edges[loop.edges[i]!]!;
    const node = oneLine(labels.get(id) ?? id, WIDTH);
    lines.push(`${i === 0 ? '+->' : '|  '} ${style('bold', node)}`);
    const { min, max } = edge.approvals;
    const people = min === max ? `${min}` : `${min}-${max}`;
    const hop = oneLine(`${edge.reason}  ${edge.file}${edge.line > 0 ? `:${edge.line}` : ''}`, WIDTH);
    lines.push(`|      | ${style(min === 0 ? 'red' : 'green', people)}  ${hop}`);
  });
  lines.push('+------+');
  return lines;
}

/** `0` or `0 to 1`, with the noun. */
export function approvalsInWords({ min, max }: ScanLoop['approvals']): string {
  const number = min === max ? `${min}` : `${min} to ${max}`;
  return `${number} approval${min === 1 && max === 1 ? '' : 's'}`;
}

export function labelsOf(doc: ScanDocument): Map<string, string> {
  return new Map([...doc.agents, ...doc.artifacts].map(({ id, label }) => [id, label]));
}
