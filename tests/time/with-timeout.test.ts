import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withTimeout } from '../../src/time/with-timeout.ts';

const never = new Promise<never>(() => {});

describe('what is waited for', () => {
  it('is what came of the work, where that was in time', async () => {
    expect(await withTimeout(Promise.resolve('done'), 1_000, () => 'late')).toBe('done');
    await expect(withTimeout(Promise.reject(new Error('no')), 1_000, () => 'late')).rejects.toThrow('no');
  });

  it('is what stands for it where the work takes longer, which may be an error', async () => {
    expect(await withTimeout(never, 1, () => 'late')).toBe('late');
    const fail = () => {
      throw new Error('too late');
    };
    await expect(withTimeout(never, 1, fail)).rejects.toThrow('too late');
  });

  it('is read first where the process was too busy to look in time', async () => {
    const waiting = withTimeout(sleep(1, 'done'), 5, () => 'late');
    const start = performance.now();
    while (performance.now() - start < 20);
    expect(await waiting).toBe('done');
  });

  it('ends no process by failing after nobody waits for it any more', async () => {
    let fail: (error: Error) => void = () => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    expect(await withTimeout(work, 1, () => 'late')).toBe('late');
    fail(new Error('much later'));
    await sleep(5);
  });
});
