import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { safeJson } from '../../src/cli/output/printable.ts';
import { embedDocument } from '../../src/cli/page/embed.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WEB = join(ROOT, 'web');
const CANDIDATES = [
  process.env.CORDON_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium on this machine; `CORDON_BROWSER` names another one. */
export function findBrowser(): string | undefined {
  return CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path));
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The built page, built now when it is missing or older than what it is built from. */
export function pageTemplate(page: string): string {
  const built = join(WEB, 'dist', `${page}.html`);
  if (
    !existsSync(built) ||
    statSync(built).mtimeMs <
      newest([join(WEB, 'src'), join(WEB, 'build'), join(WEB, 'page.html'), join(ROOT, 'src', 'motives')])
  ) {
    execFileSync(process.execPath, [join(WEB, 'build', 'pages.mjs'), page]);
  }
  return readFileSync(built, 'utf8');
}

function newest(paths: string[]): number {
  let latest = 0;
  for (const path of paths) {
    const entry = statSync(path);
    const times = entry.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : entry.mtimeMs;
    latest = Math.max(latest, times);
  }
  return latest;
}

/** Writes pages into a folder of their own, to be opened as files. */
class PageFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'cordon-page-'));
  readonly #template: string;

  constructor(page: string) {
    this.#template = pageTemplate(page);
  }

  /** The address of a page with this document. */
  write(name: string, doc: object): string {
    const file = join(this.path, `${name}.html`);
    writeFileSync(file, [...embedDocument(this.#template, [safeJson(doc)])].join(''));
    return new URL(`file://${file.replaceAll('\\', '/')}`).href;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

interface Opening {
  width?: number;
  height?: number;
  dark?: boolean;
  hash?: string;
}

interface Opened {
  /** The address of a page with this document. */
  write(name: string, doc: object): string;
  /** Opens an address. What the page then complains of, or asks of the network, fails the test. */
  open(address: string, opening?: Opening): Promise<Page>;
}

/** Tests of a page in a real browser; where there is none they are skipped, and a message says so. */
export function inBrowser(title: string, page: string, tests: (opened: Opened) => void): void {
  const executable = findBrowser();
  if (executable === undefined) {
    console.warn(`No Chromium was found, so ${title} is not tested. Name one in CORDON_BROWSER.`);
  }
  describe.skipIf(executable === undefined)(title, { timeout: 60_000 }, () => {
    let browser: Browser;
    let folder: PageFolder;
    let tab: Page | undefined;
    let troubles: string[] = [];

    beforeAll(async () => {
      folder = new PageFolder(page);
      browser = await launch(executable as string);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      folder?.remove();
    });
    afterEach(async () => {
      await tab?.close();
      expect(troubles).toEqual([]);
    });

    tests({
      write: (name, doc) => folder.write(name, doc),
      async open(address, { width = 1440, height = 900, dark = false, hash = '' } = {}) {
        troubles = [];
        const opened = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
        tab = opened;
        opened.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
        });
        opened.on('pageerror', (error) => troubles.push(error.message));
        opened.on('request', (request) => {
          if (request.url().split('#')[0] !== address) troubles.push(`request: ${request.url()}`);
        });
        await opened.goto(address + hash);
        await opened.waitForSelector('main');
        return opened;
      },
    });
  });
}
