import type { Log } from '../../log.ts';
import type { Timer } from '../../time/timer.ts';
import { causesOf } from '../errors.ts';

/** What Slack limits: a method, or messages to one channel. */
interface Limit {
  /** A method of the Web API, or `response_url`. */
  readonly method: string;
  readonly channel?: string;
  /** After so many seconds Slack would take the call. */
  readonly seconds: number;
}

/** A call was given up because Slack takes no more of its kind for now. The web client wraps it: see rateLimitOf. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly kind = 'rate limited';
  readonly data: Limit;

  constructor(data: Limit) {
    super(`Slack limits ${data.method}: it takes the call in ${data.seconds} seconds.`);
    this.data = data;
  }
}

/**
 * What Slack limits, where that is why a call failed; undefined for any other error. Whoever would tell people about
 * the error in that same channel should not: it would be refused as well.
 */
export function rateLimitOf(error: unknown): Limit | undefined {
  return causesOf(error).find((cause) => cause instanceof RateLimited)?.data;
}

export type RateLimitTally = ReturnType<typeof createRateLimitTally>;

/** Counts what Slack limits, and writes a line about each. */
export function createRateLimitTally(log: Log) {
  let count = 0;
  return {
    /** What Slack limits with this answer, so that there is nothing else in it; undefined where it took the call. */
    async read(response: Response, what: Omit<Limit, 'seconds'>): Promise<Limit | undefined> {
      if (response.status !== 429) return undefined;
      await response.body?.cancel();
      count++;
      const limit = { ...what, seconds: readRetryAfter(response) };
      log.warn({ event: 'rate limit', ...limit });
      return limit;
    },
    count: () => count,
  };
}

/** The seconds that Slack asks for with a 429; one where it names none. */
function readRetryAfter(response: Response): number {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) || seconds < 0 ? 1 : seconds;
}

/**
 * Creates what calls methods that Slack may limit, and leaves those alone until it takes them again. It throws
 * RateLimited, at once, where Slack says 429 or has said so a moment ago.
 */
export function createMethodCaller(timer: Timer, tally: RateLimitTally) {
  const until = new Map<string, number>();
  return async (method: string, call: () => Promise<Response>): Promise<Response> => {
    const left = (until.get(method) ?? 0) - timer.now();
    if (left > 0) throw new RateLimited({ method, seconds: Math.ceil(left / 1000) });
    const response = await call();
    const limit = await tally.read(response, { method });
    if (!limit) return response;
    until.set(method, timer.now() + limit.seconds * 1000);
    throw new RateLimited(limit);
  };
}
