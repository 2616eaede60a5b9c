import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPages } from '../../support/playground.ts';

// A new hire's first week in the page, from the setting that greets them to the message days later.

const { open } = openPages();
/** A whole week takes a while on a machine that does other things too. */
const LONG = { timeout: 120_000 };

const said = (page: Page, text: string | RegExp) =>
  page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: text })
    .last();
const hood = (page: Page) => page.getByRole('complementary', { name: 'Under the hood' });

async function say(page: Page, text: string, place = '#general'): Promise<void> {
  const field = page.getByRole('textbox', { name: `Message ${place}`, exact: true });
  await field.fill(text);
  await field.press('Enter');
}

/** Presses a button of the newest message with this text, with the keyboard alone. */
async function press(page: Page, text: string | RegExp, label: string): Promise<void> {
  const button = said(page, text).getByRole('button', { name: label, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
}

it(
  'a new hire is left alone until an admin wants them greeted, and then walks through it all',
  LONG,
  async () => {
    const adam = await open('U0ADMIN');
    await adam.page.getByRole('button', { name: 'Invite a new hire' }).click();
    await hood(adam.page)
      .getByText(/event: team_join/)
      .first()
      .waitFor();
    expect(await hood(adam.page).getByText('chat.postMessage').count()).toBe(0);
    await say(adam.page, '/whoowns settings');
    const dialog = adam.page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByLabel('Greet everyone who joins').focus();
    await adam.page.keyboard.press('Space');
    await adam.check('onboarding-settings');
    await dialog.getByRole('button', { name: 'Save' }).focus();
    await adam.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await adam.page.getByRole('button', { name: 'Invite a new hire' }).click();

    const mateo = await open('U0JOINED2', 'D0JOINED2');
    const { page, check } = mateo;
    await said(page, "I'm whoowns").waitFor();
    await check('onboarding-greeting');
    await press(page, "I'm whoowns", 'Start the tour');
    for (const [at, title] of [
      [1, 'The Product Manager'],
      [2, 'The Product Owner'],
      [3, 'Where they meet'],
      [4, 'Who they are in your channels'],
      [5, 'How to ask'],
    ] as const) {
      await said(page, `Step ${at} of 5`).filter({ hasText: title }).waitFor();
      await check(`onboarding-step-${at}`);
      if (at < 5) await press(page, `Step ${at} of 5`, 'Next');
    }
    expect(await page.getByRole('article', { name: /^whoowns/ }).count()).toBe(1);

    await press(page, 'Step 5 of 5', 'Five quick questions');
    for (let i = 1; i <= 5; i++) {
      await said(page, `Question ${i} of 5`).getByRole('button', { name: 'Product Owner' }).waitFor();
      if (i === 1) await check('onboarding-question');
      await press(page, `Question ${i} of 5`, 'Product Owner');
      const verdict = said(page, /Yes, |Not quite: it's/);
      await verdict.waitFor();
      expect(await verdict.innerText()).toContain('From the document');
      if (i === 1) await check('onboarding-verdict');
      await verdict.getByRole('button').first().press('Enter');
    }
    // What was missed comes again; whatever it is, it is the Product Manager's.
    while ((await said(page, 'Done!').count()) === 0) {
      const again = said(page, /Once more/);
      const manager = again.getByRole('button', { name: 'Product Manager' });
      await Promise.race([manager.waitFor(), said(page, 'Done!').waitFor()]);
      if ((await manager.count()) === 0) break;
      await manager.press('Enter');
      const verdict = said(page, 'Yes, Product Manager');
      await verdict.waitFor();
      await verdict.getByRole('button').first().press('Enter');
      await verdict.waitFor({ state: 'detached' });
    }
    await said(page, 'Done!').waitFor();
    await check('onboarding-score');
    await said(page, "I'll check in once more").waitFor();

    await page.getByRole('button', { name: 'Let a week pass' }).press('Enter');
    await said(page, 'This is what people ask me most').waitFor();
    await check('onboarding-follow-up');
    await press(page, 'This is what people ask me most', 'The order of the backlog');
    await said(page, 'POs prioritize the backlog').waitFor();

    await say(adam.page, '/whoowns onboard');
    await said(adam.page, 'Mateo Silva: finished').waitFor();
    await adam.check('onboarding-invited');
  },
);

it('is invited, says not now, and comes back to it by way of the home tab', LONG, async () => {
  const emre = await open('U0ENGINEER');
  await say(emre.page, '/whoowns onboard @nia ');
  await said(emre.page, 'an admin can switch greetings on').waitFor();
  await emre.check('onboarding-off');
  const adam = await open('U0ADMIN');
  await say(adam.page, '/whoowns onboard @nia ');
  await said(adam.page, "I've greeted Nia Newman").waitFor();
  const { page, check } = await open('U0NEWHIRE', 'D0NEWHIRE');
  await press(page, "I'm whoowns", 'Not now');
  await said(page, "I won't bring it up again").waitFor();
  await check('onboarding-not-now');
  await page.getByRole('link', { name: 'Home' }).click();
  const begin = page.getByRole('button', { name: "I'm new here" });
  await begin.waitFor();
  await check('onboarding-home');
  await begin.press('Enter');
  await page.locator('main').getByText("I've sent you a direct message").waitFor();
  await page.getByRole('link', { name: 'Messages' }).click();
  await press(page, "I'm whoowns", 'Start the tour');
  await said(page, 'Step 1 of 5').waitFor();
  await say(page, 'stop', 'whoowns');
  await said(page, 'Stopped.').waitFor();
  await page.getByRole('link', { name: 'Home' }).click();
  await check('onboarding-stopped');
});
