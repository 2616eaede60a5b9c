import type { Kysely } from 'kysely';
import { decode, encode, having, type Report } from './columns.ts';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';
import type { KeptRecord } from './types.ts';

type Row = Tables['records'];
type Shelf = Pick<Row, 'workspace' | 'kind'>;
export type RecordKey = Shelf & Pick<Row, 'id'>;

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
export async function readRecord(db: Kysely<Tables>, key: RecordKey, report: Report) {
  const row = await readRow(db, key);
  return row && recordOf(row, report);
}

function readRow(db: Kysely<Tables>, key: RecordKey) {
  return db.selectFrom('records').selectAll().where(having(key)).executeTakeFirst();
}

function recordOf({ workspace, kind, ...row }: Row, report: Report): KeptRecord | undefined {
  const value = decode(row.value, `records of ${workspace}: ${kind} ${row.id}`, report);
  return value === undefined ? undefined : { ...row, value, at: Number(row.at) };
}

/**
 * Reads a record, and writes what `step` makes of it; a record keeps the time at which it was first written. Gives what
 * the step throws.
 */
export async function updateRecord<T>(
  db: Kysely<Tables>,
  { workspace, kind, id, at }: RecordKey & { at: number },
  step: Step<T>,
): Promise<{ readonly before: unknown; readonly after: T } | { readonly thrown: unknown } | undefined> {
  const key = { workspace, kind, id };
  for (let i = 0; i < MAX_TRIES; i++) {
    const row = await readRow(db, key);
    // What cannot be read is as good as not there, and must not stand in the way for ever.
    const record = row && recordOf(row, () => {});
    let after: T | undefined;
    try {
      after = step(record?.value, record);
    } catch (thrown) {
      return { thrown };
    }
    if (after === undefined) return undefined;
    const value = encode(after);
    // Nothing is written where another has been here since.
    const written = row
      ? db
          .updateTable('records')
          .set({ value, version: row.version + 1 })
          .where(having({ ...key, version: row.version }))
          .returning('id')
      : db
          .insertInto('records')
          .values({ ...key, value, version: 1, at })
          .onConflict((same) => same.columns(['workspace', 'kind', 'id']).doNothing())
          .returning('id');
    if ((await written.execute()).length > 0) return { before: record?.value, after };
  }
  throw new StoreError('busy');
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
