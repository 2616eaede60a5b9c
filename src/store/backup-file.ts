import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { backUp, restore } from './backup.ts';
import { StoreError } from './errors.ts';

/**
 * Writes a backup into a file that its owner alone can read; half a backup never has the file's name. Gives the number
 * of rows. Throws a StoreError, also where the file is there already.
 */
export async function backUpTo(file: string, url: string): Promise<number> {
  if (existsSync(file)) throw bad(`${file} is there already: name a file that is not`);
  const part = `${file}.part`;
  // What was left of another try may be open to all.
  await rm(part, { force: true });
  const out = createWriteStream(part, { mode: 0o600, flags: 'wx' });
  const failed = once(out, 'error').then(([error]) => {
    throw bad(`${file} cannot be written (${(error as { code?: string }).code})`);
  });
  failed.catch(() => {});
  try {
    const rows = await Promise.race([
      failed,
      backUp(url, async (line) => {
        if (!out.write(`${line}\n`)) await Promise.race([once(out, 'drain'), failed]);
      }),
    ]);
    out.end();
    await Promise.race([once(out, 'finish'), failed]);
    await rename(part, file);
    return rows as number;
  } catch (error) {
    out.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

/** Brings a backup back. Gives the number of rows. Throws a StoreError. */
export async function restoreFrom(file: string, url: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw bad(`${file} cannot be read: there is no such file`);
  return restore(url, linesOf(file));
}

/** Opened when the first line is asked for: lines that come before anybody listens are lost. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

const bad = (message: string) => new StoreError('bad-backup', message);
