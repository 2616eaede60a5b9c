import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openLog } from '../../src/log.ts';
import { openApp } from '../../src/playground/open-app.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestAnswerer, ROOT } from './bot.ts';
import { type Look, openBrowser, openWindow, type Window } from './browser.ts';
import { build } from './build.ts';

type Playgrounds = typeof import('../../src/playground/playground.ts');
type Playground = Awaited<ReturnType<Playgrounds['openPlayground']>>;
type Options = Omit<Parameters<Playgrounds['openPlayground']>[0], 'port'>;

/** The windows of one test file, and the playground that they show. */
export interface Pages {
  url(): string;
  /** Opens a window as a person, in a channel where one is named; it is closed after the test. */
  open(as: string, place?: string, look?: Look): Promise<Window>;
}

/**
 * A playground for each test of a file, with nothing said in it yet: opened in this process, since starting one takes
 * a second, and what the bot knows is the same. `options` gives another app, or stands between the bot and Slack.
 */
export function openPages(
  options: Partial<Options> & { readonly wrapFetch?: (slack: typeof fetch) => typeof fetch } = {},
): Pages {
  const windows: Window[] = [];
  let browser: Browser;
  let openPlayground: Playgrounds['openPlayground'];
  let playground: Playground;

  beforeAll(async () => {
    const [opened, compiled] = await Promise.all([openBrowser(), build()]);
    browser = opened;
    // The compiled one: only there are the scripts of the page.
    const file = pathToFileURL(path.join(compiled, 'playground/playground.js')).href;
    ({ openPlayground } = (await import(file)) as Playgrounds);
  }, 120_000);
  beforeEach(async () => {
    const { createBot = await whoowns(options.wrapFetch) } = options;
    const manifest = options.manifest ?? JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
    playground = await openPlayground({ port: 0, createBot, manifest });
  });
  afterEach(async () => {
    await Promise.all(windows.splice(0).map(({ page }) => page.context().close()));
    await playground.close();
  });
  afterAll(() => browser?.close());

  return {
    url: () => playground.url,
    async open(as, place, look) {
      const window = await openWindow(
        browser,
        `${playground.url}/?as=${as}${place ? `#${place}` : ''}`,
        look,
      );
      windows.push(window);
      return window;
    },
  };
}

/** The real bot, with an empty memory. */
async function whoowns(wrapFetch = (slack: typeof fetch) => slack): Promise<Options['createBot']> {
  const parts = {
    answerer: await openTestAnswerer(),
    store: await openStore({ url: 'memory:' }),
    log: openLog('silent', { write: () => {} }),
  };
  return (slack) => openApp({ ...parts, fetch: wrapFetch(slack) });
}
