/// <reference lib="dom" />
import { expect, test } from 'vitest';
import { scanDocument } from '../../src/fleet/index.ts';
import { sampleDocument } from '../../web/src/scan/dev/sample.ts';
import { inBrowser } from './page-browser.ts';

test('the made document is a scan document', () => {
  const doc = sampleDocument({ hostile: true, agents: 3 });
  expect(scanDocument.parse(doc)).toEqual(doc);
});

inBrowser('the scan page', 'scan', ({ write, open }) => {
  test('opens with the cheapest loop lit, hop by hop', async () => {
    const at = await open(write('plain', sampleDocument()));
    expect(await at.locator('h1').textContent()).toBe(
      '2 loops may need no person, 1 of them within reach of outsiders.',
    );
    expect(await at.locator('.graph-edge.lit').count()).toBe(2);
    expect(await at.locator('.hop-number').allTextContents()).toEqual(['0', '0']);
    expect(await at.getByTestId('loop').textContent()).toContain('run: gh issue comment');
  });

  test('another loop, chosen, is lit and in the address; the back button undoes it', async () => {
    const at = await open(write('choose', sampleDocument()));
    await at.getByTestId('loops').getByRole('button').nth(1).click();
    expect(at.url()).toContain('#loop=loop-2');
    expect(await at.locator('.graph-edge.lit').count()).toBe(3);
    expect(await at.locator('.hop-number').allTextContents()).toContain('0–1');
    await at.goBack();
    expect(await at.locator('.graph-edge.lit').count()).toBe(2);
  });

  test('a finding, chosen, shows its path and its fix, and lights its lines', async () => {
    const at = await open(write('finding', sampleDocument()));
    await at.getByTestId('findings').getByRole('button').nth(1).click();
    expect(at.url()).toContain('#finding=f2');
    expect(await at.getByTestId('finding').textContent()).toContain('it pushes');
    expect(await at.locator('.graph-edge.lit').count()).toBe(2);
  });

  test('hostile text stays text', async () => {
    const at = await open(write('hostile', sampleDocument({ hostile: true })), { hash: '#finding=f1' });
    const text = await at.evaluate(() => document.getElementById('root')?.textContent ?? '');
    expect(text).toContain('<script>window.__owned = 1</script>');
    expect(text).toContain('\\x1b[31mred\\u202egnp.exe');
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(await at.evaluate(() => '__owned' in window)).toBe(false);
  });

  test.each([
    [400, false],
    [900, true],
    [1600, false],
  ])('fits a window of %i pixels', async (width, dark) => {
    const at = await open(write(`fits-${width}`, sampleDocument({ hostile: true, agents: 30 })), {
      width,
      dark,
    });
    expect(
      await at.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
  });

  test('a large graph is drawn in part, and says so', async () => {
    const at = await open(write('large', sampleDocument({ agents: 400 })));
    expect(await at.locator('.panel-note').first().textContent()).toMatch(/^\d+ more nodes that no loop passes/);
  });
});
