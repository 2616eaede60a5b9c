import type { Locator, Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import type { Window } from '../../support/browser.ts';
import { openPages } from '../../support/playground.ts';

// Every place where people look, with the keyboard alone: nothing is clicked, filled in or focused but by its keys.

const { open } = openPages();
let window: Window;
let page: Page;

beforeEach(() => comeAs('U0NEWHIRE'));

async function comeAs(person: string): Promise<void> {
  await page?.context().close();
  window = await open(person);
  page = window.page;
}

const dialog = (name: string) => page.getByRole('dialog', { name });
const home = () => page.getByRole('region', { name: 'Home' });
const fromBot = (text: string | RegExp) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();

/** Goes from control to control until this one has the focus. */
async function reach(control: Locator): Promise<void> {
  await control.waitFor({ state: 'attached' });
  for (let i = 0; i < 150; i++) {
    if ((await control.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${control}.`);
}

async function press(control: Locator): Promise<void> {
  await reach(control);
  await page.keyboard.press('Enter');
}

async function type(control: Locator, text: string): Promise<void> {
  await reach(control);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const say = (text: string, place = '#general') =>
  type(page.getByRole('textbox', { name: `Message ${place}`, exact: true }), text);

async function openHome(): Promise<void> {
  await press(page.getByRole('link', { name: /^whoowns/ }));
  await press(page.getByRole('link', { name: 'Home', exact: true }));
  await home().getByRole('heading', { name: 'Who owns what?' }).waitFor();
}

/** Olga says that she is the Product Owner of #general. */
async function assignOlga(): Promise<void> {
  await comeAs('U0OWNER');
  await say('/whoowns assign ');
  const people = dialog('Roles in this channel').getByLabel('People').last();
  await reach(people);
  await page.keyboard.type('Olga');
  await press(dialog('Roles in this channel').getByRole('button', { name: 'Save' }));
  await dialog('Roles in this channel').waitFor({ state: 'detached' });
}

it('the home tab is asked, and leads on in its dialog', async () => {
  await openHome();
  await window.check('home-tab');
  await type(home().getByLabel('Your question, or just a word'), 'who orders the backlog?');
  const answer = dialog('Who owns this?');
  await answer.getByText('POs prioritize the backlog').waitFor();
  await press(answer.getByRole('button', { name: 'User stories and requirements' }));
  await answer.getByText('well-defined').waitFor();
  await window.check('answer-dialog');
  await press(answer.getByRole('button', { name: 'Why this answer?' }));
  await answer.getByText("I didn't have to guess").waitFor();
  await window.check('answer-dialog-why');
  await page.keyboard.press('Escape');
  await answer.getByText('well-defined').waitFor();
  await page.keyboard.press('Escape');
  await answer.waitFor({ state: 'detached' });
});

it('a topic is chosen from the menu of its role', async () => {
  await openHome();
  await reach(home().getByLabel('Choose a topic').first());
  await page.keyboard.press('ArrowDown');
  await dialog('Who owns this?').getByText('Product Manager').first().waitFor();
  await window.check('home-topic');
});

it('a channel is picked, its people are named, and all of it is forgotten again', async () => {
  await assignOlga();
  await openHome();
  await home().getByText('#general').first().waitFor();
  await home().getByText('Your roles: Product Owner in').waitFor();
  await reach(home().getByLabel('Your channel'));
  await page.keyboard.press('ArrowDown');
  await home().getByText('This is your channel').waitFor();
  await window.check('home-channel');
  await press(home().getByRole('button', { name: 'Forget me' }));
  const sure = dialog('Forget you?');
  await sure.getByText('your channel, your roles').waitFor();
  await window.check('home-forget');
  await press(sure.getByRole('button', { name: 'Keep' }));
  await sure.waitFor({ state: 'detached' });
  await press(home().getByRole('button', { name: 'Forget me' }));
  await press(sure.getByRole('button', { name: 'Forget me' }));
  await home().getByText('Nothing yet.').waitFor();
  await window.check('home-forgotten');
});

it('an admin opens the settings from the home tab', async () => {
  await comeAs('U0ADMIN');
  await openHome();
  await press(home().getByRole('button', { name: 'Settings' }));
  const settings = dialog('Settings');
  await reach(settings.getByLabel('Every member'));
  await page.keyboard.press('ArrowDown');
  await window.check('home-settings');
  await press(settings.getByRole('button', { name: 'Save' }));
  await settings.waitFor({ state: 'detached' });
});

it('the cheat sheet is shown side by side', async () => {
  await say('/whoowns sheet');
  await fromBot('side by side').getByRole('table').waitFor();
  await window.check('cheat-sheet');
});

it('a message is looked at, and answered in its thread', async () => {
  await say('does anybody know who signs off a finished story?');
  const message = page.getByRole('article', { name: /^Nia/ }).last();
  await press(message.getByRole('button', { name: 'Who owns this?' }));
  const answer = dialog('Who owns this?');
  await answer.getByText('Testing and accepting user stories').first().waitFor();
  await window.check('message-shortcut-dialog');
  await press(answer.getByRole('button', { name: 'Reply in thread' }));
  await page.getByRole('complementary', { name: 'Thread' }).getByText('looked this up').waitFor();
  await window.check('message-shortcut');
});

it('a question is asked from anywhere', async () => {
  await press(page.getByRole('button', { name: 'Ask who owns…' }));
  await type(dialog('Ask who owns…').getByLabel('Your question, or just a word'), 'who makes the roadmap?');
  await dialog('Who owns this?').getByText('The product roadmap').first().waitFor();
  await window.check('global-shortcut');
});

it('a channel is greeted when the bot is added to it', async () => {
  await press(page.getByRole('link', { name: 'mobile' }));
  await press(page.getByRole('button', { name: 'Add whoowns to this channel' }));
  const hello = fromBot('Hello!');
  await hello.waitFor();
  await window.check('channel-welcome');
  await press(hello.getByRole('button', { name: 'Set the roles here' }));
  await dialog('Roles in this channel').waitFor();
  expect(await dialog('Roles in this channel').innerText()).toContain('Product Owner');
  await window.check('channel-welcome-roles');
});

it('a private channel is there for its members alone, and is greeted too', async () => {
  expect(await page.getByRole('link', { name: 'launch' }).count()).toBe(0);
  await comeAs('U0OWNER');
  await press(page.getByRole('link', { name: 'launch' }));
  await press(page.getByRole('button', { name: 'Add whoowns to this channel' }));
  await fromBot('Hello!').waitFor();
  await window.check('private-channel-welcome');
});
