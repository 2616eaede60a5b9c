import {
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import Database from 'libsql';
import { retryWhileBusy } from './busy.ts';
import type { Engine, Opening } from './engine.ts';
import { migrate, readVersion, refuseNewer } from './migrations.ts';
import type { Tables } from './schema.ts';
import { createPrivately, isMarked, markFile, removeLeftovers } from './sqlite-file.ts';
import { keepStatements } from './statements.ts';

/** Between two tries to scrub the file, in milliseconds; each waits twice as long as the one before. */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 10 * 60 * 1_000;
/** A file of this size is written anew in well under a second, and the process stands still for it. */
const SMALL = 64 * 1024 * 1024;

/** Opens the file, or a database in memory without one, and brings it up to date. */
export async function openSqlite(
  file: string | undefined,
  { changed = () => {}, asIs = false }: Opening = {},
): Promise<Engine> {
  if (file !== undefined && !asIs) await createPrivately(file);
  const database = new Database(file ?? ':memory:');
  const db = new Kysely<Tables>({ dialect: dialectOf(database) });
  try {
    await retryWhileBusy(async () => prepare(database));
    if (!asIs) await retryWhileBusy(() => db.transaction().execute(migrate));
  } catch (error) {
    database.close();
    throw error;
  }
  // What was read from a file that stood here before is no longer so.
  changed(undefined);

  const mark = file === undefined ? undefined : markFile(file);
  const version = database.prepare('pragma data_version');
  let known = readDataVersion(version);
  let scrubbing: NodeJS.Timeout | undefined;
  let stained = false;

  /** Alone with the connection: in the middle of a transaction it would be refused. */
  async function scrub(pause: number = FIRST_PAUSE): Promise<void> {
    clearTimeout(scrubbing);
    const work = async () => {
      if (stained && sizeOf(database) <= SMALL) database.exec('vacuum');
      stained = false;
      return checkpoint(database);
    };
    const clean = await db
      .connection()
      .execute(work)
      .catch(() => false);
    if (clean) return;
    // Somebody is at it, or reads what was there before.
    const next = Math.min(pause * 2, LONGEST_PAUSE);
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
    trusted() {
      // It moves when another connection has written to the file.
      const now = readDataVersion(version);
      if (now !== known) changed(undefined);
      known = now;
      return now !== undefined;
    },
    moved: () => file !== undefined && !isMarked(file, mark),
    scrub() {
      stained = true;
      return scrub();
    },
    async close() {
      const moved = file !== undefined && !isMarked(file, mark);
      if (!moved && !asIs) await scrub();
      clearTimeout(scrubbing);
      await db.destroy();
      if (moved && mark !== undefined) await removeLeftovers(file, mark);
    },
  };
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

function readDataVersion(version: Database.Statement): number | undefined {
  try {
    const [row] = version.all() as { data_version: number }[];
    return row?.data_version;
  } catch {
    return undefined;
  }
}

function dialectOf(database: Database.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new LockingDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/**
 * Takes the lock for writing when a transaction begins, so that none fails half-way for want of it. A prepared
 * statement that finds the database locked stays in progress and lets no transaction commit; exec does not.
 */
class LockingDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database: keepStatements(database) as unknown as SqliteDatabase });
    this.#database = database;
  }

  override async beginTransaction(_connection: DatabaseConnection, settings?: TransactionSettings) {
    this.#database.exec(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate');
  }

  override async commitTransaction() {
    this.#database.exec('commit');
  }

  override async rollbackTransaction() {
    // After some errors SQLite has rolled back already; the first error is the one to tell.
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }
}
