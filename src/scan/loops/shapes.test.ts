import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoriesIn, scanned } from '../test-repositories.ts';

/** Shapes of loops, each named by the approvals of its cheapest loop: `0..1` or `none`, then what it is. */
const shapes = repositoriesIn(join(import.meta.dirname, 'fixtures', 'shapes.repos'));

test.each(shapes.map((shape) => [shape.name, shape] as const))('%s', (name, shape) => {
  const doc = scanned(shape);
  expect(doc.agents.length).toBeGreaterThan(0);
  const [first] = doc.loops;
  const [expected] = name.split(' ');
  const got = first === undefined ? 'none' : `${first.approvals.min}..${first.approvals.max}`;
  expect(got, first?.nodes.join(' -> ')).toBe(expected);
  for (const { nodes, edges, approvals } of doc.loops) {
    edges.forEach((e, i) => {
      expect(doc.edges[e]).toMatchObject({ from: nodes[i], to: nodes[(i + 1) % nodes.length] });
    });
    expect(approvals.min).toBe(edges.reduce((sum, e) => sum + doc.edges[e]!.approvals.min, 0));
    if (approvals.min < approvals.max) expect(approvals.assumes).not.toHaveLength(0);
  }
  const cut = doc.cuts.find(({ breaks }) => breaks === 'loops');
  if (first?.approvals.min === 0) expect([...(cut?.edits ?? []), ...(cut?.unbroken ?? [])]).not.toHaveLength(0);
  else expect(cut).toBeUndefined();
});
