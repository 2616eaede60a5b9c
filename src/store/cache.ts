import { LRUCache } from 'lru-cache';
import type { Snapshot } from './types.ts';

/** More workspaces than one instance serves; a snapshot of a busy one is some hundred kilobytes. */
const MAX_WORKSPACES = 100;

/** Keeps the snapshots of the workspaces that were asked for last. */
export function createCache(max: number = MAX_WORKSPACES) {
  const snapshots = new LRUCache<string, Promise<Snapshot>>({ max });
  return {
    /** The snapshot, loaded once for all who ask meanwhile. */
    get(workspace: string, load: () => Promise<Snapshot>): Promise<Snapshot> {
      const known = snapshots.get(workspace);
      if (known !== undefined) return known;
      const loading = load();
      snapshots.set(workspace, loading);
      loading.catch(() => {
        if (snapshots.peek(workspace) === loading) snapshots.delete(workspace);
      });
      return loading;
    },
    /** Forgets a workspace, or all; what is being loaded may be older than what was written, and is not kept either. */
    drop(workspace: string | undefined): void {
      if (workspace === undefined) snapshots.clear();
      else snapshots.delete(workspace);
    },
  };
}
