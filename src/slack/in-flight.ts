/** Counts work under way: Bolt's own stop does not wait for listeners that have acked and still work. */
export interface InFlight {
  /** Runs the work and counts it until it has ended, well or badly. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves to true once nothing is under way, or to false after the given milliseconds. */
  drained(milliseconds: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    async track(work) {
      const promise = work();
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async drained(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), milliseconds);
      });
      const done = (async () => {
        while (running.size > 0) await Promise.allSettled([...running]);
        return true;
      })();
      const result = await Promise.race([done, late]);
      clearTimeout(timer);
      return result;
    },
  };
}
