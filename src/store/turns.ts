import { setTimeout as sleep } from 'node:timers/promises';
import { troubleError } from './errors.ts';

/** Lets one at a time work under a key. */
export type TakeTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Makes turns; who has waited so many milliseconds is sent away with a StoreError of kind busy. */
export function createTurns(patience: number): TakeTurn {
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = last.get(key);
    let end = () => {};
    const mine = new Promise<void>((resolve) => {
      end = resolve;
    });
    const both = before ? before.then(() => mine) : mine;
    last.set(key, both);
    try {
      if (before && !(await comes(before, patience))) throw troubleError('busy');
      return await work();
    } finally {
      end();
      if (last.get(key) === both) last.delete(key);
    }
  };
}

async function comes(turn: Promise<void>, patience: number): Promise<boolean> {
  const late = new AbortController();
  const tooLate = sleep(patience, false, { signal: late.signal, ref: false }).catch(() => false);
  return Promise.race([turn.then(() => true), tooLate]).finally(() => late.abort());
}
