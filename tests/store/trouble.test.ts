import { execFile, spawn } from 'node:child_process';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Kysely, sql } from 'kysely';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCache } from '../../src/store/cache.ts';
import { createPatientEngine } from '../../src/store/engine.ts';
import { createLater } from '../../src/store/later.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Tables } from '../../src/store/schema.ts';
import { createSeenStore } from '../../src/store/seen.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { createWorkspaceStore } from '../../src/store/workspace.ts';
import { build } from '../support/build.ts';
import { newFolder, run, type Server, startOwnPostgres, startPostgres } from '../support/engines.ts';

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;
let built: string;
let count = 0;

beforeAll(async () => {
  [server, files, built] = await Promise.all([startPostgres(), newFolder(), build()]);
}, 90_000);
afterAll(async () => {
  await files.remove();
});

const newFile = () => path.join(files.folder, `${++count}`, 'whoowns.db');
const ENGINES = { SQLite: async () => `file:${newFile()}`, PostgreSQL: () => server.newUrl() };

async function limitPages(db: Kysely<Tables>, most: number): Promise<void> {
  await sql`pragma max_page_count = ${sql.lit(most)}`.execute(db);
}

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
    expect(String(error)).toMatch(/tables are version 99.*start the newer version again/);
    await run(url, 'update schema_version set version = 1');
    await (await openStore({ url })).close();
  });
});

describe('a SQLite file', () => {
  test('is readable by its owner only, and so is its folder', async () => {
    const file = newFile();
    const store = await openStore({ url: `file:${file}` });
    await store.workspace('T1').setHome('UANA', 'C1');
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
    for (const end of ['', '-wal', '-shm']) expect((await stat(file + end)).mode & 0o777).toBe(0o600);
    await store.close();
  });

  test('that another has locked gives errors in time, lets the process breathe, and recovers', async () => {
    const file = newFile();
    const store = await openStore({ url: `file:${file}` });
    const work = store.workspace('T1');
    const other = new Database(file);
    other.exec('begin exclusive');
    let beats = 0;
    const heart = setInterval(() => beats++, 20);
    const all = await Promise.all(['A', 'B', 'C'].map((id) => refused(() => work.setHome(id, 'C1'))));
    clearInterval(heart);
    for (const { kind, time } of all) {
      expect(kind).toBe('busy');
      expect(time).toBeLessThan(3_000);
    }
    expect(beats).toBeGreaterThan(10);
    // In write-ahead mode one can read on.
    expect((await work.snapshot()).homes.size).toBe(0);
    other.exec('rollback');
    other.close();
    await work.setHome('UANA', 'C1');
    expect((await work.snapshot()).homes.get('UANA')).toBe('C1');
    await store.close();
  });

  test('that is locked at the start is opened later', async () => {
    const file = newFile();
    await (await openStore({ url: `file:${file}` })).close();
    const other = new Database(file);
    other.exec('begin exclusive');
    const onError = vi.fn();
    const store = await openStore({ url: `file:${file}`, onError });
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ kind: 'busy' }));
    other.exec('rollback');
    other.close();
    expect(await store.workspace('T1').firstSeen('E1')).toBe(true);
    await store.close();
  });

  test('on a full disk refuses calmly, keeps what was there, and recovers', async () => {
    const file = newFile();
    const engine = createPatientEngine(() => openSqlite(file));
    const later = createLater(engine, () => {});
    const seen = createSeenStore(engine, later, Date.now);
    const parts = { engine, cache: createCache(), later, seen, now: Date.now, report: () => {} };
    const work = createWorkspaceStore('T1', parts);
    await work.setHome('UANA', 'C1');
    await engine.write(undefined, (db) => limitPages(db, 1));
    const note = 'x'.repeat(100_000);
    const big = () => work.assign({ channel: 'C1', by: 'UBY', roles: [{ role: 'po', holders: [], note }] });
    await expect(big()).rejects.toMatchObject({ name: 'StoreError', kind: 'full' });
    await expect(big()).rejects.toMatchObject({ name: 'StoreError', kind: 'full' });
    expect((await work.snapshot()).homes.get('UANA')).toBe('C1');
    await engine.write(undefined, (db) => limitPages(db, 100_000));
    expect(await big()).toEqual(expect.any(String));
    await engine.close();
  });

  test('in a folder that may not be written to says so, and is there once it may', async () => {
    const folder = path.dirname(newFile());
    await mkdir(folder, { recursive: true });
    const script = `
      import { chmodSync, chownSync } from 'node:fs';
      import { openStore } from ${JSON.stringify(`${built}/store/open-store.js`)};
      const folder = ${JSON.stringify(folder)};
      // Nothing is read-only for root.
      if (process.getuid() === 0) {
        chmodSync(${JSON.stringify(path.dirname(folder))}, 0o755);
        chownSync(folder, 65534, 65534);
        process.setegid(65534);
        process.seteuid(65534);
      }
      const say = (step, what) => console.log(JSON.stringify({ step, ...what }));
      chmodSync(folder, 0o555);
      const store = await openStore({ url: 'file:' + folder + '/deep/new.db', onError: ({ kind }) => say('start', { kind }) });
      const write = () => store.workspace('T1').setHome('UANA', 'C1');
      await write().then(() => say('write', {}), ({ kind, message }) => say('write', { kind, message }));
      chmodSync(folder, 0o755);
      await write();
      say('later', { home: (await store.workspace('T1').snapshot()).homes.get('UANA') });
      await store.close();
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    const said = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(said).toEqual([
      { step: 'start', kind: 'read-only' },
      { step: 'write', kind: 'read-only', message: expect.stringContaining('may not be written to') },
      { step: 'later', home: 'C1' },
    ]);
  });

  test('whose place is taken gives errors, and is there once the place is free', async () => {
    const file = newFile();
    await mkdir(file, { recursive: true });
    const onError = vi.fn();
    const store = await openStore({ url: `file:${file}`, onError });
    expect(onError).toHaveBeenCalledOnce();
    await expect(store.workspace('T1').firstSeen('E1')).rejects.toMatchObject({ name: 'StoreError' });
    await rmdir(file);
    expect(await store.workspace('T1').firstSeen('E1')).toBe(true);
    await store.close();
  });
});

describe('PostgreSQL that goes away', () => {
  test('gives errors in bounded time, and recovers by itself', async () => {
    // Of its own: the one that all tests share must not go away.
    const server = await startOwnPostgres();
    onTestFinished(server.remove);
    const url = await server.newUrl();
    const store = await openStore({ url });
    const work = store.workspace('T1');
    await work.setHome('UANA', 'C1');
    await work.snapshot();
    await server.stop();
    for (const call of [
      () => work.snapshot(),
      () => work.setHome('UBEN', 'C1'),
      () => store.workspace('T1').firstSeen('E'),
    ]) {
      const { kind, time } = await refused(call);
      expect(kind).toBe('unavailable');
      expect(time).toBeLessThan(2_500);
    }
    const late = await openStore({ url });
    expect((await refused(() => late.workspace('T1').firstSeen('E1'))).kind).toBe('unavailable');
    await server.start();
    expect((await work.snapshot()).homes.get('UANA')).toBe('C1');
    expect(await late.workspace('T1').firstSeen('E1')).toBe(true);
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
    import { openStore } from ${JSON.stringify(`${built}/store/open-store.js`)};
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
