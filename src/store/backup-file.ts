import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { backUp, restore } from './backup.ts';
import { StoreError } from './errors.ts';

/**
 * Writes a backup into a file that its owner alone can read; half a backup never has the file's name. Gives the number
 * of rows. Throws a StoreError, also where the file is there already.
 */
export async function backUpTo(file: string, url: string): Promise<number> {
  if (existsSync(file))
    throw new StoreError('bad-backup', `${file} is there already: name a file that is not`);
  const lines = await backUp(url);
  const part = `${file}.part`;
  try {
    // What was left of another try may be open to all.
    await rm(part, { force: true });
    await writeFile(part, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new StoreError('bad-backup', `${file} cannot be written`, error);
  }
  return lines.length - 2;
}

/** Brings a backup back. Gives the number of rows. Throws a StoreError. */
export async function restoreFrom(file: string, url: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: { code?: unknown }) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    throw new StoreError('bad-backup', `${file}: ${why}`, error);
  });
  return restore(url, text.split(/\r?\n/));
}
