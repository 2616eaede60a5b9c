import { setTimeout as sleep } from 'node:timers/promises';
import { withTimeout } from '../time/with-timeout.ts';
import { asStoreError, StoreError } from './errors.ts';

const RETRY_FOR_MS = 1_500;
const PAUSE_MS = 30;

/** Tries again while another's work keeps the database busy; the process goes on meanwhile. */
export async function retryWhileBusy<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (asStoreError(error).kind !== 'busy' || performance.now() > end) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Makes a queue for each key; whose turn has not come after so long is sent away with a StoreError of kind busy. */
export function createOneAtATime(timeoutMs: number) {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    let isLate = false;
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.then(() => (isLate ? undefined : work()));
    const settled = turn.catch(() => {}); // whoever asked for it hears of it
    last.set(key, settled);
    void settled.then(() => last.get(key) === settled && last.delete(key));
    await withTimeout(before, timeoutMs, () => {
      isLate = true;
      throw new StoreError('busy');
    });
    return turn as Promise<T>; // it is not late
  };
}
