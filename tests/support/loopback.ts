import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Kind } from '../../src/playground/exchanges.ts';
import { createFakeSlack, type FakeSlack } from '../../src/playground/fake-slack/fake-slack.ts';

/** Part of the address of each socket; whoever has it can listen to what Slack sends. */
export const TICKET = 'wireTicket';

/** `deliver` gives up if an acknowledgement takes longer. */
const ACK_TIMEOUT_MS = 10_000;

/** A Slack on loopback: the Web API, response_url and Socket Mode, each over real sockets. */
export interface LoopbackSlack {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  /** What is behind it. Its response_urls lead to this server. */
  readonly fake: FakeSlack;
  /** How many sockets were opened so far, and how many are open now. */
  sockets(): { opened: number; open: number };
  /** How often the bot has asked whether this server is still there. */
  pings(): number;
  /** Where apps.connections.open sends the bot; unless changed, to this server. */
  socketAddress: string;
  /** Says hello to sockets by itself; without it, `send` does. */
  greets: boolean;
  /** Sends a text over the open socket, or data as JSON. */
  send(message: string | Readonly<Record<string, unknown>>): void;
  /** Sends an envelope over the open socket; resolves with the payload of its acknowledgement. */
  deliver(type: Kind, payload: unknown, redelivery?: number): Promise<unknown>;
  /** Sends an envelope and closes the socket in the same breath; tells whether it was acknowledged all the same. */
  deliverAndClose(type: Kind, payload: unknown): { acknowledged(): boolean };
  /** Cuts the open socket, without a word. */
  cut(): void;
  /** Asks the bot for the next socket, as Slack does every few hours; gives what closes the old one. */
  refresh(reason: 'warning' | 'refresh_requested'): () => void;
  /** Lets the open socket fall silent, as when the network in between forgets it: it stays open, and nothing arrives. */
  freeze(): FrozenSocket;
  /** Lets the next call of a method fail. */
  failNext: FakeSlack['failNext'];
  /** Keeps calls of a method waiting from now on. */
  hold(method: string): { readonly arrived: Promise<void>; release(): void };
  close(): Promise<void>;
}

/** A socket on which the bot is heard no more. */
interface FrozenSocket {
  /** Sends an envelope, which still arrives at the bot. */
  deliver(type: Kind, payload: unknown): { acknowledged(): boolean };
  /** Reads what has come meanwhile. */
  thaw(): void;
  cut(): void;
}

export const HELLO = {
  type: 'hello',
  num_connections: 1,
  debug_info: { host: 'loopback', approximate_connection_time: 18060 },
  connection_info: { app_id: 'A0WHOOWNS' },
};

