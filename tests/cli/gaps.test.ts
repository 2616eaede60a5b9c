import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { runCli } from '../support/cli.ts';
import { newFolder } from '../support/engines.ts';
import { teach } from '../support/learning.ts';
import { startWorkspace } from '../support/workspace.ts';

// What is printed, and what the exported files say, is tested with what was taught: features/learning/teaching.test.ts.

async function newMemory() {
  const files = await newFolder();
  onTestFinished(files.remove);
  return { folder: files.folder, env: { DATABASE_URL: `file:${path.join(files.folder, 'whoowns.db')}` } };
}

test('says so where nothing was asked in vain', async () => {
  const { env } = await newMemory();
  const ended = await runCli(['gaps'], '', env);
  expect(ended).toEqual({
    code: 0,
    stdout: 'No unanswered questions, and nothing was taught.\n',
    stderr: '',
  });
});

test('says in words that the memory cannot be opened', async () => {
  const { folder } = await newMemory();
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const { code, stderr } = await runCli(['gaps'], '', { DATABASE_URL: `file:${file}/whoowns.db` });
  expect(code).toBe(1);
  expect(stderr).toContain('DATABASE_URL');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('says in words that what was taught cannot be written', async () => {
  const { folder, env } = await newMemory();
  const store = await openStore({ url: env.DATABASE_URL });
  await teach(await startWorkspace({ store }));
  await store.close();
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const { code, stderr } = await runCli(['gaps', '--export', file], '', env);
  expect(stderr).toMatch(/file cannot be written \(E[A-Z]+\)\.\n$/);
  expect(code).toBe(1);
});
