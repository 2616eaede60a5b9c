import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Timer } from '../../src/time/timer.ts';

/** Time that runs so many times faster. */
export function createFastTimer(factor: number): Timer {
  return {
    now: () => performance.now() * factor,
    async sleep(milliseconds, signal) {
      await sleep(milliseconds / factor, undefined, signal && { signal }).catch(() => {});
    },
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds / factor),
  };
}

/** Time that stands still while a request is under way, and then jumps to whatever is waited for next. */
export function createVirtualTime() {
  let now = 0;
  let requests = 0;
  const sleepers: { readonly at: number; wake(): void }[] = [];
  const timer: Timer = {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        if (signal?.aborted) return wake();
        signal?.addEventListener('abort', wake, { once: true });
        sleepers.push({ at: now + milliseconds, wake });
      }),
    timeout: () => new AbortController().signal,
  };
  return {
    timer,
    /** Time stands still until the request has ended. */
    async during<T>(request: () => Promise<T>): Promise<T> {
      requests++;
      try {
        return await request();
      } finally {
        requests--;
      }
    },
    /** Lets time pass until the work has ended. */
    async pass<T>(work: Promise<T>): Promise<T> {
      let over = false;
      const end = () => {
        over = true;
      };
      work.then(end, end);
      while (!over) {
        await setImmediate();
        if (over || requests > 0) continue;
        sleepers.sort((a, b) => a.at - b.at);
        const next = sleepers.shift();
        if (next === undefined) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
      return work;
    },
  };
}
