/**
 * What comes of work, or of `onTimeout` where the work takes longer; that may throw. The work itself goes on. What it
 * throws after that, nobody hears: what is waited for like this, the store and Slack, is logged where it fails.
 */
export async function withTimeout<T, Late>(
  work: Promise<T>,
  timeoutMs: number,
  onTimeout: () => Late,
): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    // A busy process sees its timers before the answers that have come meanwhile: those are read first.
    timer = setTimeout(() => setImmediate(resolve, LATE), timeoutMs).unref();
  });
  try {
    const result = await Promise.race([work, late]);
    return result === LATE ? onTimeout() : result;
  } finally {
    clearTimeout(timer);
  }
}

const LATE = Symbol('late');
