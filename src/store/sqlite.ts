import { chmod, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
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
import type { Engine } from './engine.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { keepStatements } from './statements.ts';

// The driver blocks the process while it waits for another's lock, so it waits little and is asked again.
const BUSY_TIMEOUT = 20;

/** Opens the file, or a database in memory without one, and brings it up to date. */
export async function openSqlite(
  file: string | undefined,
  changed: (workspace: undefined) => void = () => {},
): Promise<Engine> {
  if (file !== undefined) await createPrivately(file);
  const database = new Database(file ?? ':memory:');
  const db = new Kysely<Tables>({ dialect: dialectOf(database) });
  try {
    await retryWhileBusy(async () => prepare(database));
    await retryWhileBusy(() => db.transaction().execute(migrate));
  } catch (error) {
    database.close();
    throw error;
  }

  const version = database.prepare('pragma data_version');
  let known = readVersion(version);
  return {
    read: (work) => retryWhileBusy(() => db.transaction().setAccessMode('read only').execute(work)),
    write: (_workspace, work) => retryWhileBusy(() => db.transaction().execute(work)),
    trusted() {
      // It moves when another connection has written to the file.
      const now = readVersion(version);
      if (now !== known) changed(undefined);
      known = now;
      return now !== undefined;
    },
    close: () => db.destroy(),
  };
}

/** Only its owner may read the memory; the files beside it take their rights from it. */
async function createPrivately(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await (await open(file, 'a', 0o600)).close();
  await chmod(file, 0o600);
}

function prepare(database: Database.Database): void {
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
}

function readVersion(version: Database.Statement): number | undefined {
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
