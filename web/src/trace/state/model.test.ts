import { describe, expect, test } from 'vitest';
import { traceDocument } from '../../../../src/fleet/trace-document.ts';
import { sampleDocument } from '../dev/sample.ts';
import { pathGraph } from '../views/graph/paths.ts';
import { lanesOf } from '../views/timeline/layout.ts';
import { buildModel } from './model.ts';
import { chainBack, treeOrder } from './tree.ts';
import { DEFAULT_VIEW, type View } from './view.ts';
import { computeVisibility } from './visibility.ts';

const doc = sampleDocument({ sessions: 120, seeds: 'several' });
const model = buildModel(doc, 0);
const withFacets = (facets: Partial<View['facets']>): View => ({
  ...DEFAULT_VIEW,
  facets: { ...DEFAULT_VIEW.facets, ...facets },
});

test('the made documents are what the contract says', () => {
  for (const seeds of ['one', 'several', 'none'] as const) {
    expect(traceDocument.safeParse(sampleDocument({ seeds, quotes: 'none', hostile: true })).error).toBeUndefined();
  }
  expect(sampleDocument({ sessions: 70 })).toEqual(sampleDocument({ sessions: 70 }));
});

describe('the model', () => {
  test('has every session once and the exposed in the tree', () => {
    expect(model.rows).toHaveLength(120);
    expect(model.tree.filter((row) => row.role === 'exposed')).toHaveLength(doc.seeds[0]?.exposedCount ?? -1);
    const place = new Map(model.tree.map((row, index) => [row.id, index]));
    for (const row of model.tree) {
      if (row.via !== null) expect(place.get(row.via)).toBeLessThan(place.get(row.id) as number);
    }
  });

  test('a session that only the seed names is there all the same', () => {
    const seed = { ...doc.seeds[0]!, firstWriter: 'gone' };
    const row = buildModel({ ...doc, seeds: [seed] }, 0).byId.get('gone');
    expect(row?.role).toBe('writer');
    expect(row?.status).toBe('unassessed');
  });

  test('where the telemetry cannot tell, nobody is clear', () => {
    const other = buildModel(doc, 2);
    expect(other.traced).toBe(false);
    expect(new Set(other.rows.map((row) => row.status))).toEqual(new Set(['unassessed']));
  });

  test('an altered relay is as probable as the document says', () => {
    const { session } = doc.seeds[0]!.exposed.find(({ acted }) => acted === 'relayed')!;
    const sessions = doc.sessions.map((each) =>
      each.id === session ? { ...each, status: 'probable' as const } : each,
    );
    expect(buildModel({ ...doc, sessions }, 0).byId.get(session)?.status).toBe('probable');
  });

  test('what another seed gave a session its status for is clear of this one', () => {
    const touched = new Set([...doc.seeds[0]!.reachableSessions, doc.seeds[0]!.firstWriter]);
    const { id } = doc.sessions.find((each) => each.status === 'clear' && !touched.has(each.id))!;
    const sessions = doc.sessions.map((each) => (each.id === id ? { ...each, status: 'exposed' as const } : each));
    expect(buildModel({ ...doc, sessions }, 0).byId.get(id)?.status).toBe('clear');
    expect(buildModel({ ...doc, sessions, seeds: [doc.seeds[0]!] }, 0).byId.get(id)?.status).toBe('exposed');
  });

  test('a circle of infections is drawn, not followed for ever', () => {
    const [a, b] = model.tree.filter((row) => row.role === 'exposed').slice(0, 2);
    const circle = [
      { ...a!, via: b!.id },
      { ...b!, via: a!.id },
    ];
    expect(treeOrder(circle)).toHaveLength(2);
    expect(chainBack(circle[0]!, new Map(circle.map((row) => [row.id, row])))).toHaveLength(2);
  });
});

describe('visibility', () => {
  test('counts of a facet say what choosing its value shows', () => {
    const before = computeVisibility(model, withFacets({ channel: ['message'] }));
    for (const [acted, expected] of before.counts.acted) {
      expect(computeVisibility(model, withFacets({ channel: ['message'], acted: [acted] })).rows).toHaveLength(
        expected,
      );
    }
    expect(before.counts.channel.size).toBeGreaterThan(1);
  });

  test('scopes contain each other', () => {
    const sizes = (['touched', 'reachable', 'all'] as const).map(
      (scope) => computeVisibility(model, { ...DEFAULT_VIEW, scope }).rows.length,
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes[2]).toBe(120);
  });

  test('what has no value is last in both directions', () => {
    for (const descending of [false, true]) {
      const { rows } = computeVisibility(model, { ...DEFAULT_VIEW, sort: 'acted', descending });
      expect(rows.at(-1)?.acted).toBeNull();
    }
  });

  test('lanes keep the infectors of what passes', () => {
    const ids = new Set([model.tree.find((row) => (row.generation ?? 0) >= 2)!.id]);
    const lanes = lanesOf(model.tree, model.byId, ids);
    expect(lanes.length).toBeGreaterThan(1);
    expect(lanes[0]?.role).toBe('writer');
  });
});

test('the picture of the ways stays small in a large outbreak, and leaves nobody out', () => {
  const large = buildModel(sampleDocument({ sessions: 2000, contacts: 100 }), 0);
  const graph = pathGraph(large, large.tree);
  expect(graph.nodes.length).toBeLessThan(200);
  const drawn = graph.nodes.filter((node) => node.kind === 'sessions').flatMap((node) => node.rows);
  expect(new Set(drawn).size).toBe(large.tree.length);
  for (const edge of graph.edges) expect(edge.from.column).toBeLessThan(edge.to.column);
});
