/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '../../src/motives/index.ts';
import { sampleDocument } from '../../web/src/motives/dev/sample.ts';
import { inBrowser } from './page-browser.ts';

inBrowser('the motives page', 'motives', ({ write, open }) => {
  const doc = sampleDocument();
  const lead = (at: Page) => at.locator('.motives-lead').textContent();
  const move = (at: Page, label: string, value: number) => at.getByLabel(label, { exact: true }).fill(String(value));

  test('shows the answer, and asks nothing of the network', async () => {
    const at = await open(write('plain', doc));
    const [most] = [...doc.result.patterns].sort((a, b) => b.share.mean - a.share.mean);
    expect(await lead(at)).toContain(`${(100 * most!.share.mean).toFixed(1)} %`);
    for (const title of ['Causal graph', 'Patterns', 'Training and deployment, side by side']) {
      expect(await at.getByRole('heading', { name: title, exact: true }).count()).toBe(1);
    }
  });

  test('every pattern has its goal on the graph', async () => {
    const at = await open(write('goals', doc));
    const goals = doc.model.patterns.reduce((sum, { goal }) => sum + Object.keys(goal).length, 0);
    expect(await at.locator('.goal').count()).toBe(goals);
  });

  test('a slider runs the model again, as the command would', async () => {
    const at = await open(write('steps', doc));
    await move(at, 'Selection steps', 120);
    const { steps, learning } = doc.result.settings;
    const { result } = sampleDocument(DEFAULT_MODEL, { steps: 120, learning: (learning / steps) * 120 });
    const [most] = [...result.patterns].sort((a, b) => b.share.mean - a.share.mean);
    await expect.poll(() => lead(at), { timeout: 10_000 }).toContain(`${(100 * most!.share.mean).toFixed(1)} %`);
    await expect.poll(() => at.url()).toContain('steps=120');
    await at.getByRole('button', { name: 'As in the file' }).click();
    await expect.poll(() => lead(at)).toContain('After 40 selection steps');
  });

  test('capability, audit strength and the held-out gate move what is shown', async () => {
    const at = await open(write('others', doc));
    const answer = () => at.locator('.motives-answer').textContent();
    const first = await answer();
    await move(at, 'developer iteration', 1);
    await expect.poll(answer, { timeout: 10_000 }).not.toBe(first);
    const gated = await answer();
    await move(at, 'Audit strength', 0.5);
    await expect.poll(answer, { timeout: 10_000 }).not.toBe(gated);
    const weak = await answer();
    await move(at, 'Capability', 5);
    await expect.poll(answer, { timeout: 10_000 }).not.toBe(weak);
  });

  test('a link shows the same view', async () => {
    const at = await open(write('link', doc), { hash: '#steps=7&pattern=schemer&op.nonsense=x' });
    await expect.poll(() => lead(at)).toContain('After 7 selection steps');
    expect(await at.locator('.graph-key').textContent()).toContain('long-run ends');
  });

  test('names from a model file stay text', async () => {
    const hostile = DEFAULT_MODEL.replace(
      'label: intended, goal',
      'label: "<img src=x onerror=alert(1)></script>\\u202eevil", goal',
    );
    const at = await open(write('hostile', sampleDocument(hostile)));
    expect(await at.locator('img').count()).toBe(0);
    expect(await at.locator('main').textContent()).toContain('<img src=x onerror=alert(1)></script>\\u202eevil');
  });

  test.each([
    [400, false],
    [900, true],
    [1600, false],
  ])('fits %i pixels, dark: %s', async (width, dark) => {
    const at = await open(write('fits', doc), { width, dark });
    const sideways = await at.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  });
});
