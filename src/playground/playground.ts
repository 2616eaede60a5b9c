import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createBackstage } from './backstage.ts';
import { createExchanges } from './exchanges.ts';
import { readManifest } from './manifest.ts';
import type { ShownKnowledge } from './page/protocol.ts';
import { type Backstage, openPage } from './page/server.ts';
import type { LocalReceiver } from './stand-in/receiver.ts';
import { createStandIn } from './stand-in/stand-in.ts';

/** The build puts a copy of the app's manifest here. */
const MANIFEST = fileURLToPath(new URL('./manifest.json', import.meta.url));
/** How many messages a channel takes at once before Slack asks to go slower. */
const BURST = 20;

/** A small Slack on this machine, with the real bot in it. */
export interface Playground {
  /** Where the page is. */
  readonly url: string;
  /** Shows what became of a change of the knowledge. */
  knowledgeChanged(knowledge: ShownKnowledge): void;
  close(): Promise<void>;
}

/**
 * Opens the playground on the loopback address, at this port or, where it is taken, at one of the next. `createBot`
 * takes what stands for fetch and gives an app's receiver, and how a week passes for it; `manifest` is what that app has
 * asked Slack for.
 */
export async function openPlayground(parts: {
  port: number;
  createBot: (slack: typeof fetch) => {
    receiver: LocalReceiver;
    passWeek?: () => Promise<void>;
    noticePeople?: () => Promise<void>;
  };
  manifest?: unknown;
}): Promise<Playground> {
  const manifest = parts.manifest ?? JSON.parse(await readFile(MANIFEST, 'utf8'));
  const asked = readManifest(manifest);
  const slack = createStandIn({ rateLimit: BURST });
  const { receiver, passWeek, noticePeople } = parts.createBot(slack.fetch);
  const exchanges = createExchanges({
    slack,
    deliver: (_, payload) => receiver.send({ ...payload }),
    changed: (exchange) => backstage.exchangeChanged(exchange),
  });
  const backstage = createBackstage({ slack, exchanges, asked, passWeek, noticePeople });
  const server = await openNear(backstage, parts.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    knowledgeChanged: backstage.knowledgeChanged,
    close: () => close(server),
  };
}

/** Many a developer has something at 3000. */
async function openNear(backstage: Backstage, port: number): Promise<Server> {
  for (let next = port; ; next++) {
    try {
      return await openPage(backstage, next);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EADDRINUSE' || next >= port + 9) throw error;
    }
  }
}

function close(server: Server): Promise<void> {
  // The streams of open pages never end by themselves.
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
