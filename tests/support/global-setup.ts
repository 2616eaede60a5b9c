import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from './chromium.ts';
import { buildOnce } from './compile.ts';
import { launchPostgres } from './postgres.ts';
import type { Shared } from './shared.ts';

/**
 * Runs in the main process, around the whole run. What takes seconds is made once for all test files, and only when
 * the first of them asks: a run of pure tests starts neither a database nor a browser.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const closing: (() => Promise<unknown>)[] = [];
  const makers: { readonly [Name in keyof Shared]: () => Promise<Shared[Name]> } = {
    build: buildOnce,
    async postgres() {
      const postgres = await launchPostgres();
      closing.push(postgres.remove);
      return postgres.port;
    },
    async browser() {
      const browser = await launchBrowser();
      closing.push(() => browser.close());
      return browser.wsEndpoint();
    },
  };
  const made = new Map<string, Promise<unknown>>();
  const make = (name: keyof Shared) => {
    const making = made.get(name) ?? makers[name]();
    made.set(name, making);
    return making;
  };

  const server = createServer((req, res) => {
    make((req.url ?? '').slice(1) as keyof Shared)
      .then(
        (value) => ({ value }),
        (error: unknown) => ({ error: String(error) }),
      )
      .then((body) => res.end(JSON.stringify(body)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  project.provide('shared', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await Promise.allSettled(made.values());
    await Promise.all(closing.map((close) => close()));
  };
}
