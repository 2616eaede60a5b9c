import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { Engine, Opening, Work } from './engine.ts';
import { StoreError } from './errors.ts';
import { CHANNEL, listen } from './listen.ts';
import { migrate, readVersion, refuseNewer } from './migrations.ts';
import { openPool } from './postgres-pool.ts';
import type { Tables } from './schema.ts';
import { createOneAtATime, retryWhileBusy } from './turns.ts';

const TIMEOUT_MS = 2_000;
/** A change of large tables takes its time, and so does waiting for another instance that is at it. */
const MIGRATION_TIMEOUT_MS = 10 * 60 * 1_000;

/** Connects to PostgreSQL and brings it up to date. */
export async function openPostgres(
  url: string,
  { changed = () => {}, timeoutMs = TIMEOUT_MS, asIs = false }: Opening = {},
): Promise<Engine> {
  const configFor = (statementMs: number): pg.PoolConfig => ({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    keepAlive: true,
    application_name: 'whoowns',
    statement_timeout: statementMs,
    query_timeout: statementMs,
  });
  if (!asIs) await bringUpToDate(configFor(MIGRATION_TIMEOUT_MS));
  const config = configFor(timeoutMs);
  const db = openPool(config, 5);
  // A claim keeps an answer waiting: it does not queue behind what others write.
  const single = openPool(config, 1);
  const oneAtATime = createOneAtATime(TIMEOUT_MS);
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
      workspace === undefined ? write(workspace, work) : oneAtATime(workspace, () => write(workspace, work)),
    single: (work) => work(single),
    isCurrent: listener.isCurrent,
    // What is left of removed rows is PostgreSQL's own to clear away (autovacuum).
    scrub: async () => {},
    async close() {
      await listener.close();
      await Promise.all([db.destroy(), single.destroy()]);
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
  if (!row?.locked) throw new StoreError('busy');
}

async function bringUpToDate(config: pg.PoolConfig): Promise<void> {
  const db = openPool(config, 1);
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('whoowns migrations'))`.execute(transaction);
      await migrate(transaction);
    });
  } finally {
    await db.destroy().catch(() => {}); // the error above is the one to tell
  }
}
