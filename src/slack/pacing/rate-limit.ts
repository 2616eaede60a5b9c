import { webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';

/** For `/health`: how often Slack has said 429, and how many messages wait for their turn now. */
export interface RateLimited {
  readonly count: number;
  readonly waiting: number;
}

/** Counts what Slack limits, and writes a line about each. */
export interface RateLimitTally {
  note(about: { method: string; seconds: number; channel?: string }): void;
  readonly count: () => number;
}

export function createRateLimitTally(log: Log): RateLimitTally {
  let count = 0;
  return {
    note(about) {
      count++;
      log.warn({ event: 'rate limit', ...about });
    },
    count: () => count,
  };
}

/** The seconds that Slack asks for with a 429; one where it names none. */
export function readRetryAfter(response: Response): number {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) || seconds < 0 ? 1 : seconds;
}

/** What Slack would answer to a call that we know to be one too many, so that it is not made. */
export function tooManyRequests(milliseconds: number): Response {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return Response.json(
    { ok: false, error: 'ratelimited' },
    { status: 429, headers: { 'retry-after': String(seconds) } },
  );
}

/**
 * The seconds after which Slack would take the call, where that is what an error says; undefined for any other error.
 * Whoever would tell people about the error in the same channel should not: it would be refused as well.
 */
export function rateLimitOf(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  const { data, statusCode } = (error ?? {}) as { data?: { error?: unknown }; statusCode?: unknown };
  const isLimited = statusCode === 429 || data?.error === 'ratelimited' || data?.error === 'rate_limited';
  return isLimited ? 1 : undefined;
}
