import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createBots } from '../wire/helpers/bot.ts';
import { KNOWLEDGE_DIR } from '../wire/helpers/build.ts';
import { openBrowser, openWindow, type Window } from './helpers/browser.ts';

// Every place where people look, with the keyboard alone.

const bots = createBots();
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  const [opened] = await Promise.all([openBrowser(), bots.prepare()]);
  browser = opened;
}, 120_000);
beforeEach(async () => {
  const bot = bots.start({ KNOWLEDGE_DIR, PORT: '0' }, null);
  const [url] = await bot.said(/http:\/\/localhost:\d+/);
  window = await openWindow(browser, `${url}/?as=U0NEWHIRE`);
  page = window.page;
});
afterEach(async () => {
  await page.context().close();
  await bots.killAll();
});
afterAll(async () => {
  await browser?.close();
  await bots.finish();
});

const dialog = (name: string) => page.getByRole('dialog', { name });

/** Does with a control what somebody without a mouse does. */
async function enter(control: ReturnType<Page['getByRole']>): Promise<void> {
  await control.focus();
  await page.keyboard.press('Enter');
}

it('the home tab is asked with the keyboard, and leads on in its dialog', async () => {
  await enter(page.getByRole('link', { name: /^whoowns/ }));
  await enter(page.getByRole('link', { name: 'Home', exact: true }));
  await page.getByRole('heading', { name: 'Who owns what?' }).waitFor();
  await window.check('home-tab');
  await page.getByLabel('Your question, or just a word').fill('who orders the backlog?');
  await page.keyboard.press('Enter');
  await dialog('Who owns this?').getByText('POs prioritize the backlog').waitFor();
  await enter(dialog('Who owns this?').getByRole('button', { name: 'User stories and requirements' }));
  await dialog('Who owns this?').getByText('well-defined').waitFor();
  await window.check('answer-dialog');
  await page.keyboard.press('Escape');
  await dialog('Who owns this?').waitFor({ state: 'detached' });
});

it('a message is looked at, and answered in its thread', async () => {
  const field = page.getByRole('textbox', { name: 'Message #general', exact: true });
  await field.fill('does anybody know who signs off a finished story?');
  await field.press('Enter');
  const message = page.getByRole('article', { name: /^Nia/ }).last();
  await enter(message.getByRole('button', { name: 'Who owns this?' }));
  await dialog('Who owns this?').getByText('Testing and accepting user stories').first().waitFor();
  await enter(dialog('Who owns this?').getByRole('button', { name: 'Reply in thread' }));
  await page.getByRole('complementary', { name: 'Thread' }).getByText('@Nia Newman').first().waitFor();
  await window.check('message-shortcut');
});

it('a question is asked from anywhere', async () => {
  await enter(page.getByRole('button', { name: 'Ask who owns…' }));
  await dialog('Ask who owns…').getByLabel('Your question, or just a word').fill('who makes the roadmap?');
  await page.keyboard.press('Enter');
  await dialog('Who owns this?').getByText('The product roadmap').first().waitFor();
  await window.check('global-shortcut');
});

it('a channel is greeted when the bot is added to it', async () => {
  await enter(page.getByRole('link', { name: 'mobile' }));
  await enter(page.getByRole('button', { name: 'Add whoowns to this channel' }));
  const hello = page.getByRole('article', { name: /^whoowns/ }).filter({ hasText: 'Hello!' });
  await enter(hello.getByRole('button', { name: 'Set the roles here' }));
  await dialog('Who holds what here').waitFor();
  expect(await dialog('Who holds what here').innerText()).toContain('Product Owner');
  await window.check('channel-welcome');
});
