import type { Timer } from '../../time/timer.ts';
import { type RateLimitTally, readRetryAfter, tooManyRequests } from './rate-limit.ts';

/** Remembers which methods Slack has limited, so that they are left alone until it takes them again. */
export interface MethodRests {
  /** Makes the call unless its method rests; resolves with a 429 where it does. Waits for nothing. */
  call(method: string, call: () => Promise<Response>): Promise<Response>;
}

export function createMethodRests(timer: Timer, tally: RateLimitTally): MethodRests {
  const until = new Map<string, number>();
  return {
    async call(method, call) {
      const left = (until.get(method) ?? 0) - timer.now();
      if (left > 0) return tooManyRequests(left);
      const response = await call();
      if (response.status !== 429) return response;
      await response.body?.cancel();
      const seconds = readRetryAfter(response);
      tally.note({ method, seconds });
      until.set(method, timer.now() + seconds * 1000);
      return tooManyRequests(seconds * 1000);
    },
  };
}
