import { setTimeout as sleep } from 'node:timers/promises';
import { asStoreError } from './errors.ts';

const PATIENCE = 1_500;
const PAUSE = 30;

/** Tries again while the database is busy with another's work, for a second and a half; the process goes on meanwhile. */
export async function retryWhileBusy<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (asStoreError(error).kind !== 'busy' || performance.now() > end) throw error;
      await sleep(PAUSE);
    }
  }
}
