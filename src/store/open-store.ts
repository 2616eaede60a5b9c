import { createClaims } from './claims.ts';
import type { Report } from './columns.ts';
import { createCounts } from './counts.ts';
import { createDeferred } from './deferred.ts';
import { asStoreError, StoreError } from './errors.ts';
import { openEngine, readStoreUrl } from './open-engine.ts';
import { createPatientEngine } from './patient-engine.ts';
import { readWorkspaces } from './records.ts';
import { createRemovals } from './removals.ts';
import { createCache } from './snapshots.ts';
import { createWorkspaceStore } from './workspace.ts';

const CLEAN_EVERY_MS = 5 * 60 * 1000;
const MAX_REPORTS = 1_000;

/** What the bot keeps. */
export type Store = Awaited<ReturnType<typeof openStore>>;

/**
 * Opens the store and brings it up to date. Throws a StoreError of kind bad-url, newer or no-driver; an engine that is
 * away is asked again at the next call, and until then calls throw StoreErrors. `onHealth` hears once of each trouble
 * that lasts, and undefined when it is over; `onWarning`, of rows that cannot be read and are left out.
 */
export async function openStore({
  url,
  now = Date.now,
  onHealth = () => {},
  onWarning = () => {},
}: {
  url: string;
  now?: () => number;
  onHealth?: (trouble: StoreError | undefined) => void;
  onWarning?: (error: StoreError) => void;
}) {
  const address = readStoreUrl(url);
  const cache = createCache();
  const engine = createPatientEngine(() => openEngine(address, { changed: cache.drop }), onHealth);
  const counts = createCounts(engine);
  const deferred = createDeferred(engine);
  const claims = createClaims(engine, address.engine === 'postgres', now);
  const deps = { engine, cache, counts, deferred, claims, now, report: createReport(onWarning) };
  const workspace = (key: string) => createWorkspaceStore(key, deps);
  const removals = createRemovals((key) => workspace(key).remove());
  try {
    await engine.open();
    await claims.clean();
  } catch (error) {
    const { kind } = asStoreError(error);
    if (kind === 'newer' || kind === 'no-driver') throw error;
  }
  // Cleaned again at the next time, where it fails.
  const cleaning = setInterval(() => void claims.clean().catch(() => {}), CLEAN_EVERY_MS).unref();
  return {
    /** By its team id. */
    workspace,
    /** The workspaces of which records are kept. */
    workspaces: () => engine.read(readWorkspaces),
    /** Whether it works, as far as it was asked lately. */
    health: engine.health,
    /** Removes a workspace, and what is still written for it within the next half minute. Throws a StoreError where it fails at first, and tries again until it is done. */
    removeForGood: removals.remove,
    /** Lets go of the engine; what is under way ends first. */
    async close() {
      clearInterval(cleaning);
      removals.close();
      await Promise.all([counts.close(), deferred.close(), claims.close()]);
      await engine.close();
    },
  };
}

/** Reports each row once. */
function createReport(onWarning: (error: StoreError) => void): Report {
  const reported = new Set<string>();
  return (where) => {
    if (reported.has(where) || reported.size > MAX_REPORTS) return;
    reported.add(where);
    onWarning(new StoreError('unreadable', where));
  };
}
