import type { Locator, Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import type { Window } from '../../support/browser.ts';
import { openPages } from '../../support/playground.ts';

// Greetings that do not arrive, those who are never greeted, and a first day with the keyboard alone.

/** A whole day takes a while on a machine that does other things too. */
const LONG = { timeout: 120_000 };

/** The person whom Slack does not take messages for. */
let unreachable: string | undefined;

beforeEach(() => {
  unreachable = undefined;
});

const { open } = openPages({
  wrapFetch: (slack) => async (input, init) => {
    const isTheirs = unreachable !== undefined && String(init?.body).includes(`channel=${unreachable}&`);
    return isTheirs && String(input).endsWith('chat.postMessage')
      ? Response.json({ ok: false, error: 'user_disabled' })
      : slack(input, init);
  },
});

const said = (page: Page, text: string | RegExp) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();

/** Goes there by the Tab key, as somebody does who has no mouse. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let i = 0; i < 200; i++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead there.');
}

async function type(page: Page, text: string, place = '#general'): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: `Message ${place}`, exact: true }));
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function press(page: Page, text: string | RegExp, label: string): Promise<void> {
  await tabTo(page, said(page, text).getByRole('button', { name: label, exact: true }));
  await page.keyboard.press('Enter');
}

async function switchOn({ page }: Window): Promise<void> {
  await type(page, '/whoowns settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.waitFor();
  // The radio buttons of a group are one stop; the arrows choose.
  const off = dialog.getByLabel('Only message people who ask');
  await tabTo(page, off);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, dialog.getByRole('button', { name: 'Save' }));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

it(
  'a greeting that does not arrive is reported to the admin, stands first in the list, and is tried again',
  LONG,
  async () => {
    const adam = await open('U0ADMIN');
    await switchOn(adam);
    await type(adam.page, '/whoowns onboard @nia ');
    await said(adam.page, "I've greeted Nia Newman").waitFor();
    unreachable = 'U0JOINED1';
    await tabTo(adam.page, adam.page.getByRole('button', { name: 'Invite a new hire' }));
    await adam.page.keyboard.press('Enter');
    const direct = await open('U0ADMIN', 'D0ADMIN');
    await said(direct.page, "couldn't deliver my greeting to Noor Haddad").waitFor();
    await direct.check('onboarding-undeliverable');
    await type(adam.page, '/whoowns onboard');
    const list = said(adam.page, 'People I greeted for you');
    await list.waitFor();
    expect(await list.innerText()).toMatch(/Noor Haddad: the greeting couldn't[\s\S]*Nia Newman: greeted/);
    await adam.check('onboarding-admin');
    unreachable = undefined;
    await press(direct.page, "couldn't deliver my greeting", 'Try again');
    await said(direct.page, "Delivered: I've greeted Noor Haddad").waitFor();
    const noor = await open('U0JOINED1', 'D0JOINED1');
    await said(noor.page, "I'm whoowns").waitFor();
  },
);

it('guests are not greeted, whoever names them', LONG, async () => {
  const adam = await open('U0ADMIN');
  await type(adam.page, '/whoowns onboard @gwen @whoowns ');
  await said(adam.page, 'Gwen Abara is a guest or a bot, or has left').waitFor();
  await adam.check('onboarding-guest-named');
  const gwen = await open('U0GUEST', 'D0GUEST');
  expect(await gwen.page.getByRole('article', { name: /^whoowns/ }).count()).toBe(0);
  await type(gwen.page, "I'm new here", 'whoowns');
  await said(gwen.page, 'for members of this workspace only').waitFor();
  await gwen.check('onboarding-guest');
});

it('a first day goes by the keyboard alone, from the first word to the last', LONG, async () => {
  const { page, check } = await open('U0NEWHIRE', 'D0NEWHIRE');
  await type(page, "hi! I'm new here.", 'whoowns');
  await press(page, "I'm whoowns", 'Start the tour');
  for (const at of [1, 2, 3, 4]) await press(page, `Step ${at} of 5`, 'Next');
  await check('onboarding-keyboard');
  await press(page, 'Step 5 of 5', 'Finish here');
  await said(page, "I'll check in once more").waitFor();
  await type(page, "please don't write to me again", 'whoowns');
  await said(page, 'Stopped.').waitFor();
  await said(page, "I'll check in once more").waitFor({ state: 'detached' });
  await check('onboarding-keyboard-stopped');
});
