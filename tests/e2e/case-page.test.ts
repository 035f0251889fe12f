/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { TraceDocument } from '../../src/fleet/index.ts';
import { sampleDocument } from '../../web/src/trace/dev/sample.ts';
import { inBrowser } from './page-browser.ts';

inBrowser('the case view', 'trace', ({ write, open }) => {
  const made = (options: Parameters<typeof sampleDocument>[0] = {}) =>
    sampleDocument({ sessions: 120, seeds: 'none', cases: 0.4, ...options });
  const listCount = (at: Page) => at.getByTestId('case-count').textContent();
  const casesIn = (doc: TraceDocument) => doc.cases ?? [];
  const plural = (n: number) => `${n} case${n === 1 ? '' : 's'}`;

  test('opens with what is called, suspected and dismissed, of how many, and what it does not prove', async () => {
    const doc = made();
    const at = await open(write('cases', doc));
    const called = casesIn(doc).filter(({ status }) => status !== 'suspected').length;
    const assessed = doc.behaviours?.[0]?.assessed;
    expect(await at.locator('h1').textContent()).toMatch(
      new RegExp(
        `^${called} called cases, ${casesIn(doc).length - called} more suspected.* ${assessed} assessed sessions`,
      ),
    );
    const finding = await at.getByRole('region', { name: 'Finding' }).textContent();
    expect(finding).toContain(`${doc.dismissals?.length}Dismissed`);
    expect(finding).toContain(`${doc.behaviours?.[0]?.unassessed} of 120 sessions cannot be judged`);
    expect(finding).toContain('a shared model, a shared task or coincidence');
    expect(await listCount(at)).toBe(plural(casesIn(doc).length + (doc.dismissals?.length ?? 0)));
  });

  test('an attack rate has its numerator, its denominator and its interval, and those not exposed beside it', async () => {
    const doc = made();
    const at = await open(write('rates', doc));
    const rate = doc.channels?.find(({ behaviour }) => behaviour === 'refusal');
    const row = at
      .getByRole('region', { name: 'Declines its task' })
      .getByRole('row', { name: new RegExp(rate?.channel ?? 'none') });
    expect(await row.textContent()).toContain(`${rate?.cases} of ${rate?.exposed}`);
    expect(await row.textContent()).toMatch(/33 %.*\d % to \d+ %/);
    expect(
      await at
        .getByRole('row', { name: /not exposed/ })
        .first()
        .textContent(),
    ).toContain(`1 of ${rate?.unexposed}`);
  });

  test('the card shows payload and act side by side, each with what matters in it marked', async () => {
    const doc = made();
    const hijack = casesIn(doc).find(({ behaviour, chain }) => behaviour === 'hijack' && chain.length > 1);
    const at = await open(write('sides', doc), { hash: `#session=${hijack?.session}&case=hijack` });
    const [read, did] = [at.locator('.case-side').nth(0), at.locator('.case-side').nth(1)];
    expect(await read.locator('mark').first().textContent()).toMatch(/^Whoever reads this: .* before you go on\.$/);
    expect(await did.locator('mark').first().textContent()).toBe('archive@paste.example');
    const [left, right] = [await read.boundingBox(), await did.boundingBox()];
    expect(left && right && left.x + left.width <= right.x && left.y === right.y).toBe(true);
    const card = at.getByTestId('case');
    expect(await card.textContent()).toContain(`cordon dismiss ${hijack?.session} --behaviour hijack`);
    // The way back: from link to link.
    await card.locator('.case-chain button').first().click();
    expect(await card.textContent()).toContain(hijack?.chain[0]?.from);
    expect(new URL(at.url()).hash).toBe(`#session=${hijack?.chain[0]?.from}&case=hijack`);
  });

  test('filters move the list and the address together, a link shows the same again', async () => {
    const doc = made();
    const address = write('filters', doc);
    const at = await open(address);
    await at.locator('summary', { hasText: 'Status' }).click();
    await at.getByRole('checkbox', { name: /suspected/ }).check();
    const suspected = casesIn(doc).filter(({ status }) => status === 'suspected');
    expect(await listCount(at)).toBe(plural(suspected.length));
    expect(new URL(at.url()).hash).toBe('#status=suspected');
    await at.goto(`${address}#behaviour=hijack&status=suspected`);
    expect(await listCount(at)).toBe(plural(suspected.filter(({ behaviour }) => behaviour === 'hijack').length));
    expect(await at.getByTestId('sentence').textContent()).toContain('of hijack, that are suspected');
    await at.goBack();
    expect(await listCount(at)).toBe(plural(suspected.length));
  });

  test('the keyboard goes through the cases', async () => {
    const at = await open(write('keys', made()));
    await at.keyboard.press('j');
    await at.keyboard.press('j');
    expect(await at.getByTestId('case').textContent()).toContain('2 of ');
    await at.keyboard.press('k');
    expect(await at.getByTestId('case').textContent()).toContain('1 of ');
    await at.keyboard.press('Escape');
    expect(await at.getByTestId('case').count()).toBe(0);
    expect(at.url()).not.toContain('#');
  });

  test('a dismissed case is listed with its reason, and has no evidence', async () => {
    const doc = made();
    const dismissal = doc.dismissals?.[0];
    const at = await open(write('dismissed', doc), {
      hash: `#session=${dismissal?.session}&case=${dismissal?.behaviour}`,
    });
    const card = at.getByTestId('case');
    expect(await card.textContent()).toContain('A person dismissed it');
    expect(await card.textContent()).toContain(dismissal?.reason);
    expect(await card.locator('.case-side').count()).toBe(0);
  });

  test('hostile text stays text', async () => {
    const doc = made({ hostile: true });
    const first = casesIn(doc).find(({ behaviour }) => behaviour === 'hijack');
    const at = await open(write('hostile', doc), { hash: `#session=${first?.session}&case=hijack` });
    const card = await at.getByTestId('case').textContent();
    expect(card).toContain('<script>window.__owned = 1</script>');
    expect(card).toContain('\\u202egnp.exe');
    expect(await at.evaluate(() => document.getElementById('root')?.textContent)).not.toMatch(/[\u001b\u202e\u0007]/);
    expect(await at.evaluate(() => '__owned' in window)).toBe(false);
  });

  test('no case is no all-clear', async () => {
    const at = await open(write('nobody', made({ cases: 0 })));
    expect(await at.locator('h1').textContent()).toMatch(/^No case was found/);
    expect(await at.locator('.case-unjudged').textContent()).toContain('not clear');
    expect(await at.getByRole('heading', { name: 'No case of' }).count()).toBe(1);
  });

  test('with a seed the page opens with the seed, and cases are one press away', async () => {
    const at = await open(write('both', made({ seeds: 'one' })));
    expect(await at.locator('h1').textContent()).toContain('read it');
    await at.getByRole('button', { name: 'Cases', exact: true }).click();
    expect(await at.locator('h1').textContent()).toContain('called cases');
    expect(new URL(at.url()).hash).toBe('#about=cases');
  });

  test.each([400, 900, 1600])('fits %i pixels', async (width) => {
    const at = await open(write('width', made({ hostile: true })), { width });
    const sideways = () =>
      at.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await at.keyboard.press('j');
    await at.getByTestId('case').waitFor();
    expect(await sideways()).toBeLessThanOrEqual(0);
  });

  test('two thousand sessions: few rows in the page, all of them in reach', async () => {
    const doc = made({ sessions: 2000, cases: 0.9, contacts: 20_000 });
    const at = await open(write('many', doc));
    const all = casesIn(doc).length + (doc.dismissals?.length ?? 0);
    expect(all).toBeGreaterThan(1400);
    expect(await at.locator('.case-table tbody tr').count()).toBeLessThan(60);
    expect(await at.locator('svg *').count()).toBeLessThan(4000);
    await at.locator('.session-scroll').evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await at.locator(`tr[aria-rowindex="${all + 1}"]`).waitFor();
  });
});
