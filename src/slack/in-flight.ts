/** Counts work under way: Bolt's own stop does not wait for listeners that have acked and still work. */
export interface InFlight {
  /** Counts from now on until the function that it gives is called. */
  begin(): () => void;
  /** Runs the work and counts it until it has ended, well or badly. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves to true once nothing is under way, or to false after the given milliseconds. */
  drained(milliseconds: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  let running = 0;
  const waiting = new Set<() => void>();
  const end = () => {
    running--;
    if (running > 0) return;
    for (const tell of waiting) tell();
  };
  return {
    begin() {
      running++;
      return end;
    },
    async track(work) {
      running++;
      try {
        return await work();
      } finally {
        end();
      }
    },
    drained(milliseconds) {
      if (running === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (finished: boolean) => {
          clearTimeout(late);
          waiting.delete(tell);
          resolve(finished);
        };
        const late = setTimeout(() => settle(false), milliseconds);
        // What has just ended may have begun something new: an event whose acknowledgement was the last response.
        const tell = () => setImmediate(() => running === 0 && settle(true));
        waiting.add(tell);
      });
    },
  };
}
