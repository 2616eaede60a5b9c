import type { Kysely } from 'kysely';
import { type Part, writePart } from './parts.ts';
import { forgetInRecords } from './records.ts';
import type { Tables } from './schema.ts';
import type { Holder } from './types.ts';

/** Removes what belongs to a person from a workspace; tells how many things that were. */
export async function forgetPerson(db: Kysely<Tables>, workspace: string, person: string): Promise<number> {
  const homes = await db
    .deleteFrom('homes')
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .executeTakeFirst();
  const overrides = await db
    .updateTable('overrides')
    .set({ by: null })
    .where('workspace', '=', workspace)
    .where('by', '=', person)
    .executeTakeFirst();
  const journeys = await db
    .deleteFrom('journeys')
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .executeTakeFirst();
  await db.deleteFrom('names').where('workspace', '=', workspace).where('id', '=', person).execute();
  // A setting that is this person, such as who looks after something.
  const settings = await db
    .deleteFrom('settings')
    .where('workspace', '=', workspace)
    .where('value', '=', JSON.stringify(person))
    .executeTakeFirst();
  const inRecords = await forgetInRecords(db, workspace, person, mentioning(person));
  const inJourneys = await forgetInJourneys(db, workspace, person);
  const inRoles = await forgetInAssignments(db, workspace, person);
  const inChanges = await forgetInChanges(db, workspace, person);
  return (
    Number(homes.numDeletedRows) +
    Number(overrides.numUpdatedRows) +
    Number(journeys.numDeletedRows) +
    Number(settings.numDeletedRows) +
    inJourneys +
    inRecords +
    inRoles +
    inChanges
  );
}

/** Others whom this person has invited: who it was is no longer known. */
async function forgetInJourneys(db: Kysely<Tables>, workspace: string, person: string) {
  const rows = await db
    .selectFrom('journeys')
    .select(['person', 'value', 'version'])
    .where('workspace', '=', workspace)
    .where('value', 'like', mentioning(person))
    .execute();
  const invited = rows.flatMap((row) => {
    const { by, ...rest } = JSON.parse(row.value) as Record<string, unknown>;
    return by === person ? [{ ...row, value: JSON.stringify(rest) }] : [];
  });
  for (const { person: other, value, version } of invited) {
    await db
      .updateTable('journeys')
      .set({ value, version: version + 1 })
      .where('workspace', '=', workspace)
      .where('person', '=', other)
      .execute();
  }
  return invited.length;
}

async function forgetInAssignments(db: Kysely<Tables>, workspace: string, person: string) {
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .where('workspace', '=', workspace)
    .where((any) => any.or([any('by', '=', person), any('holders', 'like', mentioning(person))]))
    .execute();
  let count = 0;
  for (const row of rows) {
    const before = JSON.parse(row.holders) as Holder[];
    const holders = without(before, person);
    if (row.by !== person && holders.length === before.length) continue;
    count += 1;
    const place = { workspace, channel: row.channel };
    const nobody = holders.length === 0 && row.note === '';
    const by = row.by === person ? null : row.by;
    const value = nobody ? null : { holders, note: row.note, since: row.since, by };
    await writePart(db, place, { role: row.role, value });
  }
  return count;
}

async function forgetInChanges(db: Kysely<Tables>, workspace: string, person: string) {
  const rows = await db
    .selectFrom('changes')
    .selectAll()
    .where('workspace', '=', workspace)
    .where((any) =>
      any.or([
        any('by', '=', person),
        any('undone_by', '=', person),
        any('before', 'like', mentioning(person)),
        any('after', 'like', mentioning(person)),
      ]),
    )
    .execute();
  let count = 0;
  for (const { id, ...row } of rows) {
    const cleaned = {
      by: row.by === person ? null : row.by,
      undone_by: row.undone_by === person ? null : row.undone_by,
      before: JSON.stringify(forgetInParts(JSON.parse(row.before), person)),
      after: JSON.stringify(forgetInParts(JSON.parse(row.after), person)),
    };
    const { by, undone_by, before, after } = row;
    if (JSON.stringify(cleaned) === JSON.stringify({ by, undone_by, before, after })) continue;
    count += 1;
    await db
      .updateTable('changes')
      .set(cleaned)
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute();
  }
  return count;
}

function forgetInParts(parts: Part[], person: string): Part[] {
  return parts.map((part): Part => {
    if (part.value === null) return part;
    const by = part.value.by === person ? null : part.value.by;
    if ('topic' in part) return { topic: part.topic, value: { ...part.value, by } };
    const holders = without(part.value.holders, person);
    const nobody = holders.length === 0 && part.value.note === '';
    return { role: part.role, value: nobody ? null : { ...part.value, holders, by } };
  });
}

function without(holders: readonly Holder[], person: string): Holder[] {
  return holders.filter(({ kind, id }) => kind !== 'user' || id !== person);
}

/** Finds the person's id in JSON; what it finds too much is looked at again. */
function mentioning(person: string): string {
  return `%${JSON.stringify(person).replaceAll('\\', '_')}%`;
}
