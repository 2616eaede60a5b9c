import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { Kept } from './types.ts';

/** What is kept of one person's journey. */
export async function readJourney(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
): Promise<Kept | undefined> {
  const row = await db
    .selectFrom('journeys')
    .select(['value', 'version'])
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .executeTakeFirst();
  return row && { person, value: JSON.parse(row.value), version: row.version };
}

/** All journeys of a workspace, the newest first. */
export async function readJourneys(db: Kysely<Tables>, workspace: string): Promise<readonly Kept[]> {
  const rows = await db
    .selectFrom('journeys')
    .select(['person', 'value', 'version'])
    .where('workspace', '=', workspace)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ person, value, version }) => ({ person, value: JSON.parse(value), version }));
}

/** Keeps a journey where it is still at this version; of two who write at once, one gets true. */
export async function saveJourney(
  db: Kysely<Tables>,
  { workspace, person, value, version, at }: Kept & { workspace: string; at: number },
): Promise<boolean> {
  const text = JSON.stringify(value);
  if (version === 0) {
    const { numInsertedOrUpdatedRows: inserted } = await db
      .insertInto('journeys')
      .values({ workspace, person, value: text, version: 1, at })
      .onConflict((same) => same.columns(['workspace', 'person']).doNothing())
      .executeTakeFirstOrThrow();
    return Number(inserted ?? 0) > 0;
  }
  const { numUpdatedRows: updated } = await db
    .updateTable('journeys')
    .set({ value: text, version: version + 1, at })
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(updated) > 0;
}
