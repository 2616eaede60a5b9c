import { z } from 'zod';
import type { Timer } from '../../time/timer.ts';
import { readJson } from '../ui/blocks.ts';
import { RateLimited, type RateLimitTally } from './rate-limit.ts';
import { tryAgain } from './try-again.ts';

const TIMEOUT_MS = 8_000;
const TRIES = 3;
/** Nobody waits longer than this for a button to react. */
const MAX_WAIT_MS = 20_000;

/** Slack took a message to a response_url and refused it. */
export class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  readonly kind = 'refused';
  /** Slack's word for why. */
  readonly data: { readonly error: string };

  constructor(error: string) {
    super(`Slack refused a message to a response_url: ${error}`);
    this.data = { error };
  }
}

/**
 * Posts to a response_url. Tries up to three times, but a message that everybody in the channel would see is sent
 * again only where Slack surely never got it. Throws a ResponseUrlError where Slack answers 200 and means no,
 * and RateLimited where it asks for more patience than people have.
 */
export async function postToResponseUrl(
  send: (signal: AbortSignal) => Promise<Response>,
  body: unknown,
  { timer, tally }: { timer: Timer; tally: RateLimitTally },
): Promise<Response> {
  const policy = { repeatable: !isPublic(body), tries: TRIES };
  for (let attempt = 1; ; attempt++) {
    const response = await tryAgain(policy, timer, () => send(timer.timeout(TIMEOUT_MS)));
    const limit = await tally.read(response, { method: 'response_url' });
    if (!limit) return refuseUnlessOk(response);
    if (attempt >= TRIES || limit.seconds * 1000 > MAX_WAIT_MS) throw new RateLimited(limit);
    await timer.sleep(limit.seconds * 1000);
  }
}

/** Whether a message becomes a new one in the channel. What cannot be read is taken for one. */
function isPublic(body: unknown): boolean {
  const message = typeof body === 'string' ? readJson(z.looseObject({}), body) : undefined;
  return !message || (message.response_type === 'in_channel' && message.replace_original !== true);
}

/** Slack answers `ok`, or JSON that may say that it has refused. */
const REFUSAL = z.object({ ok: z.literal(false), error: z.string().catch('unknown') });

async function refuseUnlessOk(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const text = await response.text();
  const refusal = readJson(REFUSAL, text);
  if (refusal) throw new ResponseUrlError(refusal.error.slice(0, 100));
  return new Response(text, { status: response.status, headers: response.headers });
}
