import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backUp, backUpTo, restore } from '../../src/store/backup.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { newFolder, run, type Server, startPostgres } from '../support/engines.ts';

let server: Server;
let files: Awaited<ReturnType<typeof newFolder>>;
let count = 0;

beforeAll(async () => {
  [server, files] = await Promise.all([startPostgres(), newFolder()]);
}, 60_000);
afterAll(async () => {
  await server.remove();
  await files.remove();
});

const newFile = async () => `file:${path.join(files.folder, `${++count}`, 'whoowns.db')}`;
const newDatabase = () => server.newUrl();
const WAYS = [
  ['SQLite', 'SQLite', newFile, newFile],
  ['SQLite', 'PostgreSQL', newFile, newDatabase],
  ['PostgreSQL', 'SQLite', newDatabase, newFile],
  ['PostgreSQL', 'PostgreSQL', newDatabase, newDatabase],
] as const;

/** More than a batch of homes, in two workspaces, and a change to undo. Returns its id. */
async function fill(url: string): Promise<string> {
  const store = await openStore({ url });
  const work = store.workspace('T1');
  for (let n = 0; n < 600; n += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, k) => work.setHome(`U${n + k}`, 'C1')));
  }
  await store.workspace('T2').changeSettings({ quiet: ['“yes”', { deep: 1 }] });
  await store.workspace('T1').claim('E1');
  const roles = [{ role: 'po', holders: [{ kind: 'user' as const, id: 'UANA' }], note: 'line\nend “🎈”' }];
  const id = await work.assign({ channel: 'C1', by: 'UBY', roles });
  await work.override({ channel: 'C1', by: 'UBY', topic: 'backlog', role: 'sm', reason: '' });
  await store.close();
  return id ?? '';
}

async function look(url: string) {
  const store = await openStore({ url });
  const all = [await store.workspace('T1').snapshot(), await store.workspace('T2').snapshot()];
  await store.close();
  return all;
}

describe.each(WAYS)('a backup from %s into %s', (_from, _to, newSource, newTarget) => {
  test('brings everything back, also what can be undone', async () => {
    const source = await newSource();
    const target = await newTarget();
    const id = await fill(source);
    const lines = await backUp(source);
    expect(await restore(target, lines)).toBe(lines.length - 2);
    expect(await look(target)).toEqual(await look(source));
    expect((await backUp(target)).sort()).toEqual([...lines].sort());
    const store = await openStore({ url: target });
    expect(await store.workspace('T1').undo(id, 'UBY')).toMatchObject({ outcome: 'undone' });
    expect(await store.workspace('T1').claim('E1')).toBe(true);
    await store.close();
  });
});

describe('a backup', () => {
  let lines: string[];

  beforeEach(async () => {
    const source = await newFile();
    const store = await openStore({ url: source });
    await store.workspace('T1').setHome('UANA', 'C1');
    await store.close();
    lines = await backUp(source);
  });

  test('is made while the bot is running', async () => {
    const url = await newFile();
    const store = await openStore({ url });
    await store.workspace('T1').setHome('UANA', 'C1');
    expect(await backUp(url)).toEqual(lines);
    await store.close();
  });

  test('is restored into an empty database only', async () => {
    for (const target of [await newFile(), await newDatabase()]) {
      await restore(target, lines);
      const again = restore(target, lines);
      await expect(again).rejects.toMatchObject({ kind: 'not-empty' });
    }
  });

  test('is not made where there is nothing', async () => {
    await expect(backUp(await newFile())).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ['is empty', () => [], /it is empty/],
    ['lost its end', (all) => all.slice(0, -1), /its end is missing/],
    ['lost a row', (all) => all.toSpliced(1, 1), /should hold 1 rows and holds 0/],
    ['is something else', () => ['{"a":1}'], /first line/],
    ['is no JSON', (all) => all.toSpliced(1, 1, 'drop table'), /line 2 is not a row/],
    ['names another table', (all) => all.with(1, '{"table":"seen","row":{}}'), /line 2 .* known table/],
    ['names another column', (all) => all.with(1, '{"table":"homes","row":{"x":1}}'), /line 2 .* column/],
    [
      'is newer',
      (all) => all.with(0, '{"format":"whoowns backup","schema":99}'),
      /the backup has tables of version 99/,
    ],
  ])('is refused where it %s, and nothing is left behind', async (_what, spoil, message) => {
    const target = await newFile();
    await expect(restore(target, spoil(lines))).rejects.toThrow(message);
    expect(await restore(target, lines)).toBe(1);
  });
});

/** A database as an older version left it: with the tables of that version, and a row of each that matters here. */
async function fillOlder(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const database = new Database(file);
  for (const statement of MIGRATIONS.slice(0, 2).flat()) database.exec(statement);
  database.exec(`create table schema_version (version integer not null);
    insert into schema_version values (2);
    insert into homes values ('T1', 'UANA', 'C1');
    insert into journeys values ('T1', 'UANA', '{"stage":"tour"}', 3, 7)`);
  database.close();
}

describe('tables of an older version', () => {
  const TOUR = { id: 'UANA', value: { stage: 'tour' }, version: 3, at: 7 };

  test('are brought up to date with all that is in them', async () => {
    const file = path.join(files.folder, `${++count}`, 'whoowns.db');
    await fillOlder(file);
    const store = await openStore({ url: `file:${file}` });
    expect(await store.workspace('T1').records('journey')).toEqual([TOUR]);
    expect((await store.workspace('T1').snapshot()).homes.get('UANA')).toBe('C1');
    await store.close();
  });

  test('are backed up as they are, and restored into those of now', async () => {
    const file = path.join(files.folder, `${++count}`, 'whoowns.db');
    await fillOlder(file);
    const lines = await backUp(`file:${file}`);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schema: 2 });
    expect(await run(`file:${file}`, 'select version from schema_version')).toEqual([{ version: 2 }]);
    for (const target of [await newFile(), await newDatabase()]) {
      expect(await restore(target, lines)).toBe(2);
      const store = await openStore({ url: target });
      expect(await store.workspace('T1').records('journey')).toEqual([TOUR]);
      await store.close();
    }
  });
});

test('a backup is private, whatever was left of another try', async () => {
  const file = path.join(files.folder, `${++count}`, 'whoowns.db');
  const store = await openStore({ url: `file:${file}` });
  await store.close();
  const backup = path.join(files.folder, 'private.backup');
  await writeFile(`${backup}.part`, 'half', { mode: 0o644 });
  await backUpTo(backup, `file:${file}`);
  expect((await stat(backup)).mode & 0o777).toBe(0o600);
});

test('a backup of a file that the bot has not been at is refused', async () => {
  const file = path.join(files.folder, `${++count}`, 'whoowns.db');
  await mkdir(path.dirname(file));
  new Database(file).close();
  await writeFile(file, '');
  await expect(backUpTo(path.join(files.folder, 'none.backup'), `file:${file}`)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('nothing to back up'),
  });
});
