import type { Kysely } from 'kysely';
import { createEraser, type Eraser } from './eraser.ts';
import { forgetInChanges } from './forget-in-changes.ts';
import { forgetInRecords, namesInRecords } from './forget-in-records.ts';
import { decode, decodeAs, encode } from './json.ts';
import { HOLDERS, writePart } from './parts.ts';
import type { Tables } from './schema.ts';

/** Removes what belongs to a person from a workspace, also where they are named in what others wrote; tells how many things that were. */
export async function forgetPerson(db: Kysely<Tables>, workspace: string, person: string): Promise<number> {
  const eraser = createEraser(person, await namesOf(db, workspace, person));
  await db
    .deleteFrom('names')
    .where((is) => is.and({ workspace, id: person }))
    .execute();
  const removed = [
    await db
      .deleteFrom('homes')
      .where((is) => is.and({ workspace, person }))
      .executeTakeFirst(),
    // Such as how far they are with the tour.
    await db
      .deleteFrom('records')
      .where((is) => is.and({ workspace, id: person }))
      .executeTakeFirst(),
    // A setting that is this person, such as who looks after something.
    await db
      .deleteFrom('settings')
      .where((is) => is.and({ workspace, value: JSON.stringify(person) }))
      .executeTakeFirst(),
  ];
  const cleaned = [
    await forgetInSettings(db, workspace, person),
    await forgetInOverrides(db, workspace, eraser),
    await forgetInRecords(db, workspace, eraser),
    await forgetInAssignments(db, workspace, eraser),
    await forgetInChanges(db, workspace, eraser),
  ];
  const counts = [...removed.map(({ numDeletedRows }) => Number(numDeletedRows)), ...cleaned];
  return counts.reduce((sum, count) => sum + count, 0);
}

async function namesOf(db: Kysely<Tables>, workspace: string, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('names')
    .select('name')
    .where((is) => is.and({ workspace, id: person }))
    .execute();
  return [...rows.map(({ name }) => name), ...(await namesInRecords(db, workspace, person))];
}

/** Lists in which they are named, such as those who look after the bot. */
async function forgetInSettings(db: Kysely<Tables>, workspace: string, person: string) {
  const rows = await db.selectFrom('settings').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { name, value } of rows) {
    const list = decode(value);
    if (!Array.isArray(list) || !list.includes(person)) continue;
    count += 1;
    await db
      .updateTable('settings')
      .set({ value: encode(list.filter((one) => one !== person)) })
      .where((is) => is.and({ workspace, name }))
      .execute();
  }
  return count;
}

async function forgetInOverrides(db: Kysely<Tables>, workspace: string, { person, text }: Eraser) {
  const rows = await db.selectFrom('overrides').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { channel, topic, role, reason: written, since, by: author } of rows) {
    const by = author === person ? null : author;
    const reason = text(written);
    if (by === author && reason === written) continue;
    count += 1;
    await writePart(db, { workspace, channel }, { topic, value: { role, reason, since, by } });
  }
  return count;
}

async function forgetInAssignments(db: Kysely<Tables>, workspace: string, { person, text, without }: Eraser) {
  const rows = await db.selectFrom('assignments').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { channel, role, holders: who, note: written, since, by: author } of rows) {
    const before = decodeAs(HOLDERS, who) ?? [];
    const holders = without(before);
    const note = text(written);
    if (author !== person && note === written && holders.length === before.length) continue;
    count += 1;
    const by = author === person ? null : author;
    const isEmpty = holders.length === 0 && note === '';
    await writePart(
      db,
      { workspace, channel },
      { role, value: isEmpty ? null : { holders, note, since, by } },
    );
  }
  return count;
}
