import { expect, test } from 'vitest';
import { createCache } from '../../src/store/snapshots.ts';
import type { Snapshot } from '../../src/store/types.ts';

const empty = (): Snapshot => ({
  channels: new Map(),
  homes: new Map(),
  settings: {},
  names: new Map(),
  taught: [],
});

test('gives what it keeps, until it is dropped', async () => {
  const cache = createCache();
  const first = await cache.get('T1', async () => empty());
  expect(await cache.get('T1', async () => empty())).toBe(first);
  cache.drop('T2');
  expect(await cache.get('T1', async () => empty())).toBe(first);
  cache.drop('T1');
  const second = await cache.get('T1', async () => empty());
  expect(second).not.toBe(first);
  cache.drop(undefined);
  expect(await cache.get('T1', async () => empty())).not.toBe(second);
});

test('loads once for all who ask meanwhile', async () => {
  const cache = createCache();
  let loads = 0;
  const load = async () => {
    loads += 1;
    return empty();
  };
  await Promise.all([cache.get('T1', load), cache.get('T1', load), cache.get('T1', load)]);
  expect(loads).toBe(1);
});

test.each(['T1', undefined])('does not keep what began to load before %s was dropped', async (dropped) => {
  const cache = createCache();
  let arrive = (_: Snapshot) => {};
  const slow = new Promise<Snapshot>((resolve) => {
    arrive = resolve;
  });
  const old = cache.get('T1', () => slow);
  cache.drop(dropped);
  const fresh = empty();
  expect(await cache.get('T1', async () => fresh)).toBe(fresh);
  arrive(empty());
  await old;
  expect(await cache.get('T1', async () => empty())).toBe(fresh);
});

test('asks again after a load that failed', async () => {
  const cache = createCache();
  await expect(cache.get('T1', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.get('T1', async () => empty())).toEqual(empty());
});

test('lets go of what was used longest ago', async () => {
  const cache = createCache(2);
  const first = await cache.get('T1', async () => empty());
  await cache.get('T2', async () => empty());
  await cache.get('T1', async () => empty());
  await cache.get('T3', async () => empty());
  expect(await cache.get('T1', async () => empty())).toBe(first);
  const loaded = empty();
  expect(await cache.get('T2', async () => loaded)).toBe(loaded);
});
