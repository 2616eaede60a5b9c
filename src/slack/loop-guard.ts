import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** Nobody types that fast; a program that answers the bot does. */
const MOST_IN_A_MINUTE = 10;
const MOST_REMEMBERED = 5_000;

/**
 * Ends a loop with another program that answers as a person does: ten answers a minute to one person in one thread. `now`
 * gives milliseconds.
 */
export function createLoopGuard(now: () => number) {
  const answered = new LRUCache<string, readonly number[]>({ max: MOST_REMEMBERED });
  /** Whether one more answer may be given there, which then counts. */
  return (place: { readonly channel: string; readonly thread: string; readonly user: string }): boolean => {
    const key = `${place.channel}/${place.thread}/${place.user}`;
    const recent = (answered.get(key) ?? []).filter((at) => at > now() - MINUTE_MS);
    const isAllowed = recent.length < MOST_IN_A_MINUTE;
    answered.set(key, isAllowed ? [...recent, now()] : recent);
    return isAllowed;
  };
}
