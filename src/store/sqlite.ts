import { createRequire } from 'node:module';
import { Kysely } from 'kysely';
import type Database from 'libsql';
import type { Engine, Opening } from './engine.ts';
import { StoreError } from './errors.ts';
import { migrate, readVersion, refuseNewer } from './migrations.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite-driver.ts';
import { createPrivately, refuseOther } from './sqlite-file.ts';
import { retryWhileBusy } from './turns.ts';

/** Between two tries to scrub the file; each waits twice as long as the one before. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60 * 1_000;
/** Between two looks whether another process has written to the file, such as a restore. */
const WATCH_MS = 500;
/** A file of this size is written anew in well under a second, and the process stands still for it. */
const SMALL_BYTES = 64 * 1024 * 1024;

/** Opens the file, or a database in memory without one, and brings it up to date. */
export async function openSqlite(
  file: string | undefined,
  { changed = () => {}, asIs = false }: Opening = {},
): Promise<Engine> {
  if (file !== undefined) await (asIs ? refuseOther(file) : createPrivately(file));
  const database = new (loadDriver())(file ?? ':memory:');
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) });
  try {
    await retryWhileBusy(async () => prepare(database));
    if (!asIs) await retryWhileBusy(() => db.transaction().execute(migrate));
  } catch (error) {
    database.close();
    throw error;
  }
  const unwatch = file === undefined ? () => {} : watch(database, changed);
  let scrubbing: NodeJS.Timeout | undefined;
  let stained = false;

  /** Alone with the connection: in the middle of a transaction it would be refused. */
  async function scrub(pause: number = FIRST_PAUSE_MS): Promise<void> {
    clearTimeout(scrubbing);
    const work = async () => {
      if (stained && sizeOf(database) <= SMALL_BYTES) database.exec('vacuum');
      stained = false;
      return checkpoint(database);
    };
    const clean = await db
      .connection()
      .execute(work)
      .catch(() => false);
    if (clean) return;
    // Somebody is at it, or reads what was there before.
    const next = Math.min(pause * 2, LONGEST_PAUSE_MS);
    scrubbing = setTimeout(() => void scrub(next), pause).unref();
  }

  return {
    read: (work) => retryWhileBusy(() => db.transaction().setAccessMode('read only').execute(work)),
    write: (_workspace, work) =>
      retryWhileBusy(() =>
        db.transaction().execute(async (transaction) => {
          refuseNewer(await readVersion(transaction));
          return work(transaction);
        }),
      ),
    // In a transaction all the same: see LockingDriver.
    single: (work) => retryWhileBusy(() => db.transaction().execute(work)),
    isCurrent: () => true,
    scrub() {
      stained = true;
      return scrub();
    },
    async close() {
      unwatch();
      if (!asIs) await scrub();
      clearTimeout(scrubbing);
      await db.destroy();
    },
  };
}

/**
 * libsql has a native part for each platform, and throws while it is loaded where that is missing. Imported, this would
 * end the process in Node 20 although the import is awaited and its error caught.
 */
function loadDriver(): typeof Database {
  try {
    return createRequire(import.meta.url)('libsql');
  } catch (error) {
    throw new StoreError('no-driver', `SQLite for ${process.platform} on ${process.arch}`, error);
  }
}

function prepare(database: Database.Database): void {
  // While it waits for another's lock the driver blocks the process, so it does not wait and is asked again.
  database.pragma('busy_timeout = 0');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What is removed is overwritten, and not only marked as free. Copies that were left where SQLite has moved rows
  // between pages are not: those go when the file is written anew.
  database.pragma('secure_delete = ON');
}

/** Tells when another connection has written to the file, without a question for each answer. Gives what ends it. */
function watch(database: Database.Database, changed: (workspace: undefined) => void): () => void {
  const statement = database.prepare('pragma data_version');
  const read = () => {
    try {
      return (statement.all() as { data_version: number }[])[0]?.data_version;
    } catch {
      return undefined; // whoever reads next hears why
    }
  };
  let known = read();
  const timer = setInterval(() => {
    const version = read();
    if (version !== known) changed(undefined);
    known = version;
  }, WATCH_MS).unref();
  return () => clearInterval(timer);
}

function sizeOf(database: Database.Database): number {
  const [row] = database
    .prepare('select page_count * page_size as size from pragma_page_count, pragma_page_size')
    .all() as { size: number }[];
  return row?.size ?? 0;
}

/** Brings the log into the file and empties it, so that nothing older is left in either. False where others are at it. */
function checkpoint(database: Database.Database): boolean {
  const [row] = database.prepare('pragma wal_checkpoint(TRUNCATE)').all() as { busy: number }[];
  return row?.busy === 0;
}
