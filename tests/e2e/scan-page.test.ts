/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scanDocument } from '../../src/fleet/index.ts';
import { sampleDocument } from '../../web/src/scan/dev/sample.ts';
import { findBrowser, launch, PageFolder } from './page-browser.ts';

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;

test('the made document is a scan document', () => {
  const doc = sampleDocument({ hostile: true, agents: 3 });
  expect(scanDocument.parse(doc)).toEqual(doc);
});

inBrowser('the scan page', { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: PageFolder;
  let page: Page | undefined;
  let troubles: string[] = [];

  beforeAll(async () => {
    folder = new PageFolder('scan');
    browser = await launch(executable as string);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    folder?.remove();
  });
  afterEach(async () => {
    await page?.close();
    expect(troubles).toEqual([]);
  });

  async function open(address: string, { width = 1440, dark = false, hash = '' } = {}): Promise<Page> {
    troubles = [];
    page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) troubles.push(`request: ${request.url()}`);
    });
    await page.goto(address + hash);
    await page.waitForSelector('main');
    return page;
  }

  test('opens with the cheapest loop lit, hop by hop', async () => {
    const at = await open(folder.write('plain', sampleDocument()));
    expect(await at.locator('h1').textContent()).toBe(
      '2 loops may need no person, 1 of them within reach of outsiders.',
    );
    expect(await at.locator('.graph-edge.lit').count()).toBe(2);
    expect(await at.locator('.hop-number').allTextContents()).toEqual(['0', '0']);
    expect(await at.getByTestId('loop').textContent()).toContain('run: gh issue comment');
  });

  test('another loop, chosen, is lit and in the address; the back button undoes it', async () => {
    const at = await open(folder.write('choose', sampleDocument()));
    await at.getByTestId('loops').getByRole('button').nth(1).click();
    expect(at.url()).toContain('#loop=loop-2');
    expect(await at.locator('.graph-edge.lit').count()).toBe(3);
    expect(await at.locator('.hop-number').allTextContents()).toContain('0–1');
    await at.goBack();
    expect(await at.locator('.graph-edge.lit').count()).toBe(2);
  });

  test('a finding, chosen, shows its path and its fix, and lights its lines', async () => {
    const at = await open(folder.write('finding', sampleDocument()));
    await at.getByTestId('findings').getByRole('button').nth(1).click();
    expect(at.url()).toContain('#finding=f2');
    expect(await at.getByTestId('finding').textContent()).toContain('it pushes');
    expect(await at.locator('.graph-edge.lit').count()).toBe(2);
  });

  test('hostile text stays text', async () => {
    const at = await open(folder.write('hostile', sampleDocument({ hostile: true })), { hash: '#finding=f1' });
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
    const at = await open(folder.write(`fits-${width}`, sampleDocument({ hostile: true, agents: 30 })), {
      width,
      dark,
    });
    expect(
      await at.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
  });

  test('a large graph is drawn in part, and says so', async () => {
    const at = await open(folder.write('large', sampleDocument({ agents: 400 })));
    expect(await at.locator('.panel-note').first().textContent()).toMatch(/^\d+ more nodes that no loop passes/);
  });
});
