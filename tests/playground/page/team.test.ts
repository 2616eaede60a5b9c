import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPages } from '../../support/playground.ts';

// Who holds which role, as different people in the page.

const pages = openPages();
const open = (as: string, place = 'C0CHECKOUT') => pages.open(as, place);

async function say(page: Page, text: string, place = '#checkout'): Promise<void> {
  const field = page.getByRole('textbox', { name: `Message ${place}`, exact: true });
  await field.fill(text);
  await field.press('Enter');
}

const article = (page: Page, text: string | RegExp) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();

async function assign(page: Page, people: string, place?: string): Promise<void> {
  await say(page, '/whoowns assign', place);
  const dialog = page.getByRole('dialog', { name: 'Roles in this channel' });
  await dialog.getByLabel('People').nth(1).selectOption({ label: people });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

it('is assigned by one, announced to all, named in answers, and undone by another', async () => {
  const emre = await open('U0ENGINEER');
  const nia = await open('U0NEWHIRE');
  await say(emre.page, '/whoowns assign');
  const dialog = emre.page.getByRole('dialog', { name: 'Roles in this channel' });
  await dialog.waitFor();
  await emre.check('assign-dialog');
  await emre.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await assign(emre.page, 'Olga Petrova');
  await article(nia.page, 'Emre Yildiz updated the roles').waitFor();

  await say(nia.page, '/whoowns who is our PO?');
  await article(nia.page, 'The Product Owner here is Olga Petrova.').waitFor();
  await say(nia.page, '/whoowns team');
  await article(nia.page, 'set by Emre Yildiz').waitFor();
  await nia.check('team');

  await article(nia.page, 'updated the roles').getByRole('button', { name: 'Undo' }).click();
  const takenBack = article(emre.page, 'Nia Newman undid this');
  await takenBack.waitFor();
  expect(await takenBack.innerText()).toContain('Product Owner: Olga Petrova');
  await say(nia.page, '/whoowns who is our PO?');
  await article(nia.page, 'No Product Owner set for this channel yet').waitFor();
  await nia.check('taken-back');
});

it('is taken out of the role when they leave the company, by saving the dialog', async () => {
  const { page, check } = await open('U0ENGINEER');
  await assign(page, 'Olga Petrova');
  await page
    .getByLabel('Someone leaves the company')
    .selectOption({ label: 'Olga Petrova leaves the company' });
  await page.getByRole('option', { name: 'Olga Petrova, product owner' }).waitFor({ state: 'detached' });
  await say(page, '/whoowns who is our PO?');
  await article(page, 'Olga Petrova (has left)').getByRole('button', { name: 'Assign again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Roles in this channel' });
  await dialog.getByText('Olga Petrova has left and will be removed when you save.').waitFor();
  await check('leaver');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await article(page, 'Product Owner: not set yet').waitFor();
});

it('is set by admins alone, where an admin says so in the settings', async () => {
  const adam = await open('U0ADMIN');
  await say(adam.page, '/whoowns settings');
  const dialog = adam.page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radiogroup', { name: 'Who can set the roles' }).getByLabel('Admins only').check();
  await adam.check('team-settings');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const emre = await open('U0ENGINEER');
  await say(emre.page, '/whoowns assign');
  await article(emre.page, 'In this workspace only admins can change the roles').waitFor();
  await assign(adam.page, 'Olga Petrova');
  await article(emre.page, 'Adam Ocampo updated the roles').waitFor();
});

it('is told in direct messages for the channel that a person picks there', async () => {
  const emre = await open('U0ENGINEER');
  await assign(emre.page, 'Olga Petrova');
  const { page, check } = await open('U0NEWHIRE', 'D0NEWHIRE');
  await say(page, 'who is our PO?', 'whoowns');
  await article(page, 'which channel is your team')
    .getByRole('combobox')
    .selectOption({ label: '#checkout' });
  await article(page, "I'll name the people of").waitFor();
  await say(page, 'who orders the backlog?', 'whoowns');
  await article(page, 'The Product Owner in #checkout is Olga Petrova.').waitFor();
  await say(page, 'roadmap', 'whoowns');
  const missing = article(page, 'No Product Manager set for #checkout yet.');
  await missing.getByRole('button', { name: 'Set the roles' }).click();
  await page.getByRole('dialog', { name: 'Roles in this channel' }).waitFor();
  await check('own-channel');
});

it('is not told to people of another company, who get what the documents say', async () => {
  const emre = await open('U0ENGINEER', 'C0PARTNERS');
  await assign(emre.page, 'Olga Petrova', '#partners');
  const { page, check } = await open('U0PARTNER', 'C0PARTNERS');
  await say(page, '@whoowns who orders the backlog? ', '#partners');
  const reply = article(page, 'POs prioritize the backlog');
  await reply.waitFor();
  expect(await reply.innerText()).not.toMatch(/Olga|Ask them/);
  await check('another-company');
});

it('gives a topic to another role here, and shows the document beside it', async () => {
  const { page, check } = await open('U0OWNER');
  await say(page, '/whoowns rule');
  const dialog = page.getByRole('dialog', { name: 'A rule for this channel' });
  await dialog.getByLabel('Topic').selectOption({ label: 'Testing and accepting user stories' });
  await dialog.getByLabel('Owner in this channel').selectOption({ label: 'Product Manager' });
  await dialog.getByLabel('Why').fill('in this squad the PM accepts the stories');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await say(page, '/whoowns who signs off a story?');
  const reply = article(page, "This channel's rule, set");
  await reply.waitFor();
  expect(await reply.innerText()).toContain('They are also responsible for testing and accepting');
  await check('rule');
});

it('asks those who hold the role, after a confirmation', async () => {
  const emre = await open('U0ENGINEER');
  await assign(emre.page, 'Olga Petrova');
  const nia = await open('U0NEWHIRE');
  await say(nia.page, '/whoowns who orders the backlog?');
  await article(nia.page, 'The Product Owner here is Olga Petrova')
    .getByRole('button', { name: 'Ask them' })
    .click();
  const confirm = nia.page.getByRole('dialog', { name: 'Ask them?' });
  expect(await confirm.innerText()).toContain('notifies Olga Petrova');
  await confirm.getByRole('button', { name: 'Ask' }).click();
  await article(emre.page, /@Nia Newman asks @Olga Petrova ?: “who orders the backlog\?”/).waitFor();
  await emre.check('asked');
});

it('turns guests away in words', async () => {
  const { page, check } = await open('U0GUEST');
  await say(page, '/whoowns assign');
  await article(page, 'Only members of this workspace can change the roles').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await check('guest');
});
