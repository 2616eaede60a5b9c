import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Look } from '../../support/browser.ts';
import { openPages } from '../../support/playground.ts';

const pages = openPages();
const open = (as = 'U0NEWHIRE', look: Look = {}) => pages.open(as, undefined, look);

const composer = (page: Page, place = '#general') =>
  page.getByRole('textbox', { name: `Message ${place}`, exact: true });
const log = (page: Page) => page.getByRole('log', { name: /^Messages/ });
const thread = (page: Page) => page.getByRole('complementary', { name: 'Thread' });
const hood = (page: Page) => page.getByRole('complementary', { name: 'Under the hood' });

async function say(page: Page, text: string, place = '#general'): Promise<void> {
  await composer(page, place).fill(text);
  await composer(page, place).press('Enter');
}

/** The newest message of the bot with this text in it. */
const answer = (page: Page, text: string | RegExp) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();

/** Whether an element has the focus. The function runs in the page, whose types are not those of the tests. */
const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const node = element as unknown as { ownerDocument: { activeElement: unknown } };
    return element === node.ownerDocument.activeElement;
  });

it('a slash command is answered to the person alone, with who, what and the sentence', async () => {
  const { page, check } = await open();
  await say(page, '/whoowns backlog');
  const reply = answer(page, 'Only visible to you');
  await reply.waitFor();
  expect(await reply.innerText()).toContain('The Product Owner prioritizes the backlog.');
  expect(await reply.innerText()).toContain('POs prioritize the backlog and work with the engineering team');
  expect(await reply.innerText()).toContain('From the document');
  await check('command');
});

it('a mention is answered in a thread that opens beside', async () => {
  const { page, check } = await open();
  await say(page, '@whoowns who signs off a finished story?');
  await thread(page).getByText('Testing and accepting user stories').first().waitFor();
  expect(await thread(page).innerText()).toContain('Product Owner');
  expect(await thread(page).innerText()).not.toContain('Product Manager ·');
  expect(await thread(page).innerText()).not.toContain('Only visible to you');
  await check('mention');
});

it('a direct message is answered there', async () => {
  const { page, check } = await open();
  await page.getByRole('link', { name: /^whoowns/ }).click();
  await say(page, 'who makes the roadmap?', 'whoowns');
  const reply = answer(page, 'The Product Manager creates the product roadmap.');
  await reply.waitFor();
  expect(await reply.innerText()).toContain('goals and objectives, creating a product roadmap');
  await check('direct-message');
});

it('the right one of several is picked with a press, and takes the place of the question', async () => {
  const { page, check } = await open();
  await say(page, '/whoowns stakeholders');
  const question = answer(page, 'Did you mean');
  await question.waitFor();
  await check('did-you-mean');
  const before = await log(page).getByRole('article').count();
  const choice = question.getByRole('button').first();
  const label = await choice.innerText();
  await choice.click();
  await log(page).getByText('Did you mean').waitFor({ state: 'detached' });
  await answer(page, label).waitFor();
  expect(await log(page).getByRole('article').count()).toBe(before);
});

it('the roles are compared with a press', async () => {
  const { page, check } = await open();
  await say(page, '/whoowns backlog');
  await answer(page, 'backlog').getByRole('button', { name: 'Compare PM and PO' }).click();
  await answer(page, 'Product Manager and Product Owner').filter({ hasText: 'In summary' }).waitFor();
  await check('compare');
});

it('a private answer is shared with the channel', async () => {
  const { page, check } = await open();
  const colleague = await open('U0ENGINEER');
  await say(page, '/whoowns who creates the product vision?');
  await answer(page, /Only visible to you[\s\S]*vision/)
    .getByRole('button', { name: 'Share in channel' })
    .click();
  const shared = answer(colleague.page, 'asked: “who creates the product vision?”');
  await shared.waitFor();
  const text = await shared.innerText();
  expect(text).toContain('@Nia Newman');
  expect(text).toContain('The Product Manager is responsible for the overall strategy and vision');
  expect(text).toContain(
    'A Product Manager (PM) is responsible for the overall strategy and vision of a product.',
  );
  await check('share');
});

