import type { Kysely } from 'kysely';
import { decode, encode, having, type Report } from './columns.ts';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';
import type { KeptRecord } from './types.ts';

type Row = Tables['records'];
type Shelf = Pick<Row, 'workspace' | 'kind'>;
type Key = Shelf & Pick<Row, 'id'>;

/** Makes the new value of a record; undefined leaves it as it is. */
export type Step<T> = (value: unknown, record: KeptRecord | undefined) => T | undefined;

/** Two who insert the same record begin anew, and each update waits for the one before: so many can be ahead. */
const MAX_TRIES = 20;
const MAX_IN_BATCH = 500;

/** The records of a kind, the newest first; `max` of them. One that cannot be read is left out, and reported. */
export async function readRecords(
  db: Kysely<Tables>,
  shelf: Shelf,
  report: Report,
  max: number = Number.MAX_SAFE_INTEGER,
): Promise<readonly KeptRecord[]> {
  const rows = await db
    .selectFrom('records')
    .selectAll()
    .where(having(shelf))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(max)
    .execute();
  return rows.flatMap((row) => recordOf(row, report) ?? []);
}

/** One record. */
export async function readRecord(
  db: Kysely<Tables>,
  key: Key,
  report: Report,
): Promise<KeptRecord | undefined> {
  const row = await readRow(db, key);
  return row && recordOf(row, report);
}

function readRow(db: Kysely<Tables>, key: Key): Promise<Row | undefined> {
  return db.selectFrom('records').selectAll().where(having(key)).executeTakeFirst();
}

function recordOf({ workspace, kind, ...row }: Row, report: Report): KeptRecord | undefined {
  const value = decode(row.value, `records of ${workspace}: ${kind} ${row.id}`, report);
  return value === undefined ? undefined : { ...row, value, at: Number(row.at) };
}

/** Reads a record, and writes what `step` makes of it; a record keeps the time at which it was first written. */
export async function updateRecord<T>(
  db: Kysely<Tables>,
  { workspace, kind, id, at }: Key & { at: number },
  step: Step<T>,
): Promise<{ readonly before: unknown; readonly after: T } | undefined> {
  const key = { workspace, kind, id };
  for (let i = 0; i < MAX_TRIES; i++) {
    const row = await readRow(db, key);
    // What cannot be read is as good as not there, and must not stand in the way for ever.
    const record = row && recordOf(row, () => {});
    const after = step(record?.value, record);
    if (after === undefined) return undefined;
    const value = encode(after);
    const written = row
      ? await overwrite(db, { ...key, version: row.version }, value)
      : await insert(db, { ...key, value, version: 1, at });
    if (written) return { before: record?.value, after };
  }
  throw new StoreError('busy');
}

async function insert(db: Kysely<Tables>, row: Row): Promise<boolean> {
  const { numInsertedOrUpdatedRows: inserted } = await db
    .insertInto('records')
    .values(row)
    .onConflict((same) => same.columns(['workspace', 'kind', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(inserted ?? 0) > 0;
}

async function overwrite(
  db: Kysely<Tables>,
  was: Key & { version: number },
  value: string,
): Promise<boolean> {
  const { numUpdatedRows: updated } = await db
    .updateTable('records')
    .set({ value, version: was.version + 1 })
    .where(having(was))
    .executeTakeFirst();
  return Number(updated) > 0;
}

/** Removes records by their ids. */
export async function removeRecords(db: Kysely<Tables>, shelf: Shelf, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += MAX_IN_BATCH) {
    const batch = ids.slice(i, i + MAX_IN_BATCH);
    await db.deleteFrom('records').where(having(shelf)).where('id', 'in', batch).execute();
  }
}

/** Removes the records of a kind that are older than a time. */
export async function removeOldRecords(db: Kysely<Tables>, shelf: Shelf, before: number): Promise<void> {
  await db.deleteFrom('records').where(having(shelf)).where('at', '<', before).execute();
}

/** The workspaces of which records are kept. */
export async function readWorkspaces(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('records').select('workspace').distinct().orderBy('workspace').execute();
  return rows.map(({ workspace }) => workspace);
}
