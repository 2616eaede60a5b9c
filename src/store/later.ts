import { addCounts } from './counts.ts';
import type { Engine } from './engine.ts';
import { asStoreError, type StoreError } from './errors.ts';
import { addSeen, type SeenKey } from './seen.ts';

const PAUSE = 3_000;
/** More than this is not gathered: counts that cannot be written for hours are lost rather than fill the process. */
const MOST = 20_000;

/** What nobody waits for: gathered in memory, and written every few seconds in one go. */
export interface Later {
  count(workspace: string, day: number, names: readonly string[]): void;
  saw(seen: SeenKey): void;
  unsee(seen: Pick<SeenKey, 'workspace' | 'key'>): void;
  /** Forgets what is gathered of a workspace. */
  drop(workspace: string): void;
  /** Writes it now. Throws a StoreError, and then keeps it for the next time. */
  flush(): Promise<void>;
  /** Writes it for the last time, as far as the engine lets it. */
  close(): Promise<void>;
}

/** Gathers for an engine; `onWarning` hears once of each time in which it cannot be written. */
export function createLater(engine: Pick<Engine, 'write'>, onWarning: (error: StoreError) => void): Later {
  const counts = new Map<string, { workspace: string; day: number; name: string; count: number }>();
  const seen = new Map<string, SeenKey>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let failing = false;
  let closed = false;

  function add(workspace: string, day: number, name: string, count: number): void {
    const key = JSON.stringify([workspace, day, name]);
    const known = counts.get(key);
    if (known) known.count += count;
    else if (counts.size < MOST) counts.set(key, { workspace, day, name, count });
    soon();
  }

  function keep(one: SeenKey): void {
    if (seen.size < MOST) seen.set(`${one.workspace} ${one.key}`, one);
    soon();
  }

  function soon(): void {
    if (closed) return;
    timer ??= setTimeout(() => void flush().catch(() => {}), PAUSE).unref();
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (counts.size + seen.size === 0) return;
    const batch = { counts: [...counts.values()], seen: [...seen.values()] };
    counts.clear();
    seen.clear();
    try {
      await engine.write(undefined, async (db) => {
        await addCounts(db, batch.counts);
        await addSeen(db, batch.seen);
      });
      failing = false;
    } catch (error) {
      for (const { workspace, day, name, count } of batch.counts) add(workspace, day, name, count);
      for (const one of batch.seen) keep(one);
      if (!failing) onWarning(asStoreError(error));
      failing = true;
      throw error;
    }
  }

  /** One after the other, so that nothing is counted twice or missing when it returns. */
  function flush(): Promise<void> {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  }

  return {
    count(workspace, day, names) {
      for (const name of names) add(workspace, day, name, 1);
    },
    saw: keep,
    unsee: ({ workspace, key }) => void seen.delete(`${workspace} ${key}`),
    drop(workspace) {
      for (const [key, one] of counts) if (one.workspace === workspace) counts.delete(key);
      for (const [key, one] of seen) if (one.workspace === workspace) seen.delete(key);
    },
    flush,
    async close() {
      closed = true;
      clearTimeout(timer);
      await flush().catch(() => {}); // what could be lost are numbers, and nobody was told any of them
    },
  };
}
