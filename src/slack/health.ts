import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What `/health` tells. */
export interface Health {
  readonly ok: boolean;
  readonly mode: 'socket' | 'http';
  readonly topics: number;
}

/** Answers a request for `/health`: 200 when the bot can be reached by Slack, 503 when not. */
export function answerHealth(health: () => Health): (req: IncomingMessage, res: ServerResponse) => void {
  return (_req, res) => {
    const state = health();
    const uptime = Math.round(process.uptime());
    res.writeHead(state.ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    res.end(`${JSON.stringify({ ...state, uptime })}\n`);
  };
}

/** A small server for `/health` alone, for Socket Mode. Rejects where the port cannot be had. */
export function openHealthServer(
  health: () => Health,
  listen: { port: number; host: string },
): Promise<Server> {
  const respond = answerHealth(health);
  const server = createServer((req, res) => {
    if (req.method === 'GET' && req.url?.split('?')[0] === '/health') respond(req, res);
    else res.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen, () => resolve(server));
  });
}
