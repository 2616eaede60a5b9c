import type { Log } from '../log.ts';
import { SYSTEM_TIMER, type Timer } from '../time/timer.ts';
import { createChannelQueues } from './pacing/channel-queues.ts';
import { createMethodCaller, createRateLimitTally } from './pacing/rate-limit.ts';
import { postToResponseUrl } from './pacing/response-url.ts';
import { policyOf, tryAgain } from './pacing/try-again.ts';

/**
 * What a web client needs so that it leaves all of that to the fetch: its own queue would stop everybody for one 429.
 */
export const CLIENT_OPTIONS = {
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
  timeout: 0,
  maxRequestConcurrency: Number.POSITIVE_INFINITY,
} as const;

/**
 * All calls to Slack go through here: time-outs, retries and rate limits are decided in this one place. `base` makes the
 * requests.
 */
export function createSlackFetch({
  slackApiUrl,
  log,
  timer = SYSTEM_TIMER,
  base = fetch,
}: {
  slackApiUrl: string;
  log: Log;
  timer?: Timer;
  base?: typeof fetch;
}) {
  const tally = createRateLimitTally(log);
  const queues = createChannelQueues(timer, tally);
  const callPaced = createMethodCaller(timer, tally);

  const callMethod = (method: string, url: string, init: RequestInit | undefined) => {
    const policy = policyOf(method);
    const call = () =>
      tryAgain(policy, timer, () => base(url, { ...init, signal: timer.timeout(policy.timeoutMs) }));
    const channel = policy.queued ? channelOf(init?.body) : undefined;
    return channel === undefined ? callPaced(method, call) : queues.send(channel, method, call);
  };

  return {
    /** For `/health`: how often Slack has said 429, and how many messages wait for their turn now. */
    rateLimited: () => ({ count: tally.count(), waiting: queues.waiting() }),
    fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
      const url = input instanceof Request ? input.url : String(input);
      if (url.startsWith(slackApiUrl)) return callMethod(url.slice(slackApiUrl.length), url, init);
      return postToResponseUrl((signal) => base(url, { ...init, signal }), init?.body, { timer, tally });
    },
  };
}

/** The channel of a form, as the web client writes it. */
function channelOf(body: unknown): string | undefined {
  return typeof body === 'string' ? /(?:^|&)channel=(\w+)/.exec(body)?.[1] : undefined;
}
