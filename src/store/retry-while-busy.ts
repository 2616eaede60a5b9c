import { setTimeout as sleep } from 'node:timers/promises';
import { asStoreError } from './errors.ts';

const PATIENCE_MS = 1_500;
const PAUSE_MS = 30;

/** Tries again while another's work keeps the database busy; the process goes on meanwhile. */
export async function retryWhileBusy<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (asStoreError(error).kind !== 'busy' || performance.now() > end) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
