import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { PageApi } from './page-api.ts';
import { actRequest } from './protocol.ts';
import { readRendererStyles } from './render-blocks.ts';

const MAX_BODY_BYTES = 500_000;
/** Proxies and browsers drop a stream that is silent for long. */
const HEARTBEAT_MS = 15_000;
const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data: https:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%234a154b'/%3E%3Ctext x='16' y='23' font-size='20' text-anchor='middle' fill='white' font-family='sans-serif'%3E%3F%3C/text%3E%3C/svg%3E";
/** The scripts fill `#app`. */
const DOCUMENT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>whoowns playground</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/blocks.css">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/client/main.js"></script>
</head>
<body>
<noscript>The playground needs JavaScript.</noscript>
<div id="app"></div>
</body>
</html>
`;

/** Opens the page on the loopback address. Rejects if the port is taken. */
export async function openPage(api: PageApi, port: number): Promise<Server> {
  const files = await readFiles();
  const server = createServer((req, res) => {
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    if (!isLocal(req)) return send(res, 403, 'Only this machine may ask.');
    handle(req, res, api, files).catch(() => {
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
  api: PageApi,
  files: ReadonlyMap<string, File>,
): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  const as = url.searchParams.get('as');
  const route = `${req.method} ${url.pathname}`;
  const file = files.get(url.pathname);
  if (req.method === 'GET' && file) return send(res, 200, file.text, file.type);
  if (route === 'GET /state') {
    const state = api.state(as);
    return state ? sendJson(res, state) : send(res, 404, 'There is no such person.');
  }
  if (route === 'GET /changes') return stream(res, api, as ?? '');
  if (route !== 'POST /act') return send(res, 404, 'There is no such page.');
  if (!req.headers['content-type']?.startsWith('application/json')) return send(res, 415, 'Send JSON.');
  if (Number(req.headers['content-length'] ?? Number.POSITIVE_INFINITY) > MAX_BODY_BYTES) {
    return send(res, 413, 'That is too long.');
  }
  const request = actRequest.safeParse(parseJson(await text(req)));
  if (!request.success) return send(res, 400, 'The page has no such act.');
  return sendJson(res, await api.act(request.data.as, request.data.act));
}

function stream(res: ServerResponse, api: PageApi, as: string): void {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write('retry: 500\n\n');
  const unfollow = api.follow(as, (change) => res.write(`data: ${JSON.stringify(change)}\n\n`));
  const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT_MS);
  res.on('close', () => {
    clearInterval(heartbeat);
    unfollow();
  });
}

type File = { readonly text: string; readonly type: string };

/** Reads the page's files once: the document, its style sheets, and the compiled scripts. */
async function readFiles(): Promise<ReadonlyMap<string, File>> {
  const read = (name: string) => readFile(path.join(import.meta.dirname, name), 'utf8');
  const scripts = (await readdir(path.join(import.meta.dirname, 'client'))).filter((name) =>
    name.endsWith('.js'),
  );
  return new Map<string, File>([
    ['/', { text: DOCUMENT, type: HTML }],
    ['/page.css', { text: await read('page.css'), type: CSS }],
    ['/blocks.css', { text: await readRendererStyles(), type: CSS }],
    ...(await Promise.all(
      scripts.map(
        async (name) => [`/client/${name}`, { text: await read(`client/${name}`), type: SCRIPT }] as const,
      ),
    )),
  ]);
}

/** Neither another site nor a name that was rebound to this machine may read or write here. */
function isLocal({ headers: { host = '', origin } }: IncomingMessage): boolean {
  const isHere = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host);
  return isHere && (origin === undefined || origin === `http://${host}`);
}

/** Undefined for what is no JSON; the schema refuses that. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function send(res: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  res.writeHead(status, { 'content-type': type }).end(body);
}

function sendJson(res: ServerResponse, body: unknown): void {
  send(res, 200, JSON.stringify(body), 'application/json; charset=utf-8');
}
