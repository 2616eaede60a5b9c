import chromium from '@sparticuz/chromium';
import { type BrowserServer, chromium as playwright } from 'playwright-core';

/** A browser that runs as any user, in a container too, and asks nobody on the network. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-pings'];

/** Starts the browser that comes as a package, for others to connect to. */
export async function launchBrowser(): Promise<BrowserServer> {
  const executablePath = await chromium.executablePath();
  return playwright.launchServer({ executablePath, args: ARGS, headless: true, host: '127.0.0.1' });
}
