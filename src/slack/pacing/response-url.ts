import type { Timer } from '../../time/timer.ts';
import { RateLimited, type RateLimitTally } from './rate-limit.ts';
import { tryAgain } from './try-again.ts';

const TIMEOUT_MS = 8_000;
const TRIES = 3;
/** Nobody waits longer than this for a button to react. */
const MAX_WAIT_MS = 20_000;

/** Slack took a message to a response_url and refused it, with a status of 200. */
class ResponseUrlError extends Error {
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
  if (typeof body !== 'string') return true;
  try {
    const message = JSON.parse(body) as Readonly<Record<string, unknown>> | null;
    return message?.response_type === 'in_channel' && message.replace_original !== true;
  } catch {
    return true; // not JSON
  }
}

async function refuseUnlessOk(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const text = await response.text();
  const refusal = readRefusal(text);
  if (refusal !== undefined) throw new ResponseUrlError(refusal);
  return new Response(text, { status: response.status, headers: response.headers });
}

/** Slack answers `ok`, or JSON; gives its error where the JSON says so. */
function readRefusal(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { ok, error } = JSON.parse(text) as { ok?: unknown; error?: unknown };
    return ok === false ? String(error ?? 'unknown').slice(0, 100) : undefined;
  } catch {
    return undefined; // not JSON: the status has said that it was taken
  }
}
