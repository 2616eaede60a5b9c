import type { Kysely } from 'kysely';
import { createEraser, type Eraser } from './eraser.ts';
import { forgetInChanges } from './forget-in-changes.ts';
import { forgetInRecords, namesInRecords } from './forget-in-records.ts';
import { decode, encode } from './json.ts';
import { writePart } from './parts.ts';
import type { Tables } from './schema.ts';
import type { Holder } from './types.ts';

/** Removes what belongs to a person from a workspace, also where they are named in what others wrote; tells how many things that were. */
export async function forgetPerson(db: Kysely<Tables>, workspace: string, person: string): Promise<number> {
  const eraser = createEraser(person, await namesOf(db, workspace, person));
  const homes = await db
    .deleteFrom('homes')
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .executeTakeFirst();
  // Such as how far they are with the tour; what others wrote that names them is cleaned below.
  const records = await db
    .deleteFrom('records')
    .where('workspace', '=', workspace)
    .where('id', '=', person)
    .executeTakeFirst();
  await db.deleteFrom('names').where('workspace', '=', workspace).where('id', '=', person).execute();
  // A setting that is this person, such as who looks after something.
  const settings = await db
    .deleteFrom('settings')
    .where('workspace', '=', workspace)
    .where('value', '=', JSON.stringify(person))
    .executeTakeFirst();
  const elsewhere = [
    await forgetInSettings(db, workspace, person),
    await forgetInOverrides(db, workspace, eraser),
    await forgetInRecords(db, workspace, eraser),
    await forgetInAssignments(db, workspace, eraser),
    await forgetInChanges(db, workspace, eraser),
  ];
  const removed = [homes, records, settings].map(({ numDeletedRows }) => Number(numDeletedRows));
  return [...removed, ...elsewhere].reduce((sum, count) => sum + count, 0);
}

async function namesOf(db: Kysely<Tables>, workspace: string, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('names')
    .select('name')
    .where('workspace', '=', workspace)
    .where('id', '=', person)
    .execute();
  return [...rows.map(({ name }) => name), ...(await namesInRecords(db, workspace, person))];
}

/** Lists in which they are named, such as those who look after the bot. */
async function forgetInSettings(db: Kysely<Tables>, workspace: string, person: string) {
  const rows = await db.selectFrom('settings').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { name, value } of rows) {
    const list = decode(value, '');
    if (!Array.isArray(list) || !list.includes(person)) continue;
    count += 1;
    await db
      .updateTable('settings')
      .set({ value: encode(list.filter((one) => one !== person)) })
      .where('workspace', '=', workspace)
      .where('name', '=', name)
      .execute();
  }
  return count;
}

async function forgetInOverrides(db: Kysely<Tables>, workspace: string, { person, text }: Eraser) {
  const rows = await db.selectFrom('overrides').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { channel, topic, role, reason: said, since, by: who } of rows) {
    const by = who === person ? null : who;
    const reason = text(said);
    if (by === who && reason === said) continue;
    count += 1;
    await writePart(db, { workspace, channel }, { topic, value: { role, reason, since, by } });
  }
  return count;
}

async function forgetInAssignments(db: Kysely<Tables>, workspace: string, { person, text, without }: Eraser) {
  const rows = await db.selectFrom('assignments').selectAll().where('workspace', '=', workspace).execute();
  let count = 0;
  for (const { channel, role, holders: who, note: said, since, by: author } of rows) {
    const before = (decode(who, '') ?? []) as Holder[];
    const holders = without(before);
    const note = text(said);
    if (author !== person && note === said && holders.length === before.length) continue;
    count += 1;
    const nobody = holders.length === 0 && note === '';
    const by = author === person ? null : author;
    const value = nobody ? null : { holders, note, since, by };
    await writePart(db, { workspace, channel }, { role, value });
  }
  return count;
}
