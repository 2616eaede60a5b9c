import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { InFlight } from '../in-flight.ts';

/** Longer than load balancers keep a connection open: whoever closes first may cut the other's next request. */
const KEEP_ALIVE_MS = 65_000;

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** What is served: by path without its final slash, and by method. */
type Routes = Readonly<Record<string, Readonly<Record<string, Handle>>>>;

/** A web server that counts requests as work under way until their answer is out. */
export function createWebServer(routes: Routes, inFlight: InFlight) {
  const open = new Set<ServerResponse>();
  let closing = false;
  const server = createServer((request, response) => {
    const end = inFlight.begin();
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      end();
    });
    if (closing) response.setHeader('connection', 'close');
    const path = pathOf(request.url ?? '/');
    const handle = routes[path]?.[request.method ?? ''];
    if (handle) handle(request, response);
    else response.writeHead(404).end();
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return {
    /** Rejects where the port cannot be had. */
    listen: (at: { port: number; host: string }) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(at, () => resolve());
      }),
    /** From now on tells every client that its connection will be closed; requests are still answered. */
    sayClosing() {
      closing = true;
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
    },
    /** Takes no more requests; resolves when all connections are closed. */
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The path of an address, as if it had no final slash. */
function pathOf(url: string): string {
  const [path = '/'] = url.split('?', 1);
  return path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
}

/** What `/health` tells: the state, and figures of whoever has some. */
interface Health {
  /** `stopping` from the signal on: whatever stands before the bot should send no more. */
  readonly state: 'ready' | 'connecting' | 'stopping';
  readonly [figure: string]: unknown;
}

/** Answers a request for `/health`: 200 while Slack can reach the bot, 503 while it cannot. */
export function answerHealth(health: () => Health): Handle {
  return (_request, response) => {
    const { state, ...figures } = health();
    const ok = state === 'ready';
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    const uptime = Math.round(process.uptime());
    response.end(`${JSON.stringify({ ok, state, ...figures, uptime })}\n`);
  };
}
