const HOUR = 60 * 60 * 1000;
const MOST = 10_000;

/** Remembers keys for an hour, so that what Slack delivers again is answered once. */
export interface Seen {
  /** True at the first sight of a key, false within the hour after it. */
  first(key: string): boolean;
  /** Makes the next sight of a key the first again, where the work on it failed. */
  forget(key: string): void;
}

/** A memory of this process. `now` gives milliseconds. At most 10,000 keys: the oldest go first. */
export function createSeen(now: () => number = Date.now): Seen {
  const until = new Map<string, number>();
  return {
    first(key) {
      const time = now();
      for (const [old, end] of until) {
        if (end > time && until.size < MOST) break;
        until.delete(old);
      }
      if (until.has(key)) return false;
      until.set(key, time + HOUR);
      return true;
    },
    forget(key) {
      until.delete(key);
    },
  };
}
