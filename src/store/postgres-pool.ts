import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { checkParameters } from './columns.ts';
import { asStoreError } from './errors.ts';
import type { Tables } from './schema.ts';

const BIGINT = 20;

/** Opens a pool of at most so many connections; a broken one is replaced. */
export function openPool(config: pg.PoolConfig, max: number): Kysely<Tables> {
  const pool = new pg.Pool({
    ...config,
    max,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // A connection that breaks while it rests is replaced by the pool.
  pool.on('error', () => {});
  const steady: PostgresPool = {
    connect: async () => droppingBroken(await pool.connect()),
    end: () => pool.end(),
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: steady }) });
}

/** Times are numbers: none of them is too large to be one. */
function parserOf(oid: number, format?: 'text'): (value: string) => unknown {
  return oid === BIGINT ? Number : pg.types.getTypeParser(oid, format);
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
      checkParameters(parameters);
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
