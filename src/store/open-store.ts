import { createCache } from './cache.ts';
import { createPatientEngine } from './engine.ts';
import { asStoreError, type StoreError } from './errors.ts';
import { openEngine } from './open-engine.ts';
import { readWorkspaces } from './records.ts';
import { createSharedSeen } from './seen.ts';
import type { Store } from './types.ts';
import { readStoreUrl } from './url.ts';
import { createWorkspaceStore } from './workspace.ts';

/**
 * Opens the memory and brings it up to date. Throws a StoreError of kind bad-url or newer; an engine that is
 * away is told to `onError` and asked again at the next call, and until then calls throw StoreErrors.
 */
export async function openStore({
  url,
  now = Date.now,
  onError = () => {},
}: {
  url: string;
  now?: () => number;
  onError?: (error: StoreError) => void;
}): Promise<Store> {
  const address = readStoreUrl(url);
  const cache = createCache();
  const engine = createPatientEngine(() => openEngine(address, cache.drop));
  const seen = createSharedSeen(engine, now);
  try {
    await engine.open();
  } catch (error) {
    const trouble = asStoreError(error);
    if (trouble.kind === 'newer') throw trouble;
    onError(trouble);
  }
  return {
    workspace: (key) => createWorkspaceStore(key, { engine, cache, now }),
    workspaces: () => engine.read(readWorkspaces),
    shared: address.engine === 'postgres',
    firstSeen: seen.first,
    forgetSeen: seen.forget,
    close: () => engine.close(),
  };
}
