import { setTimeout as sleep } from 'node:timers/promises';

/** Time as it is passed in wherever something waits, so that tests can let it run faster. In milliseconds. */
export interface Timer {
  now(): number;
  /** Resolves after so long, or as soon as the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A signal that is aborted after so long. */
  timeout(milliseconds: number): AbortSignal;
}

/** The time of this machine, from a clock that never jumps. */
export const SYSTEM_TIMER: Timer = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    await sleep(milliseconds, undefined, signal && { signal }).catch(() => {}); // aborted: that is its end
  },
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
};
