import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 3;
const TIMEOUT = 8_000;
/** Longer than this nobody waits for a button. */
const LONGEST_WAIT = 20_000;

/**
 * The fetch for all calls to Slack. Web API calls pass through: the web client has its own timeout and retries.
 * A `response_url` has neither in Bolt, so it gets both here: three tries, eight seconds each.
 */
export function createFetch(slackApiUrl: string, base: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith(slackApiUrl)) return base(input, init);
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= TRIES;
      try {
        const response = await base(input, { ...init, signal: AbortSignal.timeout(TIMEOUT) });
        if (last || (response.status < 500 && response.status !== 429)) return response;
        const after = Number(response.headers.get('retry-after') ?? Number.NaN);
        await response.body?.cancel();
        await sleep(Number.isFinite(after) ? Math.min(after * 1000, LONGEST_WAIT) : 300 * 3 ** attempt);
      } catch (error) {
        if (last) throw error;
        await sleep(300 * 3 ** attempt);
      }
    }
  };
}
