import { execFile } from 'node:child_process';
import { chmod, mkdir, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Kysely, sql } from 'kysely';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createClaims } from '../../src/store/claims.ts';
import { createCounts } from '../../src/store/counts.ts';
import { createDeferred } from '../../src/store/deferred.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createPatientEngine } from '../../src/store/patient-engine.ts';
import type { Tables } from '../../src/store/schema.ts';
import { createCache } from '../../src/store/snapshots.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { createWorkspaceStore } from '../../src/store/workspace.ts';
import { bundle } from '../support/build.ts';
import { newFolder } from '../support/engines.ts';

let files: Awaited<ReturnType<typeof newFolder>>;
let built: string;
let count = 0;

beforeAll(async () => {
  [files, built] = await Promise.all([newFolder(), bundle('store/open-store')]);
}, 90_000);
afterAll(() => files.remove());

const newFile = () => path.join(files.folder, `${++count}`, 'whoowns.db');
const modeOf = async (file: string) => (await stat(file)).mode & 0o777;
const run = promisify(execFile);

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

/** Opens a store in a process of its own, which is killed where it hangs, and tells its health. */
async function healthIn(url: string, before = ''): Promise<{ state: string; kind?: string; code?: string }> {
  const script = `
    ${before}
    const { openStore } = await import(${JSON.stringify(built)});
    const store = await openStore({ url: ${JSON.stringify(url)} }).catch(({ kind }) => ({
      health: () => ({ state: 'refused', kind }),
      close() {},
    }));
    console.log(JSON.stringify(store.health()));
    await store.close();`;
  const options = { timeout: 10_000 };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], options);
  return JSON.parse(stdout);
}

describe('in the place of the file', () => {
  test.each(['/proc/x/whoowns.db', '/dev/null/whoowns.db', '/dev/null/deep/whoowns.db'])(
    'nothing can be, and the start does not hang: %s',
    async (file) => {
      const code = expect.stringMatching(/^E[A-Z]+$/);
      expect(await healthIn(`file:${file}`)).toEqual({ state: 'degraded', kind: 'no-place', code });
    },
  );

  test('a named pipe, a folder or a device does not hang the start either', async () => {
    const pipe = newFile();
    await mkdir(path.dirname(pipe), { recursive: true });
    await run('mkfifo', [pipe]);
    for (const place of [pipe, path.dirname(pipe), '/dev/zero']) {
      expect(await healthIn(`file:${place}`)).toEqual({ state: 'degraded', kind: 'no-place' });
    }
  });

  test('something that is no database is seen in the health, and said once', async () => {
    const file = newFile();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'no database at all, '.repeat(500));
    const onHealth = vi.fn();
    const store = await openStore({ url: `file:${file}`, onHealth });
    for (let n = 0; n < 3; n++) {
      await expect(store.workspace('T1').snapshot()).rejects.toMatchObject({ kind: 'broken' });
    }
    expect(store.health()).toMatchObject({ state: 'degraded', kind: 'broken' });
    expect(onHealth).toHaveBeenCalledOnce();
    await store.close();
  });
});

