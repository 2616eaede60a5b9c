import { createCache } from './cache.ts';
import { createPatientEngine } from './engine.ts';
import { asStoreError, StoreError } from './errors.ts';
import type { Report } from './json.ts';
import { createLater } from './later.ts';
import { openEngine } from './open-engine.ts';
import { readWorkspaces } from './records.ts';
import { createRemovals } from './removals.ts';
import { createSeenStore } from './seen.ts';
import type { Store } from './types.ts';
import { readStoreUrl } from './url.ts';
import { createWorkspaceStore } from './workspace.ts';

const CLEAN_EVERY = 5 * 60 * 1000;
const MOST_REPORTED = 1_000;

/**
 * Opens the memory and brings it up to date. Throws a StoreError of kind bad-url or newer; an engine that is
 * away is told to `onError` and asked again at the next call, and until then calls throw StoreErrors. `onWarning` hears
 * of rows that cannot be read and are left out, and of what could not be written where nobody waits for it.
 */
export async function openStore({
  url,
  now = Date.now,
  onError = () => {},
  onWarning = () => {},
}: {
  url: string;
  now?: () => number;
  onError?: (error: StoreError) => void;
  onWarning?: (error: StoreError) => void;
}): Promise<Store> {
  const address = readStoreUrl(url);
  const cache = createCache();
  const engine = createPatientEngine(() => openEngine(address, { changed: cache.drop }));
  const later = createLater(engine, onWarning);
  const seen = createSeenStore(engine, later, now);
  const parts = { engine, cache, later, seen, now, report: createReport(onWarning) };
  const workspace = (key: string) => createWorkspaceStore(key, parts);
  const removals = createRemovals((key) => workspace(key).remove());
  try {
    await engine.open();
    await seen.clean();
  } catch (error) {
    const trouble = asStoreError(error);
    if (trouble.kind === 'newer') throw trouble;
    onError(trouble);
  }
  // Cleaned again at the next time, where it fails.
  const cleaning = setInterval(() => void seen.clean().catch(() => {}), CLEAN_EVERY).unref();
  return {
    workspace,
    workspaces: () => engine.read(readWorkspaces),
    shared: address.engine === 'postgres',
    removeForGood: removals.remove,
    async close() {
      clearInterval(cleaning);
      removals.close();
      await later.close();
      await engine.close();
    },
  };
}

/** Reports each row once. */
function createReport(onWarning: (error: StoreError) => void): Report {
  const reported = new Set<string>();
  return (where) => {
    if (reported.has(where) || reported.size > MOST_REPORTED) return;
    reported.add(where);
    onWarning(new StoreError('unreadable', `A row of the memory cannot be read and is left out (${where}).`));
  };
}
