import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPages } from '../../support/playground.ts';

// The loop in the page: asked in vain, answered by a person, told, asked again.

const { open } = openPages();

const said = (page: Page, text: string | RegExp) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Message #general', exact: true });
  await field.fill(text);
  await field.press('Enter');
}

it('what was asked in vain is answered by a person, told to whoever waits, and known from then on', async () => {
  const nia = await open('U0NEWHIRE');
  await say(nia.page, '/whoowns who buys the fruit baskets?');
  await said(nia.page, "I don't know").getByRole('button', { name: 'Tell me when' }).press('Enter');
  await said(nia.page, "I'll message you when someone answers this").waitFor();
  await nia.check('learning-unknown');

  const adam = await open('U0ADMIN');
  await say(adam.page, '/whoowns gaps');
  const list = said(adam.page, '1 unanswered question');
  await list.waitFor();
  await adam.check('learning-gaps');
  await list.getByRole('button', { name: 'Answer this' }).press('Enter');
  const dialog = adam.page.getByRole('dialog', { name: 'Answer this' });
  await dialog.getByLabel('Which role owns it').selectOption({ label: 'Product Owner' });
  await dialog.getByLabel('What it is, in a few words').fill('Fruit baskets');
  await dialog.getByLabel('The answer').fill('The Product Owner buys the fruit baskets.');
  await dialog.getByLabel('Where it is written').fill('The office handbook, page 3');
  await adam.check('learning-dialog');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });

  await nia.page.getByRole('link', { name: /^whoowns/ }).click();
  await said(nia.page, "Here's the answer").waitFor();
  await nia.check('learning-told');

  const emre = await open('U0ENGINEER');
  await say(emre.page, '/whoowns who is buying the fruit baskets?');
  const answer = said(emre.page, 'Added by Adam Ocampo');
  await answer.waitFor();
  await emre.check('learning-answer');
  await answer.getByRole('button', { name: 'not helpful' }).press('Enter');
  const why = emre.page.getByRole('dialog', { name: 'That did not help' });
  await why.getByLabel('What was wrong with it?').fill('They are gone by noon');
  await emre.check('learning-unhelpful');
  await why.getByRole('button', { name: 'Send' }).press('Enter');
  await emre.page.getByRole('dialog').getByText('without your name').waitFor();

  await say(adam.page, '/whoowns taught');
  const taught = said(adam.page, 'What I was taught here');
  await taught.waitFor();
  await adam.check('learning-taught');
  await taught.getByRole('button', { name: 'History' }).press('Enter');
  await said(adam.page, 'taught by Adam Ocampo').waitFor();
  expect(await said(adam.page, 'What I was taught here').innerText()).toContain(
    'The office handbook, page 3',
  );
});
