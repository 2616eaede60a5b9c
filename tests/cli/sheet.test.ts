import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { newFolder } from '../support/engines.ts';

test('writes both pages where it is told to', async () => {
  const { folder } = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { code, stdout, stderr } = await runCli(['sheet', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.match(/^Wrote .*\.(?:md|html)\.$/gm)).toHaveLength(2);
  const html = await readFile(path.join(folder, 'whoowns-sheet.html'), 'utf8');
  expect(html).toContain('<h2>Product Owner</h2>');
  expect(html).not.toContain('<script');
});

test('says in words that there is no such folder', async () => {
  const { code, stderr } = await runCli(['sheet', path.join('/', 'nowhere')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/cannot be written \(ENOENT\)/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
