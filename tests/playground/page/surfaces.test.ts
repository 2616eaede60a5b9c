import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import type { Window } from '../../support/browser.ts';
import { createDemoApp, DEMO_MANIFEST } from '../../support/demo-app.ts';
import { openPages } from '../../support/playground.ts';

// Dialogs, menus, shortcuts and the home tab, with an app that has them all.

const { open } = openPages({
  createBot: (slack) => ({ receiver: createDemoApp(slack) }),
  manifest: DEMO_MANIFEST,
});
let window: Window;
let page: Page;

beforeEach(async () => {
  window = await open('U0OWNER');
  page = window.page;
});

const dialog = () => page.getByRole('dialog', { name: 'Who holds it?' });
/** The message in the channel, and not what the panel beside says of it. */
const shown = (text: string) => page.getByRole('article').filter({ hasText: text });
const hood = () => page.getByRole('complementary', { name: 'Under the hood' });

async function say(text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Message/ }).first();
  await field.fill(text);
  await field.press('Enter');
}

async function save(note: string): Promise<void> {
  await say('/demo ');
  await dialog().getByLabel('A note').fill(note);
  await dialog().getByLabel('The role').selectOption({ label: 'Product Manager' });
  await dialog().getByLabel('People').selectOption(['U0ENGINEER', 'U0ADMIN']);
  await dialog().getByRole('button', { name: 'Save' }).click();
}

it('a dialog is filled in and sent, and its menus and buttons reach the bot', async () => {
  await save('for the checkout squad');
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^whoowns/ }).click();
  await shown('Saved: for the checkout squad, pm, 2 people').waitFor();
  await window.check('dialog-sent');

  await page.getByLabel('How often').selectOption({ label: 'Every week' });
  await shown('Again: weekly').waitFor();
  await page.getByRole('button', { name: 'Not helpful' }).click();
  await shown('Helpful: no').waitFor();

  await page.getByRole('button', { name: 'Drop it' }).click();
  await page.getByRole('dialog', { name: 'Drop it?' }).getByRole('button', { name: 'Keep' }).click();
  expect(await shown('Dropped.').count()).toBe(0);
  await page.getByRole('button', { name: 'Drop it' }).click();
  await page.getByRole('dialog', { name: 'Drop it?' }).getByRole('button', { name: 'Drop' }).click();
  await shown('Dropped.').waitFor();
});

it('a dialog says what is wrong, keeps what was typed, and closes with Escape', async () => {
  await save('');
  await dialog().getByText('Please complete this required field.').waitFor();
  await dialog().getByLabel('A note').fill('ab');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().getByText('A little longer, please.').waitFor();
  expect(await dialog().getByLabel('A note').inputValue()).toBe('ab');
  await window.check('dialog-errors');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

it('shortcuts run, on a message and from anywhere', async () => {
  await say('look at me');
  const message = page.getByRole('article', { name: /^Olga/ }).filter({ hasText: 'look at me' });
  await message.hover();
  await message.getByRole('button', { name: 'Look at this' }).click();
  await shown('You looked at: look at me').waitFor();
  await page.getByRole('button', { name: 'Start the demo' }).click();
  await dialog().waitFor();
});

it('the home tab is shown and works, and what Slack would refuse is red', async () => {
  await page.getByRole('link', { name: /^whoowns/ }).click();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'At home' }).waitFor();
  await window.check('home');
  await page.getByRole('button', { name: 'Ask at home' }).click();
  await hood().getByText('Slack would refuse this').waitFor();
  await hood().getByText('button home.go').click();
  await hood().getByText('chat.postMessage').nth(1).click();
  await hood().getByText('blocks[0]: text has 151 characters, 150 at most').first().waitFor();
  await window.check('refused');
  await page.getByRole('link', { name: 'Messages' }).click();
  await shown('Asked at home.').waitFor();
});

it('a new hire is greeted by an app that asks to hear of them', async () => {
  await page.getByRole('button', { name: 'Invite a new hire' }).click();
  await shown('Noor Haddad has joined the workspace').waitFor();
  await page.getByLabel('You are').selectOption({ label: 'Noor Haddad, just joined' });
  await page.getByRole('link', { name: /^whoowns.*unread|^whoowns/ }).click();
  await shown('Welcome, @Noor Haddad').waitFor();
  await window.check('welcome');
});

it('an app is told that it was added to a channel', async () => {
  await page.getByRole('link', { name: 'mobile' }).click();
  await page.getByRole('button', { name: 'Add whoowns to this channel' }).click();
  await shown('@Olga Petrova added @whoowns to this channel').waitFor();
  await hood().getByText('event: member_joined_channel').waitFor();
  expect(await page.getByRole('button', { name: 'Add whoowns' }).count()).toBe(0);
});
