/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { traceDocument } from '../../src/fleet/index.ts';
import { sampleDocument } from '../../web/src/trace/dev/sample.ts';
import { inBrowser } from './page-browser.ts';

const made = () => sampleDocument({ sessions: 120, seeds: 'none', cases: 0.4, outbreaks: true });

test('the made document is a trace document', () => {
  const doc = made();
  expect(traceDocument.parse(doc)).toEqual(doc);
});

inBrowser('the outbreak on the page', 'trace', ({ write, open }) => {
  const story = (at: Page) => at.getByRole('region', { name: 'What happened' }).textContent();

  test('tells where it began, how it travelled, how fast, and what stops it', async () => {
    const doc = made();
    const at = await open(write('story', doc));
    const text = await story(at);
    expect(text).toContain('Cases infected one another.');
    expect(text).toContain(doc.outbreaks?.[0]?.clusters[0]?.first);
    expect(text).toContain('1.4 (0.9 to 2.1) others: whether it grows or dies out cannot be told');
    expect(text).toContain('memory:team-notes:on-call');
    expect(await at.getByText('nobody was exposed through it').count()).toBe(1);
    expect(await at.getByRole('img', { name: /^Tree of/ }).count()).toBe(1);
    expect(await at.getByRole('img', { name: /^R over time/ }).count()).toBe(1);
  });

  test('a case of the tree opens its card', async () => {
    const doc = made();
    const at = await open(write('pick', doc));
    await at.locator('.tree-case').nth(1).click();
    expect(at.url()).toContain('session=');
    expect(await at.getByTestId('case').count()).toBe(1);
  });

  test('where transmission cannot be told there is no R and no tree, and the other explanation is open', async () => {
    const doc = made();
    const [outbreak] = doc.outbreaks ?? [];
    doc.outbreaks = outbreak ? [{ ...outbreak, transmission: 'cannot-tell' }] : [];
    const at = await open(write('unsure', doc));
    expect(await story(at)).toContain('cannot be told');
    expect(await at.getByRole('heading', { name: 'Reproduction number R' }).count()).toBe(0);
    expect(await at.getByText('against it: most cases').isVisible()).toBe(true);
  });

  test.each([[400], [900], [1600]])('fits a window of %i pixels', async (width) => {
    const at = await open(write(`w${width}`, made()), { width });
    const sideways = await at.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
    // Nothing is squeezed until its letters stand one below another.
    const tallest = await at.evaluate(() =>
      Math.max(...[...document.querySelectorAll('.cut-table tr')].map((row) => row.getBoundingClientRect().height)),
    );
    expect(tallest).toBeLessThan(160);
  });
});
