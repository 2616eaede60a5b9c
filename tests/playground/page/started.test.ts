import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, it, onTestFinished } from 'vitest';
import { openBrowser, openWindow } from '../../support/browser.ts';
import { KNOWLEDGE_DIR } from '../../support/build.ts';
import { createBots } from '../../support/process.ts';

// The playground as `npm start` opens it without tokens: in a process of its own, which follows the knowledge.

const bots = createBots();
let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([openBrowser(), bots.prepare()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await bots.finish();
});

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Message #general', exact: true });
  await field.fill(text);
  await field.press('Enter');
}

/** The newest message of the bot with this text in it. */
const answer = (page: Page, text: string) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();

it('a faulty knowledge file is reported, the last good knowledge stays, and the repair is taken up', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-page-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(KNOWLEDGE_DIR, folder, { recursive: true });
  const bot = bots.start({ KNOWLEDGE_DIR: folder, PORT: '0' }, null);
  const [url] = await bot.said(/http:\/\/localhost:\d+/);
  const { page, check } = await openWindow(browser, `${url}/?as=U0NEWHIRE`);
  const file = path.join(folder, 'roles/product-owner.yml');
  const good = await readFile(file, 'utf8');

  await writeFile(file, good.replace(/quote: .*/, 'quote: Nobody ever wrote this.'));
  const report = page.getByRole('alert').filter({ hasText: 'product-owner.yml' });
  await report.waitFor();
  await check('faulty-knowledge');
  await say(page, '/whoowns backlog');
  await answer(page, 'Product Owner').waitFor();

  await writeFile(file, good.replace('answer: "The Product Owner', 'answer: "Mended, the Product Owner'));
  await report.waitFor({ state: 'detached' });
  await say(page, '/whoowns delivery');
  await page.getByText('Mended, the Product Owner').first().waitFor();
});
