import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import { retryWhileBusy } from './busy.ts';
import type { Engine, Opening, Work } from './engine.ts';
import { asStoreError, troubleError } from './errors.ts';
import { CHANNEL, listen } from './listen.ts';
import { migrate, readVersion, refuseNewer } from './migrations.ts';
import type { Tables } from './schema.ts';
import { createTurns } from './turns.ts';

const BIGINT = 20;
const PATIENCE = 2_000;
/** A change of large tables takes its time, and so does waiting for another instance that is at it. */
const MIGRATING = 10 * 60 * 1_000;

/** Connects to PostgreSQL and brings it up to date. */
export async function openPostgres(
  url: string,
  { changed = () => {}, patience = PATIENCE, asIs = false }: Opening = {},
): Promise<Engine> {
  const common: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
    application_name: 'whoowns',
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  };
  if (!asIs) await bringUpToDate({ ...common, statement_timeout: MIGRATING, query_timeout: MIGRATING });
  const config = { ...common, statement_timeout: patience, query_timeout: patience };
  const db = openPool(config, 5);
  const takeTurn = createTurns(PATIENCE);
  const write = <T>(workspace: string | undefined, work: Work<T>) =>
    retryWhileBusy(() =>
      db.transaction().execute(async (transaction) => {
        if (workspace === undefined) {
          refuseNewer(await readVersion(transaction));
          return work(transaction);
        }
        await lock(transaction, workspace);
        const result = await work(transaction);
        await sql`select pg_notify(${CHANNEL}, ${workspace})`.execute(transaction);
        return result;
      }),
    );
  const listener = await listen(config, changed);
  return {
    read: (work) =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    // In turns, so that many changes of one workspace do not take the connections away from all others.
    write: (workspace, work) =>
      workspace === undefined ? write(workspace, work) : takeTurn(workspace, () => write(workspace, work)),
    trusted: () => listener.up(),
    // What is left of removed rows is PostgreSQL's own to clear away (autovacuum).
    scrub: async () => {},
    moved: () => false,
    async close() {
      await listener.close();
      await db.destroy();
    },
  };
}

/** Takes the workspace for this transaction, without waiting on the connection where another instance has it. */
async function lock(transaction: Kysely<Tables>, workspace: string): Promise<void> {
  const { rows } = await sql<{ locked: boolean; version: number }>`
    select pg_try_advisory_xact_lock(hashtext('whoowns'), hashtext(${workspace})) as locked,
      (select version from schema_version limit 1) as version`.execute(transaction);
  const [row] = rows;
  refuseNewer(Number(row?.version ?? 0));
  if (!row?.locked) throw troubleError('busy');
}

async function bringUpToDate(config: pg.PoolConfig): Promise<void> {
  const db = openPool(config, 1);
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('whoowns migrations'))`.execute(transaction);
      await migrate(transaction);
    });
  } finally {
    await db.destroy().catch(() => {});
  }
}

function openPool(config: pg.PoolConfig, max: number): Kysely<Tables> {
  const pool = new pg.Pool({ ...config, max });
  // A connection that breaks while it rests is replaced by the pool.
  pool.on('error', () => {});
  return new Kysely<Tables>({ dialect: dialectOf(pool) });
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
