import { StoreError } from '../store/errors.ts';
import { withTimeout } from '../time/with-timeout.ts';

/** Nobody's answer waits longer than this for the store. */
const ANSWER_MS = 700;
/** Slack waits three seconds for a dialog, and a trigger lives as long; some of it goes on the way. */
export const DIALOG_MS = 2_000;

/** What was asked of the store; undefined where it keeps people waiting. Throws what it throws in time. */
export function inTime<T>(asking: Promise<T>): Promise<T | undefined> {
  return withTimeout(asking, ANSWER_MS, () => undefined);
}

/** The same for somebody who waits for a dialog: a StoreError where it takes longer. */
export function answered<T>(asking: Promise<T>): Promise<T> {
  return withTimeout(asking, DIALOG_MS, (): never => {
    throw new StoreError('unavailable', 'no answer in time');
  });
}

/** What was asked of the store where it is at hand; undefined where it is not. */
export function atOnce<T>(asking: Promise<T>): Promise<T | undefined> {
  return Promise.race([asking, soon()]);
}

/** What is cached is there within a few turns of the event loop, without a clock. */
async function soon(): Promise<undefined> {
  for (let i = 0; i < 8; i++) await undefined;
}
