import type { IncomingMessage, ServerResponse } from 'node:http';

/** `stopping` from the signal on: whatever stands before the bot should send no more. */
type State = 'ready' | 'connecting' | 'stopping';

/** What `/health` tells: the state, and figures of whoever has some. */
export interface Health {
  readonly state: State;
  readonly [figure: string]: unknown;
}

/** Answers a request for `/health`: 200 while Slack can reach the bot, 503 while it cannot. */
export function answerHealth(
  health: () => Health,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (_request, response) => {
    const { state, ...figures } = health();
    const ok = state === 'ready';
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    const uptime = Math.round(process.uptime());
    response.end(`${JSON.stringify({ ok, state, ...figures, uptime })}\n`);
  };
}
