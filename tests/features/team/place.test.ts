import { execFile } from 'node:child_process';
import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backUp, restore } from '../../../src/store/backup.ts';
import { backUpTo } from '../../../src/store/backup-file.ts';
import { asStoreError } from '../../../src/store/errors.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { build } from '../../support/build.ts';
import { newFolder } from '../../support/engines.ts';

let files: Awaited<ReturnType<typeof newFolder>>;
let built: string;
let count = 0;

beforeAll(async () => {
  [files, built] = await Promise.all([newFolder(), build()]);
}, 90_000);
afterAll(() => files.remove());

const newFile = () => path.join(files.folder, `${++count}`, 'whoowns.db');
const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

describe('a SQLite file', () => {
  test.each(['/proc/x/whoowns.db', '/dev/null/whoowns.db', '/dev/null/deep/whoowns.db'])(
    'that can be nowhere is said at the start, and does not hang it: %s',
    async (file) => {
      // In a process of its own: what hangs would hang the test.
      const script = `
        import { openStore } from ${JSON.stringify(`${built}/store/open-store.js`)};
        const onError = ({ kind, code, message }) => console.log(JSON.stringify({ kind, code, message }));
        const store = await openStore({ url: ${JSON.stringify(`file:${file}`)}, onError });
        await store.close();`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        timeout: 10_000,
      });
      expect(JSON.parse(stdout)).toEqual({
        kind: 'unavailable',
        code: expect.stringMatching(/^E[A-Z]+$/),
        message: expect.stringContaining('cannot be made (see DATABASE_URL)'),
      });
    },
  );

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

  test('that was put in the place of another while the bot runs is used, and nothing confirmed is lost', async () => {
    const [file, other] = [newFile(), newFile()];
    const prepared = await openStore({ url: `file:${other}` });
    await prepared.workspace('T1').setHome('UNEW', 'C2');
    await prepared.close();
    const store = await openStore({ url: `file:${file}` });
    const work = store.workspace('T1');
    await work.setHome('UOLD', 'C1');
    expect((await work.snapshot()).homes.size).toBe(1);
    await rename(other, file);
    expect([...(await work.snapshot()).homes]).toEqual([['UNEW', 'C2']]);
    await work.setHome('UBEN', 'C3');
    await store.close();
    const again = await openStore({ url: `file:${file}` });
    expect([...(await again.workspace('T1').snapshot()).homes.keys()].sort()).toEqual(['UBEN', 'UNEW']);
    await again.close();
  });

  test('that was removed while the bot runs is made anew before anything is confirmed', async () => {
    const file = newFile();
    const store = await openStore({ url: `file:${file}` });
    await store.workspace('T1').setHome('UOLD', 'C1');
    for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
    await store.workspace('T1').setHome('UNEW', 'C1');
    const other = await openStore({ url: `file:${file}` });
    expect([...(await other.workspace('T1').snapshot()).homes.keys()]).toEqual(['UNEW']);
    await other.close();
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

test('a backup is private, whatever was left of another try', async () => {
  const file = newFile();
  const store = await openStore({ url: `file:${file}` });
  await store.close();
  const backup = path.join(files.folder, 'private.backup');
  await writeFile(`${backup}.part`, 'half', { mode: 0o644 });
  await backUpTo(backup, `file:${file}`);
  expect(await modeOf(backup)).toBe(0o600);
});

test('a backup of older tables leaves them as they are, and a newer program takes it', async () => {
  const [file, target] = [newFile(), newFile()];
  const store = await openStore({ url: `file:${file}` });
  await store.workspace('T1').setHome('UANA', 'C1');
  await store.close();
  const database = new Database(file);
  database.exec(
    'drop table records; drop table counts; drop table seen; update schema_version set version = 2',
  );
  database.close();
  const lines: string[] = [];
  await backUp(`file:${file}`, (line) => void lines.push(line));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schema: 2 });
  const left = new Database(file);
  expect(left.prepare('select version from schema_version').all()).toMatchObject([{ version: 2 }]);
  left.close();
  expect(await restore(`file:${target}`, lines)).toBe(1);
});

test('a backup of a file that the bot has not been at is refused', async () => {
  const file = newFile();
  await mkdir(path.dirname(file));
  new Database(file).close();
  await writeFile(file, '');
  await expect(backUpTo(path.join(files.folder, 'none.backup'), `file:${file}`)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('nothing to back up'),
  });
});

test.each([
  [{ code: 'SQLITE_IOERR_WRITE' }, 'disk', 'SQLITE_IOERR_WRITE'],
  [{ code: 'SQLITE_IOERR_FSYNC' }, 'disk', 'SQLITE_IOERR_FSYNC'],
  [{ code: 'SQLITE_IOERR_SHMOPEN' }, 'disk', 'SQLITE_IOERR_SHMOPEN'],
  [{ code: 'ECONNREFUSED', message: 'connect postgres://u:hunter2@h' }, 'unavailable', 'ECONNREFUSED'],
  [{ code: 'postgres://u:hunter2@h' }, 'other', undefined],
])('an error of the engine has a sentence for people and a code for the log: %j', (cause, kind, code) => {
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
