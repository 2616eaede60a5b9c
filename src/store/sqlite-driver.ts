import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import type Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { checkParameters } from './columns.ts';

const MAX_STATEMENTS = 200;

/** Kysely's dialect for libsql. */
export function sqliteDialect(database: Database.Database): Dialect {
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

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      async executeQuery(query) {
        checkParameters(query.parameters);
        return connection.executeQuery(query);
      },
      streamQuery: connection.streamQuery.bind(connection),
    };
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

/**
 * Prepares each text once. The driver's own memory is freed only when Node's collector comes by, and that sees nothing
 * of it: with a new statement for each query the process grows by gigabytes.
 */
function keepStatements(database: Database.Database) {
  const statements = new LRUCache<string, Database.Statement>({ max: MAX_STATEMENTS });
  return {
    prepare(text: string): Database.Statement {
      const statement = statements.get(text) ?? database.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close(): void {
      statements.clear();
      database.close();
    },
  };
}
