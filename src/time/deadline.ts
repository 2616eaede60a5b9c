import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store/errors.ts';

/** Slack waits three seconds for a dialog, and a trigger lives as long; some of it goes on the way. In milliseconds. */
const PATIENCE = 2_000;

/** What comes of work within a time, or that it is late; the work goes on. */
export async function within<T>(work: Promise<T>, patience = PATIENCE): Promise<T | 'late'> {
  const late = new AbortController();
  // It may fail after we have stopped waiting.
  work.catch(() => {});
  const tooLate = sleep(patience, 'late' as const, { signal: late.signal, ref: false });
  tooLate.catch(() => {});
  return Promise.race([work, tooLate]).finally(() => late.abort());
}

/** The same, as an answer of the memory: a StoreError where it is late. */
export async function answered<T>(work: Promise<T>): Promise<T> {
  const result = await within(work);
  if (result === 'late') throw new StoreError('unavailable', 'no answer in time');
  return result;
}
