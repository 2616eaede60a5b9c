import type { Kysely } from 'kysely';
import { decode, encode, type Report } from './json.ts';
import type { Tables } from './schema.ts';
import type { KeptRecord } from './types.ts';

/** Where records of one kind stand. */
interface Shelf {
  readonly workspace: string;
  readonly kind: string;
}

/** The records of a kind, the newest first; `most` of them. One that cannot be read is left out, and reported. */
export async function readRecords(
  db: Kysely<Tables>,
  { workspace, kind }: Shelf,
  most: number,
  report: Report,
): Promise<readonly KeptRecord[]> {
  const rows = await db
    .selectFrom('records')
    .select(['id', 'value', 'version', 'at'])
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(most)
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

/** Keeps a record where it is still at this version; of two who write at once, one gets true. Its time is that of its first version. */
export async function saveRecord(
  db: Kysely<Tables>,
  { workspace, kind, id, value, version, at }: Shelf & KeptRecord,
): Promise<boolean> {
  const text = encode(value);
  if (version === 0) {
    const { numInsertedOrUpdatedRows: inserted } = await db
      .insertInto('records')
      .values({ workspace, kind, id, value: text, version: 1, at })
      .onConflict((same) => same.columns(['workspace', 'kind', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (Number(inserted ?? 0) > 0) return true;
    // What cannot be read is as good as not there, and must not stand in the way for ever.
    const there = await readText(db, { workspace, kind, id });
    if (there === undefined || decode(there.value, '') !== undefined) return false;
    return saveRecord(db, { workspace, kind, id, value, version: there.version, at });
  }
  const { numUpdatedRows: updated } = await db
    .updateTable('records')
    .set({ value: text, version: version + 1 })
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('version', '=', version)
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
