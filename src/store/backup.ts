import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import {
  type BackupRow,
  type BackupTable,
  readBackup,
  TABLES,
  tablesOf,
  writeBackup,
} from './backup-format.ts';
import { ALL_WORKSPACES, type Engine, type Opening } from './engine.ts';
import { asStoreError, StoreError } from './errors.ts';
import { readVersion, refuseNewer, SCHEMA_VERSION } from './migrations.ts';
import { openEngine, readStoreUrl, type StoreAddress } from './open-engine.ts';
import type { Tables } from './schema.ts';

const MAX_IN_BATCH = 500;

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

/**
 * All that is kept as lines of JSON, as it is at one moment; the bot may be running, and tables of an older version stay
 * as they are. Throws a StoreError.
 */
export async function backUp(url: string): Promise<string[]> {
  const address = readStoreUrl(url);
  if (address.engine === 'sqlite' && (address.file === undefined || !existsSync(address.file))) {
    throw nothingThere('DATABASE_URL names no file that exists');
  }
  return withEngine(address, { asIs: true }, (engine) =>
    engine.read(async (db) => {
      const version = await readVersion(db).catch((error: unknown) => {
        if (asStoreError(error).kind !== 'other') throw error;
        throw nothingThere('the bot has not used this database', error);
      });
      refuseNewer(version);
      const rows: BackupRow[] = [];
      for (const table of tablesOf(version)) {
        for (const row of await readAll(db, table)) rows.push({ table, row });
      }
      return writeBackup(version, rows);
    }),
  );
}

/**
 * Puts a backup of either engine into an empty database, all of it or nothing. Returns the number of rows.
 * Throws a StoreError.
 */
export async function restore(url: string, lines: readonly string[]): Promise<number> {
  return withEngine(readStoreUrl(url), {}, (engine) =>
    engine.write(ALL_WORKSPACES, async (db) => {
      for (const table of tablesOf(SCHEMA_VERSION)) {
        const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
        if (rows.length > 0) throw new StoreError('not-empty');
      }
      const backup = readBackup(lines);
      for (const table of tablesOf(SCHEMA_VERSION)) {
        const rows = backup.filter((one) => one.table === table).map(({ row }) => row);
        for (let i = 0; i < rows.length; i += MAX_IN_BATCH) {
          // The columns were compared with those of the table when the lines were read.
          const batch = rows.slice(i, i + MAX_IN_BATCH) as never;
          await db
            .insertInto(table as keyof Tables)
            .values(batch)
            .execute();
        }
      }
      return backup.length;
    }),
  );
}

const nothingThere = (why: string, cause?: unknown) =>
  new StoreError('unavailable', `there is nothing to back up: ${why}`, cause);

async function withEngine<T>(
  address: StoreAddress,
  opening: Opening,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  let engine: Engine | undefined;
  try {
    // Copying may take its time.
    engine = await openEngine(address, { ...opening, timeoutMs: 0 });
    return await work(engine);
  } catch (error) {
    throw asStoreError(error);
  } finally {
    await engine?.close().catch(() => {}); // what was asked is done, or has failed
  }
}

/** Every row in the order of its key, with the columns of a backup. */
async function readAll(db: Kysely<Tables>, table: BackupTable): Promise<Record<string, unknown>[]> {
  const { key, rest } = TABLES[table];
  const columns = sql.join([...key, ...rest].map((name) => sql.ref(name)));
  const order = sql.join(key.map((name) => sql.ref(name)));
  const query = sql<Record<string, unknown>>`select ${columns} from ${sql.table(table)} order by ${order}`;
  return (await query.execute(db)).rows;
}
