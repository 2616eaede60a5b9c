import { chmod, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from './errors.ts';

/** The files that SQLite keeps beside its own. */
const BESIDE = ['-wal', '-shm'];
/** What the system says where there can be no such folder or file. */
const NO_PLACE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL', 'ENOSYS', 'ENOTSUP'];

/**
 * Makes sure of a file that only its owner may read, in a folder of its own where there is none; what lies beside it is
 * made as private. Throws a StoreError of kind no-place where no file can be.
 */
export async function createPrivately(file: string): Promise<void> {
  try {
    await createFolder(path.dirname(path.resolve(file)));
    await refuseOther(file);
    await (await open(file, 'a', 0o600)).close();
    await chmod(file, 0o600);
  } catch (error) {
    if (!NO_PLACE.includes(codeOf(error))) throw error;
    throw new StoreError('no-place', 'its folder is not there and cannot be made', error);
  }
  for (const end of BESIDE) {
    await chmod(file + end, 0o600).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
}

/** Opening a named pipe would wait for ever for somebody at its other end; a device or a folder holds no database. */
export async function refuseOther(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  if (found && !found.isFile()) throw new StoreError('no-place', 'something that is no file is in its place');
}

/** Level by level: asked for all of them at once, Node never comes back from where none can be made, such as /proc. */
async function createFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let at = folder; !(await isThere(at)); at = path.dirname(at)) missing.unshift(at);
  for (const level of missing) {
    await mkdir(level, { mode: 0o700 }).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch (error) {
    if (NO_PLACE.includes(codeOf(error)) && folder !== path.dirname(folder)) return false;
    throw error;
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? '');