/** Opens a fake Slack on the loopback address, at a port of its own, for an app with these tokens. */
export async function openLoopback({
  botToken,
  appToken,
}: {
  botToken: string;
  appToken: string;
}): Promise<LoopbackSlack> {
  const holds = new Map<string, { arrive: () => void; released: Promise<void> }>();
  const acks = new Map<string, unknown>();
  const origins = new Map<string, WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const server = createServer((req, res) => {
    answer(req)
      .then(async (response) => {
        res.writeHead(response.status, Object.fromEntries(response.headers));
        res.end(await response.text());
      })
      .catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const apiUrl = `${origin}/api/`;

  const fake = createFakeSlack({ apiUrl, botToken });
  const { createResponseUrl } = fake;
  fake.createResponseUrl = (target) =>
    `${origin}/response/${Buffer.from(createResponseUrl(target)).toString('base64url')}`;

  const answer = async (req: IncomingMessage): Promise<Response> => {
    const body = await text(req);
    const { pathname } = new URL(req.url ?? '/', origin);
    if (pathname.startsWith('/response/')) {
      const url = Buffer.from(pathname.slice('/response/'.length), 'base64url').toString();
      return fake.fetch(url, { method: 'POST', body });
    }
    if (!pathname.startsWith('/api/')) return new Response('no such page', { status: 404 });
    const method = pathname.slice('/api/'.length);
    const hold = holds.get(method);
    hold?.arrive();
    await hold?.released;
    const { authorization = '' } = req.headers;
    const headers = { authorization };
    // The one method that takes the app's token, and that only a server can answer.
    if (method === 'apps.connections.open' && !fake.willFail(method)) {
      if (authorization !== `Bearer ${appToken}`) return Response.json({ ok: false, error: 'invalid_auth' });
      return Response.json({ ok: true, url: `${slack.socketAddress}/?ticket=${TICKET}-${randomUUID()}` });
    }
    return fake.fetch(`${apiUrl}${method}`, { method: 'POST', body, headers });
  };

  let opened = 0;
  let pings = 0;
  const wss = new WebSocketServer({ server });
  const streams = new Map<WebSocket, Duplex>();
  wss.on('connection', (socket, request) => {
    opened++;
    streams.set(socket, request.socket);
    // A socket that is cut on our side reports its end as an error.
    socket.on('error', () => {});
    socket.on('ping', () => {
      pings++;
    });
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload: unknown };
      if (origins.get(envelope_id) !== socket) return; // Slack knows an acknowledgement only where it sent the envelope
      acks.set(envelope_id, payload);
      waiting.get(envelope_id)?.(payload);
    });
    if (slack.greets) socket.send(JSON.stringify(HELLO));
  });
  let turn = 0;
  /** One of the open sockets after the other: Slack sends over all of them. */
  const current = (): WebSocket => {
    const open = [...wss.clients].filter((client) => client.readyState === client.OPEN && !client.isPaused);
    const socket = open[turn++ % open.length];
    if (!socket) throw new Error('The bot has no open socket.');
    return socket;
  };
  const sendEnvelope = (socket: WebSocket, type: Kind, payload: unknown, redelivery = 0) => {
    const envelope_id = randomUUID();
    origins.set(envelope_id, socket);
    const retry = { retry_attempt: redelivery, retry_reason: redelivery > 0 ? 'timeout' : '' };
    const extra = type === 'events_api' ? retry : {};
    const accepts_response_payload = type !== 'events_api';
    socket.send(JSON.stringify({ envelope_id, type, accepts_response_payload, ...extra, payload }));
    return envelope_id;
  };

  const slack: LoopbackSlack = {
    apiUrl,
    fake,
    socketAddress: `ws://127.0.0.1:${port}/link`,
    greets: true,
    sockets: () => ({
      opened,
      open: [...wss.clients].filter((client) => client.readyState === client.OPEN).length,
    }),
    pings: () => pings,
    send: (message) => current().send(typeof message === 'string' ? message : JSON.stringify(message)),
    async deliver(type, payload, redelivery) {
      const id = sendEnvelope(current(), type, payload, redelivery);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('The bot did not acknowledge.')), ACK_TIMEOUT_MS);
        waiting.set(id, (ack) => {
          clearTimeout(late);
          resolve(ack);
        });
      });
    },
    deliverAndClose(type, payload) {
      const socket = current();
      // In one piece, so that the bot has read the end of the socket before it can acknowledge.
      const stream = streams.get(socket);
      stream?.cork();
      const id = sendEnvelope(socket, type, payload);
      socket.close();
      stream?.uncork();
      return { acknowledged: () => acks.has(id) };
    },
    cut: () => current().terminate(),
    refresh(reason) {
      const socket = current();
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'loopback' } }));
      return () => socket.close();
    },
    freeze() {
      const socket = current();
      socket.pause();
      return {
        deliver(type, payload) {
          const id = sendEnvelope(socket, type, payload);
          return { acknowledged: () => acks.has(id) };
        },
        thaw: () => socket.resume(),
        cut: () => socket.terminate(),
      };
    },
    failNext: fake.failNext,
    hold(method) {
      let arrive = () => {};
      let release = () => {};
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      holds.set(method, { arrive, released });
      return { arrived, release };
    },
    async close() {
      for (const client of wss.clients) client.terminate();
      wss.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return slack;
}
