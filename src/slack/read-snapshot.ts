import type { Context } from '@slack/bolt';
import type { Log } from '../log.ts';
import { StoreError } from '../store/errors.ts';
import type { Snapshot, Store } from '../store/types.ts';
import { workspaceOf } from './caller.ts';
import { atOnce, inTime } from './store-timeout.ts';

/** After a slow read, the store is not waited for again for this long. */
const REST_MS = 2_000;

/** What the store has of a workspace; undefined where it cannot be asked. Never throws, and never waits long. */
export type ReadSnapshot = (context: Context) => Promise<Snapshot | undefined>;

/** Creates the reader. Trouble with one workspace does not slow down others. */
export function createReadSnapshot({ store, log }: { store: Store; log: Log }): ReadSnapshot {
  /** Workspaces that were slow, with the read that is still under way. */
  const resting = new Map<string, { readonly asking: Promise<Snapshot>; readonly until: number }>();

  function ask(workspace: string): Promise<Snapshot> {
    const asking = store.workspace(workspace).snapshot();
    // It may end, well or badly, after we have stopped waiting.
    const ended = () => {
      if (resting.get(workspace)?.asking === asking) resting.delete(workspace);
    };
    asking.then(ended, ended);
    return asking;
  }

  return async (context) => {
    const workspace = workspaceOf(context);
    try {
      const rest = resting.get(workspace);
      if (rest !== undefined && performance.now() < rest.until) return await atOnce(rest.asking);
      const asking = ask(workspace);
      const snapshot = await inTime(asking);
      if (snapshot) return snapshot;
      resting.set(workspace, { asking, until: performance.now() + REST_MS });
      log.warn({ event: 'memory', outcome: 'slow', workspace });
      return undefined;
    } catch (error) {
      const { kind, code } = error instanceof StoreError ? error : { kind: 'error', code: undefined };
      log.warn({ event: 'memory', outcome: kind, code, error: String(error) });
      return undefined;
    }
  };
}
