import type { Log } from '../../log.ts';
import type { Timer } from '../../time/timer.ts';
import { causesOf } from '../causes.ts';

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

/** For `/health`: how often Slack has said 429, and how many messages wait for their turn now. */
export interface RateLimitFigures {
  readonly count: number;
  readonly waiting: number;
}

/** Counts what Slack limits, and writes a line about each. */
export interface RateLimitTally {
  note(limit: Limit): void;
  count(): number;
}

export function createRateLimitTally(log: Log): RateLimitTally {
  let count = 0;
  return {
    note(limit) {
      count++;
      log.warn({ event: 'rate limit', ...limit });
    },
    count: () => count,
  };
}

/** The seconds that Slack asks for with a 429; one where it names none. */
export function readRetryAfter(response: Response): number {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) || seconds < 0 ? 1 : seconds;
}

/** Remembers which methods Slack has limited, so that they are left alone until it takes them again. */
export interface MethodRests {
  /** Makes the call. Throws RateLimited, at once, where Slack says 429 or has said so a moment ago. */
  call(method: string, call: () => Promise<Response>): Promise<Response>;
}

export function createMethodRests(timer: Timer, tally: RateLimitTally): MethodRests {
  const until = new Map<string, number>();
  return {
    async call(method, call) {
      const left = (until.get(method) ?? 0) - timer.now();
      if (left > 0) throw new RateLimited({ method, seconds: Math.ceil(left / 1000) });
      const response = await call();
      if (response.status !== 429) return response;
      await response.body?.cancel();
      const limit = { method, seconds: readRetryAfter(response) };
      tally.note(limit);
      until.set(method, timer.now() + limit.seconds * 1000);
      throw new RateLimited(limit);
    },
  };
}
