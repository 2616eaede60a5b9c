import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = path.join(ROOT, 'node_modules/.cache/whoowns-tests');
const DAY_MS = 24 * 60 * 60 * 1000;
const run = promisify(execFile);

/** What goes into a build, and into what is learnt; each is made anew only where one of these has changed. */
const BUILT_FROM = [
  'src',
  'knowledge',
  'tsconfig.json',
  'package-lock.json',
  'scripts/build.mjs',
  'manifest.json',
];
const LEARNT_FROM = ['src/matching', 'src/knowledge', 'knowledge'];

/** A build, and the folder of what was learnt: `repository` holds what was learnt from this repository's knowledge. */
export interface Build {
  readonly folder: string;
  readonly learnt: string;
}

/**
 * Builds as `npm run build` does, into a folder named by all that goes into it. Two runs of the tests may do so at
 * once: the first to be ready is kept.
 */
export async function buildOnce(): Promise<Build> {
  const target = path.join(CACHE, `build-${await fingerprint(BUILT_FROM)}`);
  const learnt = path.join(CACHE, `learnt-${await fingerprint(LEARNT_FROM)}`);
  const build = { folder: target, learnt };
  if (await exists(target)) return build;
  await mkdir(CACHE, { recursive: true });
  await removeOld();
  const draft = await mkdtemp(path.join(CACHE, 'draft-'));
  try {
    await buildInto(draft, path.join(learnt, 'repository'));
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another run may have been quicker.
    if (!(await exists(target))) throw error;
  }
  return build;
}

async function buildInto(folder: string, learnt: string): Promise<void> {
  const script = pathToFileURL(path.join(ROOT, 'scripts/build.mjs')).href;
  const compile = `await (await import(${JSON.stringify(script)})).compile(${JSON.stringify(folder)})`;
  try {
    await run(process.execPath, ['--input-type=module', '--eval', compile]);
    // Takes longer than compiling, but where it was learnt before by the same code.
    const env = { KNOWLEDGE_DIR: path.join(ROOT, 'knowledge') };
    await run(process.execPath, [path.join(folder, 'cli/main.js'), 'learn', learnt], { env });
    await cp(learnt, path.join(folder, 'learnt'), { recursive: true });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`src cannot be built:\n${stdout}${stderr}`, { cause: error });
  }
}

async function fingerprint(names: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const name of names) {
    for (const file of await listFiles(path.join(ROOT, name))) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The file itself, or all files of the folder and those below it, in order. */
async function listFiles(name: string): Promise<string[]> {
  if (!(await stat(name)).isDirectory()) return [name];
  const entries = await readdir(name, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Removes what no run can be using any more. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const folder = path.join(CACHE, name);
    const age = Date.now() - (await stat(folder).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > DAY_MS) await rm(folder, { recursive: true, force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
