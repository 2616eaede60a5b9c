import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { asStoreError } from '../../src/store/errors.ts';
import { SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { bundle } from '../support/build.ts';
import { newFolder, run, type Server, startOwnPostgres, startPostgres } from '../support/engines.ts';

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;
let built: string;
let count = 0;

beforeAll(async () => {
  [server, files, built] = await Promise.all([startPostgres(), newFolder(), bundle('store/open-store')]);
}, 90_000);
afterAll(async () => {
  await server.remove();
  await files.remove();
});

const newFile = () => path.join(files.folder, `${++count}`, 'whoowns.db');
const ENGINES = { SQLite: async () => `file:${newFile()}`, PostgreSQL: () => server.newUrl() };

/** How long it took until it was refused, and with what. */
async function refused(work: () => Promise<unknown>): Promise<{ kind: unknown; time: number }> {
  const start = performance.now();
  const error = await work().then(
    () => undefined,
    (thrown: { kind?: unknown }) => thrown,
  );
  return { kind: error?.kind, time: performance.now() - start };
}

describe.each(Object.entries(ENGINES))('on %s', (_engine, newUrl) => {
  test('every confirmed write is there after kill -9 in the middle of a thousand', async () => {
    const url = await newUrl();
    const confirmed = await writeUntilKilled(url, 300);
    expect(confirmed.length).toBeGreaterThanOrEqual(300);
    expect(confirmed.length).toBeLessThan(1_000);
    const store = await openStore({ url });
    const work = store.workspace('T1');
    const kept = (await work.snapshot()).channels.get('C1')?.assignments;
    expect(confirmed.filter((role) => !kept?.has(role))).toEqual([]);
    expect(await work.assign({ channel: 'C2', by: 'UBY', roles: [] })).toBeUndefined();
    await work.setHome('UANA', 'C1');
    await store.close();
  }, 60_000);

  test('a newer schema is refused, and left alone', async () => {
    const url = await newUrl();
    await (await openStore({ url })).close();
    await run(url, 'update schema_version set version = 99');
    const error = await openStore({ url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'StoreError', kind: 'newer' });
    expect(String(error)).toMatch(/the database has tables of version 99/);
    await run(url, `update schema_version set version = ${SCHEMA_VERSION}`);
    await (await openStore({ url })).close();
  });

  test.each(
    [undefined, Number.NaN, Number.POSITIVE_INFINITY, true, {}, new Date(), 2n ** 64n].map((value) => [
      value,
    ]),
  )('a value that no column can hold is an error, and not the end of the process: %s', async (value) => {
    const store = await openStore({ url: await newUrl() });
    const work = store.workspace('T1');
    const failing = work.setHome('UANA', value as string);
    if (value === undefined)
      await failing; // takes away what is not there
    else await expect(failing).rejects.toMatchObject({ name: 'StoreError', kind: 'bad-value' });
    await expect(work.record('question', value as string)).rejects.toMatchObject({ kind: 'bad-value' });
    await work.setHome('UANA', 'C1');
    expect(store.health()).toEqual({ state: 'ok' });
    await store.close();
  });
});

describe('PostgreSQL that goes away', () => {
  test('gives errors in bounded time, and recovers by itself', async () => {
    // A server of its own: the others share one that stays.
    const server = await startOwnPostgres();
    onTestFinished(() => server.remove());
    const url = await server.newUrl();
    const store = await openStore({ url });
    const work = store.workspace('T1');
    await work.setHome('UANA', 'C1');
    await work.snapshot();
    await server.stop();
    for (const call of [
      () => work.snapshot(),
      () => work.setHome('UBEN', 'C1'),
      () => store.workspace('T1').changeSettings({ quiet: true }),
    ]) {
      const { kind, time } = await refused(call);
      expect(kind).toBe('unavailable');
      expect(time).toBeLessThan(2_500);
    }
    const late = await openStore({ url });
    expect((await refused(() => late.workspace('T1').setHome('UANA', 'C9'))).kind).toBe('unavailable');
    // Nobody can say whether another instance is there to answer, so this one does.
    expect(await late.workspace('T1').claim('E1')).toBe(true);
    await server.start();
    expect((await work.snapshot()).homes.get('UANA')).toBe('C1');
    expect(await late.workspace('T1').claim('E2')).toBe(true);
    expect(await store.workspace('T1').claim('E2')).toBe(false);
    // Instances hear of each other again, too.
    await vi.waitFor(async () => expect(await work.snapshot()).toBe(await work.snapshot()), 5_000);
    await late.workspace('T1').setHome('UBEN', 'C2');
    await vi.waitFor(async () => expect((await work.snapshot()).homes.size).toBe(2), 1_000);
    await store.close();
    await late.close();
  }, 30_000);

  test('without a word gives errors in bounded time', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await vi.waitFor(() => expect(silent.listening).toBe(true));
    const { port } = silent.address() as { port: number };
    const store = await openStore({ url: `postgres://u:p@127.0.0.1:${port}/d` });
    const { kind, time } = await refused(() => store.workspace('T1').snapshot());
    expect(kind).toBe('unavailable');
    expect(time).toBeLessThan(2_500);
    await store.close();
    silent.close();
  });
});

/** Lets a process write roles one after the other and kills it once so many are confirmed. Returns those that were. */
async function writeUntilKilled(url: string, enough: number): Promise<string[]> {
  const script = `
    import { openStore } from ${JSON.stringify(built)};
    const store = await openStore({ url: ${JSON.stringify(url)} });
    const work = store.workspace('T1');
    const holders = [{ kind: 'user', id: 'UANA' }];
    for (let n = 0; n < 1000; n++) {
      await work.assign({ channel: 'C1', by: 'UBY', roles: [{ role: 'role-' + n, holders, note: '' }] });
      process.stdout.write('role-' + n + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
    if (text.split('\n').length > enough) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  // What comes after the last end of a line was not confirmed.
  return text.split('\n').slice(0, -1);
}

test.each([
  [{ code: 'SQLITE_IOERR_WRITE' }, 'disk', 'SQLITE_IOERR_WRITE'],
  [{ code: 'SQLITE_IOERR_FSYNC' }, 'disk', 'SQLITE_IOERR_FSYNC'],
  [{ code: 'SQLITE_IOERR_SHMOPEN' }, 'disk', 'SQLITE_IOERR_SHMOPEN'],
  [{ code: 'ECONNREFUSED', message: 'connect postgres://u:hunter2@h' }, 'unavailable', 'ECONNREFUSED'],
  [{ code: 'postgres://u:hunter2@h' }, 'other', undefined],
])('an error of the engine has a kind, and a code for the log: %j', (cause, kind, code) => {
  const error = asStoreError(cause);
  expect(error).toMatchObject({ kind, code });
  expect(`${error.message} ${error.code}`).not.toContain('hunter2');
});

test('an engine that kept people waiting in vain is not asked again for two seconds', async () => {
  const connections = vi.fn();
  const silent = createServer(connections).listen(0, '127.0.0.1');
  await vi.waitFor(() => expect(silent.listening).toBe(true));
  const { port } = silent.address() as { port: number };
  const store = await openStore({ url: `postgres://u:p@127.0.0.1:${port}/d` });
  expect(connections).toHaveBeenCalledOnce();
  const start = performance.now();
  for (let n = 0; n < 20; n++) {
    await expect(store.workspace('T1').snapshot()).rejects.toMatchObject({ kind: 'unavailable' });
  }
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(connections).toHaveBeenCalledOnce();
  await store.close();
  silent.close();
});
