// Takes the pictures of the README anew: `node scripts/screenshots.mjs`. It opens the playground, lets Nia Newman ask
// what the pictures show, and writes docs/playground-light.png and docs/playground-dark.png.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const root = path.join(import.meta.dirname, '..');
const SIZE = { width: 1280, height: 720 };

const bot = spawn(process.execPath, [path.join('scripts', 'run.mjs'), 'main'], {
  cwd: root,
  env: { ...process.env, PORT: '0', DATABASE_URL: 'memory:', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve, reject) => {
  let said = '';
  bot.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
    const [found] = /http:\/\/localhost:\d+/.exec(said) ?? [];
    if (found) resolve(found);
  });
  bot.once('exit', () => reject(new Error('The playground did not start.')));
});
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

/** Opens the playground as Nia Newman, lets her type, and takes a picture once the bot has said `wanted`. */
async function take(scheme, channel, { typed, wanted }, look = async () => {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: SIZE });
  const page = await context.newPage();
  await page.goto(`${url}/?as=U0NEWHIRE#${channel}`);
  const field = page.getByRole('textbox', { name: /^Message/ }).first();
  await field.fill(typed);
  await field.press('Enter');
  await page
    .getByRole('article', { name: /^whoowns/ })
    .filter({ hasText: wanted })
    .last()
    .waitFor();
  await look(page);
  await page.screenshot({ path: path.join(root, 'docs', `playground-${scheme}.png`) });
  await context.close();
}

try {
  const question = { typed: '/whoowns who signs off a finished story?', wanted: 'Product Owner' };
  await take('light', 'C0GENERAL', question, (page) => page.locator('details > summary').first().click());
  await take('dark', 'C0CHECKOUT', { typed: '@whoowns who orders the backlog?', wanted: 'Product Owner' });
} finally {
  await browser.close();
  bot.removeAllListeners('exit');
  bot.kill();
  await once(bot, 'exit');
}