it('two people see each other live, and neither sees what is private to the other', async () => {
  const one = await open();
  const two = await open('U0OWNER', { scheme: 'dark' });
  await say(one.page, 'hello from Nia');
  await two.page.getByText('hello from Nia').waitFor();
  await say(two.page, '/whoowns stakeholders');
  await answer(two.page, 'Only visible to you').waitFor();
  await say(two.page, 'that was it');
  await one.page.getByText('that was it').waitFor();
  expect(
    await one.page
      .getByRole('article', { name: /^whoowns/ })
      .filter({ hasText: 'takeholder' })
      .count(),
  ).toBe(0);
  await two.check('two-windows-dark');
});

it('somebody new joins, and can be looked over the shoulder', async () => {
  const { page, check } = await open('U0ADMIN');
  await page.getByRole('button', { name: 'Invite a new hire' }).click();
  await page.getByText('Noor Haddad has joined the workspace').first().waitFor();
  await hood(page)
    .getByText(/event: team_join/)
    .waitFor();
  await check('new-hire');
});

it('the payload that went in and the calls that came out are shown', async () => {
  const { page, check } = await open();
  await say(page, '@whoowns backlog');
  await thread(page).getByText('From the document').waitFor();
  const exchange = hood(page).getByText('event: app_mention').first();
  await exchange.click();
  await hood(page).getByText('chat.postMessage').first().waitFor();
  expect(await hood(page).innerText()).toContain('"type": "app_mention"');
  await check('under-the-hood');
  await page.getByRole('button', { name: 'Under the hood' }).click();
  expect(await hood(page).count()).toBe(0);
});

it('a narrow window has room for the message', async () => {
  const { page, check } = await open('U0NEWHIRE', { width: 600 });
  await say(page, '/whoowns backlog');
  const { width = 0 } = (await answer(page, 'Only visible to you').boundingBox()) ?? {};
  expect(width).toBeGreaterThan(500);
  await check('narrow');
});

it('everything is done with the keyboard alone', async () => {
  const { page, check } = await open();
  await composer(page).focus();
  await page.keyboard.type('/who');
  await page.getByRole('option', { name: /\/whoowns/ }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('user stories');
  await page.keyboard.press('Enter');
  const reply = answer(page, 'Only visible to you');
  await reply.waitFor();
  const share = reply.getByRole('button', { name: 'Share in channel' });
  // Backwards from the composer, as a person without a mouse would.
  for (let i = 0; i < 40 && !(await isFocused(share)); i++) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await answer(page, 'asked: “user stories”').waitFor();
  await check('keyboard');
});

it('a hostile message is only text', async () => {
  const { page, faults, check } = await open();
  const nasty =
    '<img src=x onerror=alert(1)> <script>alert(2)</script> [a](javascript:alert(3)) <javascript:alert(4)|click> "><svg/onload=alert(5)> <!channel> &lt;b&gt;';
  await say(page, nasty);
  await page
    .getByRole('article', { name: /^Nia/ })
    .filter({ hasText: '<script>alert(2)</script>' })
    .last()
    .waitFor();
  await say(page, `@whoowns ${nasty}`);
  await say(page, `/whoowns ${nasty}`);
  await answer(page, 'Only visible to you').waitFor();
  expect(await log(page).locator('script, img, svg[onload], a[href^="javascript:alert"]').count()).toBe(0);
  await check('hostile-text');
  expect(faults).toEqual([]);
});

it('whoever writes sees what comes of it, wherever they had scrolled to', async () => {
  const { page } = await open('U0NEWHIRE', { height: 500 });
  for (const text of ['/whoowns backlog', '/whoowns roadmap', '/whoowns pm']) await say(page, text);
  await answer(page, 'Product Manager (PM)').waitFor();
  const messages = page.getByRole('log').first();
  await messages.evaluate((list) => Object.assign(list, { scrollTop: 0 }));
  await say(page, '/whoowns market research');
  const last = answer(page, 'The Product Manager does the market research.');
  await last.waitFor();
  const height = page.viewportSize()?.height ?? 0;
  await expect.poll(async () => ((await last.boundingBox())?.y ?? height) < height).toBe(true);
});
