import type { Snapshot } from './types.ts';

const MEGABYTE = 1024 * 1024;

/** Keeps the snapshots that were used last, up to a size. */
export interface Cache {
  /** The snapshot, loaded once for all who ask meanwhile. */
  get(workspace: string, load: () => Promise<Snapshot>): Promise<Snapshot>;
  /** Forgets a workspace, or all; what is being loaded is not kept either. */
  drop(workspace: string | undefined): void;
}

/** A cache that holds about `budget` bytes by its own estimate. */
export function createCache(budget: number = 40 * MEGABYTE): Cache {
  const kept = new Map<string, { snapshot: Snapshot; size: number }>();
  const loading = new Map<string, Promise<Snapshot>>();
  let total = 0;

  function remove(workspace: string): void {
    total -= kept.get(workspace)?.size ?? 0;
    kept.delete(workspace);
  }

  function keep(workspace: string, snapshot: Snapshot): void {
    remove(workspace);
    const size = sizeOf(workspace, snapshot);
    if (size > budget) return;
    kept.set(workspace, { snapshot, size });
    total += size;
    for (const oldest of kept.keys()) {
      if (total <= budget) break;
      remove(oldest);
    }
  }

  async function loadFirst(workspace: string, load: () => Promise<Snapshot>): Promise<Snapshot> {
    const started = load();
    loading.set(workspace, started);
    try {
      const snapshot = await started;
      // Dropped meanwhile, it may be older than what was written since.
      if (loading.get(workspace) === started) keep(workspace, snapshot);
      return snapshot;
    } finally {
      if (loading.get(workspace) === started) loading.delete(workspace);
    }
  }

  return {
    get(workspace, load) {
      const found = kept.get(workspace);
      if (found === undefined) return loading.get(workspace) ?? loadFirst(workspace, load);
      // The last one used is the last to go.
      kept.delete(workspace);
      kept.set(workspace, found);
      return Promise.resolve(found.snapshot);
    },
    drop(workspace) {
      if (workspace === undefined) {
        kept.clear();
        loading.clear();
        total = 0;
        return;
      }
      remove(workspace);
      loading.delete(workspace);
    },
  };
}

// Measured with 10,000 workspaces: together these come to a quarter more than what is really used.
const MAP = 200;
const ENTRY = 100;

function sizeOf(workspace: string, { channels, homes, settings, names, taught }: Snapshot): number {
  let size = MAP + ENTRY + workspace.length + MAP + MAP + JSON.stringify(settings).length * 4;
  for (const [channel, team] of channels) {
    size += ENTRY + channel.length + 2 * MAP;
    for (const { role, holders, note } of team.assignments.values()) {
      size += 2 * ENTRY + 2 * (role.length + note.length) + holders.length * ENTRY;
    }
    for (const { topic, role, reason } of team.overrides.values()) {
      size += 2 * ENTRY + 2 * (topic.length + role.length + reason.length);
    }
  }
  for (const [id, { name }] of names) size += 2 * ENTRY + id.length + 2 * name.length;
  // What is taught is found by an index beside it, several times its size.
  for (const { id, value } of taught) size += 4 * ENTRY + id.length + JSON.stringify(value).length * 6;
  return size + MAP + homes.size * ENTRY;
}
