import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { actRequest } from './acts.ts';
import { readRendererStyles } from './draw.ts';
import type { Act, Change, Done, State } from './protocol.ts';
import { renderShell } from './shell.ts';

/** What the page shows and does. */
export interface Backstage {
  /** All that a person sees; of the first person where nobody is named, undefined where there is no such person. */
  state(as: string | null): State | undefined;
  /** Tells of changes for a person, until the returned function is called. */
  follow(as: string, onChange: (change: Change) => void): () => void;
  act(as: string, act: Act): Promise<Done>;
}

const LARGEST = 500_000;
const HEARTBEAT = 15_000;
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Opens the page on the loopback address. Rejects where the port is taken. */
export async function openPage(backstage: Backstage, port: number): Promise<Server> {
  const files = await readFiles();
  const server = createServer((req, res) => {
    res.setHeader('cache-control', 'no-store');
    res.setHeader('content-security-policy', POLICY);
    res.setHeader('x-content-type-options', 'nosniff');
    res.setHeader('referrer-policy', 'no-referrer');
    // A page elsewhere whose name leads to this machine shall neither read nor write here.
    if (!isLocal(req.headers.host) || !isSameOrigin(req)) return send(res, 403, 'Only this machine may ask.');
    handle(req, res, backstage, files).catch(() => {
      if (!res.headersSent) send(res, 500, 'Something went wrong in the playground.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function handle(
  req: IncomingMessage,
  res: ServerResponse,
  backstage: Backstage,
  files: ReadonlyMap<string, File>,
): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  const as = url.searchParams.get('as');
  const route = `${req.method} ${url.pathname}`;
  const file = files.get(url.pathname);
  if (req.method === 'GET' && file) return send(res, 200, file.text, file.type);
  if (route === 'GET /state') {
    const state = backstage.state(as);
    return state ? sendJson(res, 200, state) : send(res, 404, 'There is no such person.');
  }
  if (route === 'GET /changes') return stream(res, backstage, as ?? '');
  if (route !== 'POST /act') return send(res, 404, 'There is no such page.');
  if (!req.headers['content-type']?.startsWith('application/json')) return send(res, 415, 'Send JSON.');
  if (Number(req.headers['content-length'] ?? Number.POSITIVE_INFINITY) > LARGEST) {
    return send(res, 413, 'That is too long.');
  }
  const request = actRequest.safeParse(parse(await text(req)));
  if (!request.success) return send(res, 400, 'That is not an act of the page.');
  return sendJson(res, 200, await backstage.act(request.data.as, request.data.act));
}

/** Server-sent events: one line of data for each change, and a beat now and then so that nobody thinks it dead. */
function stream(res: ServerResponse, backstage: Backstage, as: string): void {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write('retry: 500\n\n');
  const end = backstage.follow(as, (change) => res.write(`data: ${JSON.stringify(change)}\n\n`));
  const beat = setInterval(() => res.write(':\n\n'), HEARTBEAT);
  res.on('close', () => {
    clearInterval(beat);
    end();
  });
}

interface File {
  readonly text: string;
  readonly type: string;
}

/** All files of the page, read once: its styles, those of the renderer, and the compiled scripts. */
async function readFiles(): Promise<ReadonlyMap<string, File>> {
  const css = 'text/css; charset=utf-8';
  const files = new Map<string, File>();
  files.set('/', { text: renderShell(), type: 'text/html; charset=utf-8' });
  files.set('/page.css', {
    text: await readFile(path.join(import.meta.dirname, 'page.css'), 'utf8'),
    type: css,
  });
  files.set('/blocks.css', { text: await readRendererStyles(), type: css });
  const client = path.join(import.meta.dirname, 'client');
  for (const name of await readdir(client)) {
    if (!name.endsWith('.js')) continue;
    const script = await readFile(path.join(client, name), 'utf8');
    files.set(`/client/${name}`, { text: script, type: 'text/javascript; charset=utf-8' });
  }
  return files;
}

function isLocal(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host ?? '');
}

function isSameOrigin(req: IncomingMessage): boolean {
  const { origin, host } = req.headers;
  return origin === undefined || origin === `http://${host}`;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // told to the sender as what it is: not an act
  }
}

function send(res: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  res.writeHead(status, { 'content-type': type }).end(body);
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  send(res, status, JSON.stringify(body), 'application/json; charset=utf-8');
}
