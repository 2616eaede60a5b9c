import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import { retryWhileBusy } from './busy.ts';
import type { Engine } from './engine.ts';
import { asStoreError } from './errors.ts';
import { CHANNEL, listen } from './listen.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';

const BIGINT = 20;
const PATIENCE = 2_000;

/** Connects to PostgreSQL and brings it up to date; `patience` is how long a query may take, in milliseconds, 0 for ever. */
export async function openPostgres(
  url: string,
  changed: (workspace: string | undefined) => void = () => {},
  patience: number = PATIENCE,
): Promise<Engine> {
  const config: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: PATIENCE,
    statement_timeout: patience,
    query_timeout: patience,
    keepAlive: true,
    application_name: 'whoowns',
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  };
  const pool = new pg.Pool({ ...config, max: 5 });
  // A connection that breaks while it rests is replaced by the pool.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: dialectOf(pool) });
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('whoowns migrations'))`.execute(transaction);
      await migrate(transaction);
    });
  } catch (error) {
    await db.destroy().catch(() => {});
    throw error;
  }
  const listener = await listen(config, changed);
  return {
    read: (work) =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    write: (workspace, work) =>
      retryWhileBusy(() =>
        db.transaction().execute(async (transaction) => {
          if (workspace === undefined) return work(transaction);
          await sql`select pg_advisory_xact_lock(hashtext('whoowns'), hashtext(${workspace}))`.execute(
            transaction,
          );
          const result = await work(transaction);
          await sql`select pg_notify(${CHANNEL}, ${workspace})`.execute(transaction);
          return result;
        }),
      ),
    trusted: () => listener.up(),
    async close() {
      await listener.close();
      await db.destroy();
    },
  };
}

/** Times are numbers: none of them is too large to be one. */
function parserOf(oid: number, format?: 'text'): (value: string) => unknown {
  return oid === BIGINT ? Number : pg.types.getTypeParser(oid, format);
}

function dialectOf(pool: pg.Pool): PostgresDialect {
  const steady: PostgresPool = {
    connect: async () => droppingBroken(await pool.connect()),
    end: () => pool.end(),
  };
  return new PostgresDialect({ pool: steady });
}

/** A connection that failed is asked no more, not even to roll back, and not used again. */
function droppingBroken(client: pg.PoolClient): PostgresPoolClient {
  let broken: unknown;
  const notice = (error: unknown) => {
    broken ??= error;
  };
  client.on('error', notice);
  return {
    async query(text: string, parameters: readonly unknown[]) {
      if (broken !== undefined) throw broken;
      try {
        return await client.query(text, [...parameters]);
      } catch (error) {
        if (asStoreError(error).kind === 'unavailable') notice(error);
        throw error;
      }
    },
    release() {
      client.off('error', notice);
      client.release(broken !== undefined);
    },
  } as unknown as PostgresPoolClient;
}
