import type { Context } from '@slack/bolt';
import type { Store } from '../store/types.ts';
import { workspaceOf } from './caller.ts';

/** Remembers keys of a workspace for an hour, so that what Slack delivers again is answered once. */
export interface Seen {
  /** True at the first sight of a key, among all instances. */
  first(context: Context, key: string): Promise<boolean>;
  /** Makes the next sight of a key the first again, where the work on it failed. */
  forget(context: Context, key: string): Promise<void>;
}

/** Creates it over the claims of the store. */
export function createSeen(store: Store): Seen {
  return {
    first: (context, key) => store.workspace(workspaceOf(context)).claim(key),
    forget: (context, key) => store.workspace(workspaceOf(context)).release(key),
  };
}