test('a missing native module is refused at the start', async () => {
  const hide = `
    const { default: Module } = await import('node:module');
    const load = Module._load;
    Module._load = (name, ...rest) => {
      if (name.startsWith('@libsql/')) throw Object.assign(new Error(name), { code: 'MODULE_NOT_FOUND' });
      return load(name, ...rest);
    };`;
  expect(await healthIn('memory:', hide)).toEqual({ state: 'refused', kind: 'no-driver' });
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
    const onHealth = vi.fn();
    const store = await openStore({ url: `file:${file}`, onHealth });
    expect(onHealth).toHaveBeenCalledWith(expect.objectContaining({ kind: 'busy' }));
    other.exec('rollback');
    other.close();
    await store.workspace('T1').setHome('UANA', 'C1');
    expect(onHealth).toHaveBeenLastCalledWith(undefined);
    await store.close();
  });

  test('on a full disk refuses calmly, keeps what was there, and recovers', async () => {
    const file = newFile();
    const engine = createPatientEngine(() => openSqlite(file));
    const claims = createClaims(engine, false, Date.now);
    const parts = {
      engine,
      cache: createCache(),
      counts: createCounts(engine),
      deferred: createDeferred(engine),
      claims,
      now: Date.now,
      report: () => {},
    };
    const work = createWorkspaceStore('T1', parts);
    await work.setHome('UANA', 'C1');
    await engine.write(undefined, (db) => limitPages(db, 1));
    const note = 'x'.repeat(100_000);
    const big = () => work.assign({ channel: 'C1', by: 'UBY', roles: [{ role: 'po', holders: [], note }] });
    await expect(big()).rejects.toMatchObject({ name: 'StoreError', kind: 'full' });
    await expect(big()).rejects.toMatchObject({ name: 'StoreError', kind: 'full' });
    expect((await work.snapshot()).homes.get('UANA')).toBe('C1');
    expect(engine.health()).toMatchObject({ state: 'degraded', kind: 'full' });
    await engine.write(undefined, (db) => limitPages(db, 100_000));
    expect(await big()).toEqual(expect.any(String));
    expect(engine.health()).toEqual({ state: 'ok' });
    await engine.close();
  });

  test('in a folder that may not be written to says so, and is there once it may', async () => {
    const folder = path.dirname(newFile());
    await mkdir(folder, { recursive: true });
    const script = `
      import { chmodSync, chownSync } from 'node:fs';
      import { openStore } from ${JSON.stringify(built)};
      // Loaded before the right to read it is gone.
      await (await openStore({ url: 'memory:' })).close();
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
      const store = await openStore({ url: 'file:' + folder + '/deep/new.db', onHealth: (trouble) => trouble && say('start', { kind: trouble.kind }) });
      const write = () => store.workspace('T1').setHome('UANA', 'C1');
      await write().then(() => say('write', {}), ({ kind, code }) => say('write', { kind, code }));
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
      { step: 'write', kind: 'read-only', code: 'EACCES' },
      { step: 'later', home: 'C1' },
    ]);
  });

  test('whose place is taken gives errors, and is there once the place is free', async () => {
    const file = newFile();
    await mkdir(file, { recursive: true });
    const onHealth = vi.fn();
    const store = await openStore({ url: `file:${file}`, onHealth });
    const work = store.workspace('T1');
    await expect(work.snapshot()).rejects.toMatchObject({ name: 'StoreError', kind: 'no-place' });
    expect(onHealth).toHaveBeenCalledOnce();
    expect(store.health()).toMatchObject({ state: 'degraded', kind: 'no-place' });
    await rmdir(file);
    expect((await work.snapshot()).homes.size).toBe(0);
    expect(store.health()).toEqual({ state: 'ok' });
    expect(onHealth).toHaveBeenLastCalledWith(undefined);
    await store.close();
  });

  test('whose files were open to all is made private, those beside it too', async () => {
    const file = newFile();
    const store = await openStore({ url: `file:${file}` });
    await store.workspace('T1').setHome('UANA', 'C1');
    for (const end of ['', '-wal', '-shm']) await chmod(file + end, 0o644);
    const second = await openStore({ url: `file:${file}` });
    for (const end of ['', '-wal', '-shm']) expect(await modeOf(file + end)).toBe(0o600);
    await second.close();
    await store.close();
  });

  test('that another has locked does not hold up the process, however many wait for it', async () => {
    const file = newFile();
    const store = await openStore({ url: `file:${file}` });
    const other = new Database(file);
    other.exec('begin exclusive');
    const waiting = Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => store.workspace('T1').setHome(`U${n}`, 'C1')),
    );
    let worst = 0;
    let last = performance.now();
    const heart = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 5);
    await new Promise((resolve) => setTimeout(resolve, 700));
    clearInterval(heart);
    other.exec('rollback');
    other.close();
    // A hundred who wait in the driver, 20 ms each, would be two seconds.
    expect(worst).toBeLessThan(500);
    expect((await waiting).filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    await store.close();
  });
});
