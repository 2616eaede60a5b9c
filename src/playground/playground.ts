import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createExchanges } from './exchanges.ts';
import { createFakeSlack } from './fake-slack/fake-slack.ts';
import type { LocalReceiver } from './fake-slack/receiver.ts';
import { readManifest } from './manifest.ts';
import { createPageApi, type PageApi } from './page/page-api.ts';
import type { ShownKnowledge } from './page/protocol.ts';
import { openPage } from './page/server.ts';
import type { Background } from './performer.ts';

/** The build copies the app's manifest here. */
const MANIFEST = fileURLToPath(new URL('./manifest.json', import.meta.url));
/** How many messages a channel takes at once before Slack answers "too many". */
const BURST = 20;
const PORTS_TO_TRY = 10;

/** A small Slack on this machine, with the real bot in it. */
export interface Playground {
  readonly url: string;
  /** Shows the outcome of a change in the knowledge folder. */
  knowledgeChanged(knowledge: ShownKnowledge): void;
  close(): Promise<void>;
}

/**
 * Opens the playground on the loopback address, at this port or, if it is taken, at one of the next. `createBot` takes a
 * fetch that leads to the fake Slack, and returns the app's receiver. `manifest` is
 * the app's own; without it, the one of whoowns.
 */
export async function openPlayground(parts: {
  port: number;
  createBot: (slack: typeof fetch) => { readonly receiver: LocalReceiver } & Background;
  manifest?: unknown;
}): Promise<Playground> {
  const manifest = readManifest(parts.manifest ?? JSON.parse(await readFile(MANIFEST, 'utf8')));
  const slack = createFakeSlack({ rateLimit: BURST });
  const { receiver, ...background } = parts.createBot(slack.fetch);
  const exchanges = createExchanges({
    slack,
    deliver: (_, payload) => receiver.send({ ...payload }),
    changed: (exchange) => api.exchangeChanged(exchange),
  });
  const api = createPageApi({ slack, exchanges, manifest, ...background });
  const server = await openNear(api, parts.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    knowledgeChanged: api.knowledgeChanged,
    close() {
      // The event streams of open pages never end by themselves.
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Many developers have something at 3000. */
async function openNear(api: PageApi, port: number): Promise<Server> {
  for (let next = port; ; next++) {
    try {
      return await openPage(api, next);
    } catch (error) {
      const isTaken = (error as { code?: unknown }).code === 'EADDRINUSE';
      if (!isTaken || next + 1 >= port + PORTS_TO_TRY) throw error;
    }
  }
}
