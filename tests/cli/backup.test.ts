import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { runCli } from '../support/cli.ts';
import { newFolder } from '../support/engines.ts';

let files: Awaited<ReturnType<typeof newFolder>>;

beforeAll(async () => {
  files = await newFolder();
});
afterAll(() => files.remove());

const inFolder = (name: string) => path.join(files.folder, name);
const address = (name: string) => ({ DATABASE_URL: `file:${inFolder(name)}` });

test('a backup brings all of it back, into another file, and refuses what would lose something', async () => {
  const store = await openStore({ url: address('a.db').DATABASE_URL });
  await store.workspace('T1').setHome('U1', 'C1');
  await store.close();
  const file = inFolder('all.backup');
  const saved = await runCli(['backup', file], '', address('a.db'));
  expect(saved).toEqual({ code: 0, stdout: `1 rows are in ${file} now.\n`, stderr: '' });
  const again = await runCli(['backup', file], '', address('a.db'));
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });

  const back = await runCli(['restore', file], '', address('b.db'));
  expect(back).toEqual({ code: 0, stdout: '1 rows are back.\n', stderr: '' });
  const restored = await openStore({ url: address('b.db').DATABASE_URL });
  expect([...(await restored.workspace('T1').snapshot()).homes]).toEqual([['U1', 'C1']]);
  await restored.close();
  const twice = await runCli(['restore', file], '', address('b.db'));
  expect(twice).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('only into an empty one'),
  });
});

test.each([
  [['restore', 'nothing.backup'], /no such file/],
  [['backup', 'x.backup'], /nothing to back up/],
  [['backup'], /^Usage:/],
  [['restore', '--force', 'x'], /^Usage:/],
])('says in words why it cannot: %j', async (args, why) => {
  const { code, stderr } = await runCli(args, '', address('none.db'));
  expect(code).toBe(1);
  expect(stderr).toMatch(why);
  expect(stderr).not.toMatch(/^\s+at /m);
});
