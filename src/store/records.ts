import type { Kysely } from 'kysely';
import { StoreError } from './errors.ts';
import { decode, encode, type Report } from './json.ts';
import type { Tables } from './schema.ts';
import type { KeptRecord } from './types.ts';

/** Where records of one kind stand. */
interface Shelf {
  readonly workspace: string;
  readonly kind: string;
}

/** The records of a kind, the newest first; `max` of them. One that cannot be read is left out, and reported. */
export async function readRecords(
  db: Kysely<Tables>,
  { workspace, kind }: Shelf,
  report: Report,
  max: number = Number.MAX_SAFE_INTEGER,
): Promise<readonly KeptRecord[]> {
  const rows = await db
    .selectFrom('records')
    .select(['id', 'value', 'version', 'at'])
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(max)
    .execute();
  return rows.flatMap((row) => recordOf(row, { workspace, kind }, report) ?? []);
}

/** One record. */
export async function readRecord(
  db: Kysely<Tables>,
  { workspace, kind, id }: Shelf & { id: string },
  report: Report,
): Promise<KeptRecord | undefined> {
  const row = await readText(db, { workspace, kind, id });
  return row && recordOf({ ...row, id }, { workspace, kind }, report);
}

function readText(db: Kysely<Tables>, { workspace, kind, id }: Shelf & { id: string }) {
  return db
    .selectFrom('records')
    .select(['value', 'version', 'at'])
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
}

function recordOf(
  { id, value: text, version, at }: { id: string; value: string; version: number; at: number },
  { workspace, kind }: Shelf,
  report: Report,
): KeptRecord | undefined {
  const value = decode(text, `records of ${workspace}: ${kind} ${id}`, report);
  return value === undefined ? undefined : { id, value, version, at: Number(at) };
}

/** What a step makes of a record's value; undefined leaves it. */
type Step<T> = (value: unknown, record: KeptRecord | undefined) => T | undefined;

/** Of two who insert the same record one begins anew, and then finds the other's. */
const MAX_TRIES = 20;

/** Reads a record, and writes what `step` makes of it; a record keeps the time at which it was first written. */
export async function updateRecord<T>(
  db: Kysely<Tables>,
  { workspace, kind, id, at }: Shelf & { id: string; at: number },
  step: Step<T>,
): Promise<{ readonly before: unknown; readonly after: T } | undefined> {
  const key = { workspace, kind, id };
  for (let i = 0; i < MAX_TRIES; i++) {
    const row = await readText(db, key);
    // What cannot be read is as good as not there, and must not stand in the way for ever.
    const record = row && recordOf({ ...row, id }, key, () => {});
    const after = step(record?.value, record);
    if (after === undefined) return undefined;
    const value = encode(after);
    const written = row
      ? await overwrite(db, { ...key, value, version: row.version })
      : await insert(db, { ...key, value, version: 1, at });
    if (written) return { before: record?.value, after };
  }
  throw new StoreError('busy');
}

async function insert(db: Kysely<Tables>, row: Tables['records']): Promise<boolean> {
  const { numInsertedOrUpdatedRows: inserted } = await db
    .insertInto('records')
    .values(row)
    .onConflict((same) => same.columns(['workspace', 'kind', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(inserted ?? 0) > 0;
}

async function overwrite(db: Kysely<Tables>, row: Omit<Tables['records'], 'at'>): Promise<boolean> {
  const { numUpdatedRows: updated } = await db
    .updateTable('records')
    .set({ value: row.value, version: row.version + 1 })
    .where('workspace', '=', row.workspace)
    .where('kind', '=', row.kind)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return Number(updated) > 0;
}

const BATCH = 500;

/** Removes records by their ids. */
export async function removeRecords(
  db: Kysely<Tables>,
  { workspace, kind }: Shelf,
  ids: readonly string[],
): Promise<void> {
  for (let i = 0; i < ids.length; i += BATCH) {
    await db
      .deleteFrom('records')
      .where('workspace', '=', workspace)
      .where('kind', '=', kind)
      .where('id', 'in', ids.slice(i, i + BATCH))
      .execute();
  }
}

/** Removes the records of a kind that are older than a time. */
export async function removeOldRecords(
  db: Kysely<Tables>,
  { workspace, kind }: Shelf,
  before: number,
): Promise<void> {
  await db
    .deleteFrom('records')
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('at', '<', before)
    .execute();
}

/** The workspaces of which records are kept. */
export async function readWorkspaces(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('records').select('workspace').distinct().orderBy('workspace').execute();
  return rows.map(({ workspace }) => workspace);
}
