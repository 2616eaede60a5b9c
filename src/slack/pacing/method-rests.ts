import type { Timer } from '../../time/timer.ts';
import { RateLimited, type RateLimitTally, readRetryAfter } from './rate-limit.ts';

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
