import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { newFolder, run, type Server, startPostgres } from '../support/engines.ts';

const HOUR = 60 * 60 * 1000;
const WITHIN = { timeout: 3_000, interval: 20 };

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;
let count = 0;

beforeAll(async () => {
  [server, files] = await Promise.all([startPostgres(), newFolder()]);
}, 60_000);
afterAll(async () => {
  await server.remove();
  await files.remove();
}, 60_000);

const newFile = () => path.join(files.folder, `${++count}`, 'whoowns.db');
const ENGINES = { SQLite: async () => `file:${newFile()}`, PostgreSQL: () => server.newUrl() };

/** Whether the file, or what lies beside it, holds the text. */
function holds(file: string, text: string): boolean {
  return ['', '-wal', '-shm'].some(
    (end) => existsSync(file + end) && readFileSync(file + end).includes(text),
  );
}

async function fill(url: string) {
  const store = await openStore({ url });
  for (const key of ['T0GONE', 'T0STAYS']) {
    const work = store.workspace(key);
    for (let n = 0; n < 40; n++) {
      const holders = [{ kind: 'user' as const, id: n % 2 ? 'U0SECRET' : 'U0OTHER' }];
      await work.assign({
        channel: `C${n % 7}`,
        by: 'U0OTHER',
        roles: [{ role: `r${n}`, holders, note: '' }],
      });
    }
    await work.update('question', 'a', () => ({ text: 'x'.repeat(6_000), tell: ['U0SECRET'] }));
    await work.keepNames([{ id: 'U0SECRET', name: 'Sigrid Secret' }]);
    await work.claim('message:D0U0SECRET:1.2');
  }
  return store;
}

describe('in the files of SQLite', () => {
  test('nothing is left of a person who was forgotten, and of a workspace that was removed', async () => {
    const file = newFile();
    const store = await fill(`file:${file}`);
    expect(holds(file, 'U0SECRET')).toBe(true);
    await store.workspace('T0STAYS').forget('U0SECRET');
    await store.workspace('T0GONE').forget('U0SECRET');
    expect(holds(file, 'U0SECRET') || holds(file, 'Sigrid')).toBe(false);
    expect(holds(file, 'T0GONE')).toBe(true);
    await store.workspace('T0GONE').remove();
    expect(holds(file, 'T0GONE')).toBe(false);
    expect(holds(file, 'T0STAYS')).toBe(true);
    await store.close();
    expect(holds(file, 'T0GONE') || holds(file, 'U0SECRET')).toBe(false);
  });

  test('nothing is left once somebody else no longer reads what was there before', async () => {
    const file = newFile();
    const store = await fill(`file:${file}`);
    const reader = new Database(file);
    reader.exec('begin; select count(*) from assignments');
    await store.workspace('T0GONE').remove();
    expect(holds(file, 'T0GONE')).toBe(true);
    reader.exec('rollback');
    reader.close();
    await store.close();
    expect(holds(file, 'T0GONE')).toBe(false);
  });
});

