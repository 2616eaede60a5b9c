import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = path.join(ROOT, 'node_modules/.cache/whoowns-wire');
const HOUR = 60 * 60 * 1000;
const run = promisify(execFile);

export const KNOWLEDGE_DIR = path.join(ROOT, 'knowledge');

/**
 * Builds as `npm run build` does, into a folder named by all that goes into it; returns
 * the folder. dist is left alone. Several test files may do so at once: the first to be ready is kept.
 */
export async function build(): Promise<string> {
  const target = path.join(CACHE, await fingerprint());
  if (await exists(target)) return target;
  await mkdir(CACHE, { recursive: true });
  await removeOld();
  const draft = await mkdtemp(path.join(CACHE, 'draft-'));
  try {
    await buildInto(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another test file may have been quicker.
    if (!(await exists(target))) throw error;
  }
  return target;
}

async function buildInto(folder: string): Promise<void> {
  const script = path.join(ROOT, 'scripts/build.mjs');
  await run(process.execPath, [script, '--out', folder], { env: { KNOWLEDGE_DIR } }).catch(
    (error: { stdout?: string; stderr?: string }) => {
      throw new Error(`src cannot be built:\n${error.stdout}${error.stderr}`, { cause: error });
    },
  );
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const folder of ['src', 'knowledge']) {
    const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  for (const file of [
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
    'scripts/build.mjs',
    'manifest.json',
  ]) {
    hash.update(await readFile(path.join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Removes builds that no run can be using any more. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const folder = path.join(CACHE, name);
    const age = Date.now() - (await stat(folder).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > HOUR) await rm(folder, { recursive: true, force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
