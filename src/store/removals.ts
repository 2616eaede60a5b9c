/** After the removal: answers that were under way, and other instances, may have written since. */
const SWEEPS_MS = [1_000, 5_000, 20_000];
/** After a try that failed; the last one again and again. */
const PAUSES_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000];

/** Removes workspaces for good, by what removes once. */
export function createRemovals(removeOnce: (workspace: string) => Promise<void>) {
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  async function attempt(workspace: string, failed: number, swept: number): Promise<void> {
    try {
      await removeOnce(workspace);
    } catch (error) {
      plan(workspace, PAUSES_MS[Math.min(failed, PAUSES_MS.length - 1)], failed + 1, swept);
      throw error;
    }
    plan(workspace, SWEEPS_MS[swept], 0, swept + 1);
  }

  function plan(workspace: string, pause: number | undefined, failed: number, swept: number): void {
    clearTimeout(timers.get(workspace));
    timers.delete(workspace);
    if (closed || pause === undefined) return;
    const again = () => void attempt(workspace, failed, swept).catch(() => {}); // it has planned the next try
    timers.set(workspace, setTimeout(again, pause).unref());
  }

  return {
    /** Removes a workspace, and sweeps after it for a while. Where it fails it throws, and is tried again until it is done. */
    remove: (workspace: string) => attempt(workspace, 0, 0),
    close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
