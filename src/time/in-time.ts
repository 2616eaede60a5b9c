import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than this nobody waits for the memory, in milliseconds. */
const PATIENCE = 700;

/** What was asked of the memory; undefined where it keeps people waiting. What fails, fails here too while it is waited for. */
export async function inTime<T>(asking: Promise<T>): Promise<T | undefined> {
  // It may fail after we have stopped waiting.
  asking.catch(() => {});
  return (await atOnce(asking)) ?? (await Promise.race([asking, tooLate()]));
}

/** What was asked of the memory where it is at hand; undefined where it is not. */
export function atOnce<T>(asking: Promise<T>): Promise<T | undefined> {
  return Promise.race([asking, soon()]);
}

/** What is kept at hand is there within a few turns, without a clock. */
async function soon(): Promise<undefined> {
  for (let i = 0; i < 8; i++) await undefined;
}

function tooLate(): Promise<undefined> {
  return sleep(PATIENCE, undefined, { ref: false });
}
