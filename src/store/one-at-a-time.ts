import { StoreError } from './errors.ts';

/** Makes a queue for each key; who has waited for so long is sent away with a StoreError of kind busy. */
export function createOneAtATime(patienceMs: number) {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    let isLate = false;
    const turn = (before ?? Promise.resolve()).then(() => {
      if (!isLate) return work();
      throw new StoreError('busy');
    });
    const settled = turn.catch(() => {});
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    if (before === undefined) return turn;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(new StoreError('busy'));
      }, patienceMs).unref();
    });
    void before.then(() => clearTimeout(timer));
    return Promise.race([turn, late]);
  };
}
