import { existsSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { type BackupTable, firstLine, lastLine, readBackup, TABLES, tablesOf } from './backup-format.ts';
import { ALL_WORKSPACES, type Engine, type Opening } from './engine.ts';
import { asStoreError, StoreError } from './errors.ts';
import { readVersion, refuseNewer, SCHEMA_VERSION } from './migrations.ts';
import { openEngine } from './open-engine.ts';
import type { Tables } from './schema.ts';
import { readStoreUrl, type StoreAddress } from './url.ts';

const BATCH = 500;

/**
 * Writes all of the memory as lines of JSON, as it is at one moment; the bot may be running, and tables of an older
 * version stay as they are. Each line is given without its end. Returns the number of rows. Throws a StoreError.
 */
export async function backUp(url: string, write: (line: string) => void | Promise<void>): Promise<number> {
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
      await write(firstLine(version));
      let count = 0;
      for (const table of tablesOf(version)) {
        for await (const row of rowsOf(db, table)) {
          await write(JSON.stringify({ table, row }));
          count += 1;
        }
      }
      await write(lastLine(count));
      return count;
    }),
  );
}

/**
 * Puts a backup of either engine into an empty database, all of it or nothing. Returns the number of rows.
 * Throws a StoreError.
 */
export async function restore(url: string, lines: Iterable<string> | AsyncIterable<string>): Promise<number> {
  return withEngine(readStoreUrl(url), {}, (engine) =>
    engine.write(ALL_WORKSPACES, async (db) => {
      await refuseFull(db);
      let count = 0;
      let batch: Record<string, unknown>[] = [];
      let current: BackupTable | undefined;
      const flush = async () => {
        if (current !== undefined && batch.length > 0) await insert(db, current, batch);
        batch = [];
      };
      for await (const { table, row } of readBackup(lines)) {
        if (table !== current || batch.length >= BATCH) await flush();
        current = table;
        batch.push(row);
        count += 1;
      }
      await flush();
      return count;
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
    await engine?.close().catch(() => {});
  }
}

/** Every row in the order of its key, a batch at a time. */
async function* rowsOf(
  db: Kysely<Tables>,
  table: BackupTable,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const { key, rest } = TABLES[table];
  const columns = sql.join([...key, ...rest].map((name) => sql.ref(name)));
  const names = sql.join(key.map((name) => sql.ref(name)));
  let last: Record<string, unknown> | undefined;
  for (;;) {
    const after: unknown[] = last === undefined ? [] : key.map((name) => last?.[name]);
    const where = after.length === 0 ? sql`` : sql`where (${names}) > (${sql.join(after)})`;
    const { rows } = await sql<Record<string, unknown>>`select ${columns} from ${sql.table(table)} ${where}
      order by ${names} limit ${sql.lit(BATCH)}`.execute(db);
    yield* rows;
    last = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}

async function insert(db: Kysely<Tables>, table: BackupTable, rows: readonly Record<string, unknown>[]) {
  // The columns were compared with those of the table when the lines were read.
  await db
    .insertInto(table as keyof Tables)
    .values(rows as never)
    .execute();
}

async function refuseFull(db: Kysely<Tables>): Promise<void> {
  for (const table of tablesOf(SCHEMA_VERSION)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length === 0) continue;
    throw new StoreError('not-empty');
  }
}
