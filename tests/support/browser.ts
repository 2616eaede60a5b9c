import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { expect } from 'vitest';
import { share } from './shared.ts';

/** Screenshots are kept as an artifact of the test run. */
const SCREENSHOTS = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));

export interface Look {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A window of the playground, as one person. */
export interface Window {
  readonly page: Page;
  /** Errors of the page's own scripts. */
  readonly faults: string[];
  /** Takes a screenshot under this name, and has axe check accessibility. */
  check(name: string): Promise<void>;
}

/** A connection to the browser that all test files share. Closing it closes the windows that it has opened. */
export async function openBrowser(): Promise<Browser> {
  return playwright.connect(await share('browser'));
}

/** Opens the playground as a person, in a window of its own; waits until it is live. */
export async function openWindow(
  browser: Browser,
  url: string,
  { scheme = 'light', width = 1280, height = 800 }: Look = {},
): Promise<Window> {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  // Whatever a message could start would open one of these.
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  await page
    .getByRole('textbox', { name: /^Message/ })
    .first()
    .waitFor();
  return {
    page,
    faults,
    async check(name) {
      await mkdir(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
      expect(await findBarriers(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
  };
}

/** The serious and critical findings of axe, each with where it is. */
async function findBarriers(page: Page): Promise<string[]> {
  // As text, not as a tag: the page's policy allows no script from elsewhere.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`),
    }));
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, at }) => at.map((where) => `${id}: ${where}`));
}
