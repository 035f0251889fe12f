/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sampleDocument } from '../../web/src/trace/dev/sample.ts';
import { findBrowser, inBrowser, pageTemplate } from './page-browser.ts';

const executable = findBrowser();

test.runIf(process.env.CI === 'true')('continuous integration has a browser', () => {
  expect(executable, 'install chromium, or name one in CORDON_BROWSER').toBeDefined();
});

test('the built page is one file that can load and send nothing', () => {
  const template = pageTemplate('trace');
  const style = /<style>([\s\S]*?)<\/style>/.exec(template)?.[1] ?? '';
  expect(template.slice(0, template.indexOf('<style>'))).toContain("default-src 'none'; script-src 'sha256-");
  // Compared as truth values: a failure must not print the whole page.
  expect(/<(script|link|img)[^>]+(src|href)="(?!data:,")/.test(template)).toBe(false);
  expect(/@import|url\(/.test(style)).toBe(false);
});

inBrowser('the page', 'trace', ({ write, open }) => {
  const listCount = (at: Page) => at.getByTestId('list-count').textContent();
  const sideways = (at: Page) =>
    at.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  test('shows the finding, and asks nothing of the network', async () => {
    const at = await open(write('plain', sampleDocument()));
    expect(await at.locator('h1').textContent()).toMatch(/^\d+ of 60 sessions read it; \d+ acted on it/);
    expect(await listCount(at)).toMatch(/^\d+ sessions$/);
    for (const title of [
      'Generations',
      'Sessions',
      'Contacts',
      'Copies, and what still carries one',
      'What could be seen',
    ]) {
      expect(await at.getByRole('heading', { name: title, exact: true }).count()).toBe(1);
    }
  });

  test('hostile text stays text', async () => {
    const doc = sampleDocument({ hostile: true, seeds: 'several' });
    const at = await open(write('hostile', doc));
    const relayer = doc.seeds[0]?.exposed.find((exposure) => exposure.acted === 'relayed');
    await at.goto(`${at.url().split('#')[0]}#session=${relayer?.session}`);
    const detail = at.getByTestId('detail');
    await detail.waitFor();
    expect(await detail.textContent()).toContain('<script>window.__owned = 1</script>');
    expect(await detail.textContent()).toContain('\\x1b[31mred');
    expect(await detail.textContent()).toContain('\\u202egnp.exe');
    expect(await at.evaluate(() => document.getElementById('root')?.textContent)).not.toMatch(/[\u001b\u202e\u0007]/);
    expect(await at.evaluate(() => '__owned' in window)).toBe(false);
    expect(await at.locator('img').count()).toBe(0);
    expect(await at.locator('#cordon-data').evaluate((element) => element.parentElement?.tagName)).toBe('BODY');
  });

  test('a filter moves the list, the sentence and the address together, and the back button undoes it', async () => {
    const doc = sampleDocument();
    const relayed = doc.seeds[0]?.relayed ?? 0;
    const at = await open(write('filter', doc));
    const before = await listCount(at);
    await at.locator('summary', { hasText: 'What it did' }).click();
    await at.getByRole('checkbox', { name: /Relayed/ }).check();
    expect(await listCount(at)).toBe(`${relayed} session${relayed === 1 ? '' : 's'}`);
    expect(at.url()).toContain('#acted=relayed');
    expect(await at.getByTestId('sentence').textContent()).toContain('“Relayed”');
    await at.goBack();
    expect(await listCount(at)).toBe(before);
    expect(at.url()).not.toContain('#');
  });

  test('a link shows the same view again', async () => {
    const doc = sampleDocument();
    const address = write('link', doc);
    const target = doc.seeds[0]?.exposed.find((exposure) => exposure.generation === 2);
    const hash = `#generation=2&colour=channel&sort=-agent&session=${target?.session}`;
    const at = await open(address, { hash });
    const expected = doc.seeds[0]?.exposed.filter((exposure) => exposure.generation === 2).length;
    expect(await listCount(at)).toBe(`${expected} sessions`);
    expect(await at.getByTestId('detail').textContent()).toContain(target?.session);
    expect(await at.getByLabel('Colour by').inputValue()).toBe('channel');
    expect(await at.locator('th[aria-sort=descending]').textContent()).toContain('Agent');
    expect(at.url()).toBe(address + hash);
  });

  test('searching finds what a passage says', async () => {
    const doc = sampleDocument();
    const at = await open(write('search', doc));
    await at.keyboard.press('/');
    await at.keyboard.type('do not follow it');
    await at.waitForURL(/q=do\+not\+follow\+it/);
    expect(await listCount(at)).toBe(`${doc.seeds[0]?.quoted} sessions`);
  });

  test('the keyboard goes through the sessions', async () => {
    const at = await open(write('keys', sampleDocument()));
    await at.keyboard.press('j');
    const first = new URL(at.url()).hash;
    expect(first).toMatch(/^#session=/);
    expect(await at.getByTestId('detail').textContent()).toContain('1 of ');
    await at.keyboard.press('j');
    expect(await at.getByTestId('detail').textContent()).toContain('2 of ');
    await at.keyboard.press('k');
    expect(new URL(at.url()).hash).toBe(first);
    await at.locator('tr.picked button').focus();
    await at.keyboard.press('ArrowDown');
    expect(await at.getByTestId('detail').textContent()).toContain('2 of ');
    await at.keyboard.press('Escape');
    expect(await at.getByTestId('detail').count()).toBe(0);
  });

  test('dragging over the curve limits the time', async () => {
    const at = await open(write('brush', sampleDocument()));
    const box = await at.locator('.curve').boundingBox();
    if (!box) throw new Error('no curve');
    await at.mouse.move(box.x + box.width * 0.5, box.y + 20);
    await at.mouse.down();
    await at.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 4 });
    await at.mouse.up();
    expect(at.url()).toMatch(/from=.*&to=/);
    expect(await at.getByTestId('sentence').textContent()).toContain('between');
  });

  test.each([
    [390, 844],
    [1024, 768],
    [1600, 1000],
  ])('fits %i pixels', async (width, height) => {
    const at = await open(write('width', sampleDocument({ hostile: true, seeds: 'several' })), {
      width,
      height,
    });
    expect(await sideways(at)).toBeLessThanOrEqual(0);
    await at.keyboard.press('j');
    await at.getByTestId('detail').waitFor();
    expect(await sideways(at)).toBeLessThanOrEqual(0);
  });

  test('follows the system into the dark, and the button out of it', async () => {
    const at = await open(write('dark', sampleDocument()), { dark: true });
    const brightness = () =>
      at.evaluate(() => {
        const [red = 0, green = 0, blue = 0] = (
          getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
        ).map(Number);
        return (red + green + blue) / 3;
      });
    expect(await brightness()).toBeLessThan(60);
    await at.getByRole('button', { name: /Change to Light/ }).click();
    expect(await brightness()).toBeGreaterThan(200);
  });

  test('without a seed it shows who could hand what to whom', async () => {
    const at = await open(write('none', sampleDocument({ seeds: 'none' })));
    expect(await at.locator('h1').textContent()).toContain('contacts between');
    expect(await at.getByRole('heading', { name: 'Longest chains' }).count()).toBe(1);
    expect(await listCount(at)).toBe('60 sessions');
  });

  test('“not there” and “cannot tell” are two answers', async () => {
    const address = write('answers', sampleDocument({ seeds: 'several' }));
    const at = await open(address, { hash: '#seed=2' });
    expect(await at.locator('h1').textContent()).toBe('It is not there.');
    expect(await at.locator('.nearest').textContent()).toContain('31 % alike');
    await at.getByRole('combobox', { name: 'Seed' }).selectOption('2');
    expect(await at.locator('h1').textContent()).toBe('This telemetry cannot tell.');
    expect(await at.locator('.session-table').textContent()).not.toContain('clear');
  });

  test('a page without quotations says so', async () => {
    const doc = sampleDocument({ quotes: 'none' });
    const seen = doc.seeds[0]?.exposed.find((exposure) => exposure.how === 'observed');
    const at = await open(write('quotes', doc), { hash: `#session=${seen?.session}` });
    expect(await at.getByTestId('detail').textContent()).toContain('without quotations');
  });

  test('two thousand sessions: few rows in the page, all of them in reach', async () => {
    const doc = sampleDocument({ sessions: 2000, contacts: 50_000 });
    const at = await open(write('large', doc), { hash: '#scope=all' });
    expect(await listCount(at)).toBe('2,000 sessions');
    expect(await at.locator('.session-table tbody tr').count()).toBeLessThan(60);
    await at.locator('.session-scroll').evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await at.locator('tr[aria-rowindex="2001"]').waitFor();
    await at.getByRole('button', { name: 'Whole fleet' }).click();
    expect(await at.locator('.fleet').count()).toBe(1);
    expect(await at.locator('svg *').count()).toBeLessThan(4000);
  });
});
