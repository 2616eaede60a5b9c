import type { Kysely } from 'kysely';
import { decode, encode, type Report } from './json.ts';
import type { Tables } from './schema.ts';
import type { Kept } from './types.ts';

/** What is kept of one person's journey. */
export async function readJourney(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
  report: Report,
): Promise<Kept | undefined> {
  const row = await db
    .selectFrom('journeys')
    .select(['value', 'version'])
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .executeTakeFirst();
  return row && keptOf({ ...row, person }, workspace, report);
}

/** All journeys of a workspace, the newest first. */
export async function readJourneys(
  db: Kysely<Tables>,
  workspace: string,
  report: Report,
): Promise<readonly Kept[]> {
  const rows = await db
    .selectFrom('journeys')
    .select(['person', 'value', 'version'])
    .where('workspace', '=', workspace)
    .orderBy('at', 'desc')
    .execute();
  return rows.flatMap((row) => keptOf(row, workspace, report) ?? []);
}

function keptOf(
  { person, value: text, version }: { person: string; value: string; version: number },
  workspace: string,
  report: Report,
): Kept | undefined {
  const value = decode(text, `journeys of ${workspace}`, report);
  return value === undefined ? undefined : { person, value, version };
}

/** Keeps a journey where it is still at this version; of two who write at once, one gets true. */
export async function saveJourney(
  db: Kysely<Tables>,
  { workspace, person, value, version, at }: Kept & { workspace: string; at: number },
): Promise<boolean> {
  const text = encode(value);
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
