import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { build } from './support/build.ts';

// The image itself is built nowhere here: that takes a container engine. What it copies is put together by hand.

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** A folder with what the last stage of the Dockerfile copies into /app. */
async function layOut(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whoowns-image-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const last = (await readFile(path.join(ROOT, 'Dockerfile'), 'utf8')).split(/^FROM /m).at(-1) ?? '';
  for (const [, stage, from = '', to = ''] of last.matchAll(/^COPY (?:--from=(\w+) )?(\S+) (\S+)$/gm)) {
    const target = path.join(folder, to.endsWith('/') ? path.join(to, path.basename(from)) : to);
    await mkdir(path.dirname(target), { recursive: true });
    if (from === '/app/node_modules') await symlink(path.join(ROOT, 'node_modules'), target);
    else await cp(stage ? await build() : path.join(ROOT, from), target, { recursive: true });
  }
  // As the build stage does.
  for (const name of ['playground', 'eval'])
    await rm(path.join(folder, 'dist', name), { recursive: true, force: true });
  return folder;
}

test('npm run backup works with what the image holds', { timeout: 60_000 }, async () => {
  const folder = await layOut();
  const DATABASE_URL = `file:${path.join(folder, 'data', 'whoowns.db')}`;
  const store = await openStore({ url: DATABASE_URL });
  await store.workspace('T1').setHome('U1', 'C1');
  await store.close();

  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL };
  const args = ['run', '--silent', 'backup', '--', 'data/whoowns.backup'];
  const { stdout, stderr } = await promisify(execFile)('npm', args, { cwd: folder, env });
  expect([stdout, stderr]).toEqual(['1 rows are in data/whoowns.backup now.\n', '']);
});
