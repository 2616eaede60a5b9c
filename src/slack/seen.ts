import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '@slack/bolt';
import type { Store } from '../store/types.ts';
import { workspaceOf } from './workspace.ts';

const HOUR = 60 * 60 * 1000;
const MOST = 10_000;

/** Remembers keys of a workspace for an hour, so that what Slack delivers again is answered once. */
export interface Seen {
  /** True at the first sight of a key, false within the hour after it. */
  first(context: Context, key: string): Promise<boolean>;
  /** Makes the next sight of a key the first again, where the work on it failed. */
  forget(context: Context, key: string): Promise<void>;
}

/** Longer than this nobody waits to hear what other instances have seen, in milliseconds. */
const PATIENCE = 700;

/**
 * What this process has seen and, where the store is shared, what the other instances have; where it is not, what this
 * one had seen before it was started again, but for its last seconds. Where the store cannot be asked, this process
 * decides alone: an answer too many is better than none.
 */
export function createSeen(store: Store): Seen {
  const own = createOwnSeen();
  return {
    async first(context, key) {
      const workspace = workspaceOf(context);
      if (!own.first(`${workspace} ${key}`)) return false;
      const memory = store.workspace(workspace);
      const late = new AbortController();
      const tooLate = sleep(PATIENCE, true, { signal: late.signal, ref: false }).catch(() => true);
      const asked = (store.shared ? memory.firstSeen(key) : memory.noteSeen(key)).catch(() => true);
      return Promise.race([asked, tooLate]).finally(() => late.abort());
    },
    async forget(context, key) {
      const workspace = workspaceOf(context);
      own.forget(`${workspace} ${key}`);
      await store
        .workspace(workspace)
        .forgetSeen(key)
        .catch(() => {}); // it is forgotten within the hour
    },
  };
}

/** A memory of this process alone. `now` gives milliseconds. At most 10,000 keys: the oldest go first. */
function createOwnSeen(now: () => number = Date.now) {
  const until = new Map<string, number>();
  return {
    first(key: string): boolean {
      const time = now();
      for (const [old, end] of until) {
        if (end > time && until.size < MOST) break;
        until.delete(old);
      }
      if (until.has(key)) return false;
      until.set(key, time + HOUR);
      return true;
    },
    forget(key: string): void {
      until.delete(key);
    },
  };
}
