import type { PatientEngine } from './patient-engine.ts';
import { type RecordKey, type Step, updateRecord } from './records.ts';

const DELAY_MS = 1_000;
/** What cannot be written for hours is lost rather than fill the process. */
const MAX_WAITING = 5_000;

interface Deferred {
  readonly key: RecordKey & { readonly at: number };
  readonly steps: Step<unknown>[];
}

/** Gathers changes of records that nobody waits for, and writes them every second in one transaction. */
export function createDeferred(engine: PatientEngine) {
  const waiting = new Map<string, Deferred>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let count = 0;
  let closed = false;

  function add(key: Deferred['key'], steps: readonly Step<unknown>[], { first = false } = {}): void {
    if (count >= MAX_WAITING) return;
    count += steps.length;
    const name = JSON.stringify([key.workspace, key.kind, key.id]);
    const known = waiting.get(name) ?? { key, steps: [] };
    waiting.set(name, known);
    if (first) known.steps.unshift(...steps);
    else known.steps.push(...steps);
    if (!closed) timer ??= setTimeout(() => void flush().catch(() => {}), DELAY_MS).unref(); // tried again the next time
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    // In one order always, so that two instances do not wait for each other in a circle.
    const batch = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    waiting.clear();
    count = 0;
    try {
      await engine.write(undefined, async (db) => {
        for (const { key, steps } of batch) await updateRecord(db, key, inTurn(steps));
      });
    } catch (error) {
      for (const { key, steps } of batch) add(key, steps, { first: true });
      throw error;
    }
  }

  /** Writes what waits, one batch after the other. Throws a StoreError. */
  function flush(): Promise<void> {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  }

  return {
    /** `at`, in milliseconds since 1970, counts where the record is new. The step is called when it is written. */
    update: (key: Deferred['key'], step: Step<unknown>) => add(key, [step]),
    /** Resolves when nothing waits that a reader would miss; throws nothing, as the read that follows says what is wrong. */
    settle: async (): Promise<void> => {
      if (waiting.size > 0) await flush().catch(() => {});
      else await writing;
    },
    /** Forgets what is not written yet of a workspace. */
    drop(workspace: string): void {
      for (const [name, { key, steps }] of waiting) {
        if (key.workspace !== workspace) continue;
        waiting.delete(name);
        count -= steps.length;
      }
    },
    /** Writes for the last time, as far as the engine lets it. */
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await flush().catch(() => {}); // nobody was told that any of it is kept
    },
  };
}

/** One step out of several, each of which sees what the one before has made. */
function inTurn(steps: readonly Step<unknown>[]): Step<unknown> {
  return (value, record) => {
    let [last, seen, changed] = [value, record, false];
    for (const step of steps) {
      const next = step(last, seen);
      if (next === undefined) continue;
      [last, changed] = [next, true];
      seen = { id: '', version: 0, at: 0, ...seen, value: next };
    }
    return changed ? last : undefined;
  };
}
