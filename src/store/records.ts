import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { KeptRecord } from './types.ts';

/** Where records of one kind stand. */
interface Shelf {
  readonly workspace: string;
  readonly kind: string;
}

/** The records of a kind, the newest first; `most` of them. */
export async function readRecords(
  db: Kysely<Tables>,
  { workspace, kind }: Shelf,
  most: number,
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
  return rows.map(({ id, value, version, at }) => ({
    id,
    value: JSON.parse(value),
    version,
    at: Number(at),
  }));
}

/** One record. */
export async function readRecord(
  db: Kysely<Tables>,
  { workspace, kind, id }: Shelf & { id: string },
): Promise<KeptRecord | undefined> {
  const row = await db
    .selectFrom('records')
    .select(['value', 'version', 'at'])
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { id, value: JSON.parse(row.value), version: row.version, at: Number(row.at) };
}

/** Keeps a record where it is still at this version; of two who write at once, one gets true. Its time is that of its first version. */
export async function saveRecord(
  db: Kysely<Tables>,
  { workspace, kind, id, value, version, at }: Shelf & KeptRecord,
): Promise<boolean> {
  // PostgreSQL cannot keep this one character, in JSON neither.
  const text = JSON.stringify(value).replaceAll('\\u0000', '');
  if (version === 0) {
    const { numInsertedOrUpdatedRows: inserted } = await db
      .insertInto('records')
      .values({ workspace, kind, id, value: text, version: 1, at })
      .onConflict((same) => same.columns(['workspace', 'kind', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    return Number(inserted ?? 0) > 0;
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

/** Adds one to each of these counts of a day. */
export async function addCounts(
  db: Kysely<Tables>,
  workspace: string,
  day: number,
  names: readonly string[],
): Promise<void> {
  // In one order always, so that two who count at once do not wait for each other in a circle.
  for (const name of [...names].sort()) {
    await db
      .insertInto('counts')
      .values({ workspace, day, name, count: 1 })
      .onConflict((same) =>
        same
          .columns(['workspace', 'day', 'name'])
          .doUpdateSet((is) => ({ count: is('counts.count', '+', 1) })),
      )
      .execute();
  }
}

/** The sum of each count from one day to another, both included. */
export async function sumCounts(
  db: Kysely<Tables>,
  workspace: string,
  from: number,
  to: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('counts')
    .select((is) => ['name', is.fn.sum<number>('count').as('sum')])
    .where('workspace', '=', workspace)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('name')
    .execute();
  return new Map(rows.map(({ name, sum }) => [name, Number(sum)]));
}

/** Takes a person out of whatever stands in a record: each text that is exactly their id. */
export async function forgetInRecords(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
  mentioning: string,
): Promise<number> {
  const rows = await db
    .selectFrom('records')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('value', 'like', mentioning)
    .execute();
  let count = 0;
  for (const { kind, id, value, version } of rows) {
    const cleaned = JSON.stringify(without(JSON.parse(value), person));
    if (cleaned === value) continue;
    count += 1;
    await db
      .updateTable('records')
      .set({ value: cleaned, version: version + 1 })
      .where('workspace', '=', workspace)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
  }
  return count;
}

function without(value: unknown, person: string): unknown {
  if (value === person) return null;
  if (Array.isArray(value))
    return value.filter((item) => item !== person).map((item) => without(item, person));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, without(inner, person)]);
  // Their name stands beside their id.
  const named = (value as { by?: unknown }).by === person;
  return Object.fromEntries(named ? entries.filter(([name]) => name !== 'byName') : entries);
}

/** The workspaces of which records are kept. */
export async function readWorkspaces(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('records').select('workspace').distinct().orderBy('workspace').execute();
  return rows.map(({ workspace }) => workspace);
}
