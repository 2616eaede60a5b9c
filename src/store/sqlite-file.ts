import { statSync } from 'node:fs';
import { chmod, mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from './errors.ts';

/** The files that SQLite keeps beside its own. */
const BESIDE = ['-wal', '-shm'];
/** What the system says where there can be no such folder or file. */
const NO_PLACE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL', 'ENOSYS', 'ENOTSUP'];

/** Makes sure of a file that only its owner may read, in a folder of its own where there is none; what lies beside it is made as private. */
export async function createPrivately(file: string): Promise<void> {
  try {
    await createFolder(path.dirname(path.resolve(file)));
    await (await open(file, 'a', 0o600)).close();
    await chmod(file, 0o600);
  } catch (error) {
    if (!NO_PLACE.includes(codeOf(error))) throw error;
    throw new StoreError(
      'unavailable',
      'The memory has no place: its folder is not there and cannot be made (see DATABASE_URL).',
      error,
    );
  }
  for (const end of BESIDE) {
    await chmod(file + end, 0o600).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
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

/** Where a file and those beside it are now. */
export interface FileMark {
  readonly file: string;
  readonly beside: readonly (string | undefined)[];
}

/** Marks a file, so that another in its place is told from it; undefined where there is none. */
export function markFile(file: string): FileMark | undefined {
  const mark = markOf(file);
  return mark === undefined ? undefined : { file: mark, beside: BESIDE.map((end) => markOf(file + end)) };
}

/** Whether this is still the file that was marked. */
export function isMarked(file: string, mark: FileMark | undefined): boolean {
  return mark === undefined || markOf(file) === mark.file;
}

/** Removes what the marked file has left beside the one in its place: SQLite would take it for that one's. */
export async function removeLeftovers(file: string, { beside }: FileMark): Promise<void> {
  for (const [i, end] of BESIDE.entries()) {
    const mark = markOf(file + end);
    if (mark !== undefined && mark === beside[i]) await rm(file + end, { force: true });
  }
}

function markOf(file: string): string | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found && `${found.dev}:${found.ino}`;
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? '');