describe.each(Object.entries(ENGINES))('on %s', (_engine, newUrl) => {
  test('what was seen holds no ids, and is gone an hour later: at the start, and while it runs', async () => {
    const url = await newUrl();
    let time = 1_790_000_000_000;
    const keys = async () =>
      (await run(url, 'select workspace, key from seen')).map(({ key }) => String(key));
    let store = await openStore({ url, now: () => time });
    for (const n of [1, 2, 3]) await store.workspace('T1').claim(`message:D0ANA:${n}`);
    await store.close();
    expect(await keys()).toHaveLength(3);
    expect((await keys()).join()).not.toMatch(/ANA|message/);
    time += HOUR;
    vi.useFakeTimers({ toFake: ['setInterval'] });
    store = await openStore({ url, now: () => time });
    expect(await keys()).toEqual([]);
    await store.workspace('T1').claim('message:D0ANA:4');
    await vi.waitFor(async () => expect(await keys()).toHaveLength(1), WITHIN);
    time += HOUR;
    vi.advanceTimersByTime(5 * 60 * 1000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await keys()).toEqual([]), WITHIN);
    await store.close();
  });

  test('a row that cannot be read is left out and reported once, and what comes later takes its place', async () => {
    const url = await newUrl();
    const onWarning = vi.fn();
    let store = await openStore({ url });
    let work = store.workspace('T1');
    await work.update('taught', 'a', () => ({ answer: 'UANA does' }));
    await work.update('taught', 'b', () => ({ answer: 'fine' }));
    await work.update('journey', 'UBEN', () => ({ stage: 'tour' }));
    const roles = ['po', 'sm'].map((role) => ({
      role,
      holders: [{ kind: 'user' as const, id: 'UBEN' }],
      note: '',
    }));
    await work.assign({ channel: 'C1', by: 'UBEN', roles });
    await work.changeSettings({ good: 1, bad: 2 });
    await store.close();
    await run(url, `update records set value = '{"answer":"UANA \\ does"}' where id = 'a'`);
    await run(url, `update records set value = '{' where kind = 'journey'`);
    await run(url, `update assignments set holders = '[' where role = 'sm'`);
    await run(url, `update settings set value = '' where name = 'bad'`);
    store = await openStore({ url, onWarning });
    work = store.workspace('T1');
    for (let n = 0; n < 2; n++) {
      await store.workspace('T1').setHome('UANA', `C${n}`);
      const { taught, settings, channels } = await work.snapshot();
      expect(taught.map(({ id }) => id)).toEqual(['b']);
      expect(settings).toEqual({ good: 1 });
      expect([...(channels.get('C1')?.assignments.keys() ?? [])]).toEqual(['po']);
      expect(await work.records('taught')).toHaveLength(1);
      expect(await work.record('taught', 'a')).toBeUndefined();
      expect(await work.records('journey')).toEqual([]);
    }
    const said = onWarning.mock.calls.map(([error]) => `${error.kind} ${error.message}`);
    expect(said).toHaveLength(4);
    expect(said.join()).toMatch(/unreadable .*records of T1: taught a/);
    expect(said.join()).not.toContain('does');
    await work.update('taught', 'a', () => ({ answer: 'new' }));
    expect((await work.record('taught', 'a'))?.value).toEqual({ answer: 'new' });
    await run(url, `update records set value = '{"answer":"UANA \\ does"}' where id = 'a'`);
    expect(await work.forget('UANA')).toBe(2);
    expect(await run(url, `select id from records where value like '%UANA%'`)).toEqual([]);
    await store.close();
  });

  test('counts are written within seconds, before they are read, and at the end; those of two instances add up', async () => {
    const url = await newUrl();
    const [one, two] = [await openStore({ url }), await openStore({ url })];
    const stored = async () => Number((await run(url, 'select sum(count) as sum from counts'))[0]?.sum ?? 0);
    for (let n = 0; n < 500; n++) {
      await one.workspace('T1').count(['asked']);
      await two.workspace('T1').count(['asked']);
    }
    expect(await stored()).toBe(0);
    expect((await one.workspace('T1').counts(1)).get('asked')).toBe(500);
    await vi.waitFor(async () => expect(await stored()).toBe(1_000), { timeout: 8_000, interval: 100 });
    await two.workspace('T1').count(['asked']);
    await two.close();
    expect((await one.workspace('T1').counts(1)).get('asked')).toBe(1_001);
    await one.workspace('T1').count(['asked']);
    await one.workspace('T1').remove();
    await one.close();
    expect(await stored()).toBe(0);
  }, 20_000);

  test('what a process had seen before it was started again is known to the next', async () => {
    const url = await newUrl();
    let time = 1_790_000_000_000;
    const now = () => time;
    let store = await openStore({ url, now });
    expect(await store.workspace('T1').claim('E1')).toBe(true);
    await store.workspace('T1').claim('E2');
    await store.workspace('T1').release('E2');
    await store.close();
    store = await openStore({ url, now });
    const seen = (key: string, workspace = 'T1') => store.workspace(workspace).claim(key);
    expect([await seen('E1'), await seen('E2'), await seen('E1', 'T2')]).toEqual([false, true, true]);
    time += HOUR;
    expect(await seen('E1')).toBe(true);
    await store.close();
  });

  test('counts that could not be written are written when they can be', async () => {
    const url = await newUrl();
    const store = await openStore({ url });
    await run(url, 'alter table counts rename to elsewhere');
    const work = store.workspace('T1');
    for (let n = 0; n < 3; n++) {
      await work.count(['asked']);
      await expect(work.counts(1)).rejects.toMatchObject({ name: 'StoreError' });
    }
    await run(url, 'alter table elsewhere rename to counts');
    expect((await work.counts(1)).get('asked')).toBe(3);
    await store.close();
  });
});
