import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { createEraser, type Eraser } from './eraser.ts';
import { forgetInChanges, forgetInPart } from './forget-in-changes.ts';
import { forgetInRecords, namesInRecords } from './forget-in-records.ts';
import { having } from './having.ts';
import { decode, decodeAs, encode } from './json.ts';
import { HOLDERS, type Part, writePart } from './parts.ts';
import type { Tables } from './schema.ts';

/** Removes what belongs to a person from a workspace, also where they are named in what others wrote; tells how many things that were. */
export async function forgetPerson(db: Kysely<Tables>, workspace: string, person: string): Promise<number> {
  const eraser = createEraser(person, await namesOf(db, workspace, person));
  await db
    .deleteFrom('names')
    .where(having({ workspace, id: person }))
    .execute();
  const removed = [
    await db.deleteFrom('homes').where(having({ workspace, person })).executeTakeFirst(),
    // Such as how far they are with the tour.
    await db
      .deleteFrom('records')
      .where(having({ workspace, id: person }))
      .executeTakeFirst(),
    // A setting that is this person, such as who looks after something.
    await db
      .deleteFrom('settings')
      .where(having({ workspace, value: JSON.stringify(person) }))
      .executeTakeFirst(),
  ];
  const cleaned = [
    await forgetInSettings(db, workspace, person),
    await forgetInTeams(db, workspace, eraser),
    await forgetInRecords(db, workspace, eraser),
    await forgetInChanges(db, workspace, eraser),
  ];
  const counts = [...removed.map(({ numDeletedRows }) => Number(numDeletedRows)), ...cleaned];
  return counts.reduce((sum, count) => sum + count, 0);
}

async function namesOf(db: Kysely<Tables>, workspace: string, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('names')
    .select('name')
    .where(having({ workspace, id: person }))
    .execute();
  return [...rows.map(({ name }) => name), ...(await namesInRecords(db, workspace, person))];
}

/** Lists in which they are named, such as those who look after the bot. */
async function forgetInSettings(db: Kysely<Tables>, workspace: string, person: string) {
  let count = 0;
  for (const { name, value } of await db
    .selectFrom('settings')
    .selectAll()
    .where(having({ workspace }))
    .execute()) {
    const list = decode(value);
    if (!Array.isArray(list) || !list.includes(person)) continue;
    count += 1;
    const rest = encode(list.filter((one) => one !== person));
    await db.updateTable('settings').set({ value: rest }).where(having({ workspace, name })).execute();
  }
  return count;
}

/** What is set in the channels. */
async function forgetInTeams(db: Kysely<Tables>, workspace: string, eraser: Eraser): Promise<number> {
  const assignments = await db.selectFrom('assignments').selectAll().where(having({ workspace })).execute();
  const overrides = await db.selectFrom('overrides').selectAll().where(having({ workspace })).execute();
  const parts: { channel: string; part: Part }[] = [
    ...assignments.flatMap(({ channel, role, holders: text, note, since, by }) => {
      const holders = decodeAs(HOLDERS, text);
      // What cannot be read stays, unless it names them.
      if (holders === undefined && !text.includes(eraser.person)) return [];
      const value = { holders: holders ?? [{ kind: 'user' as const, id: eraser.person }], note, since, by };
      return [{ channel, part: { role, value } }];
    }),
    ...overrides.map(({ channel, topic, role, reason, since, by }) => ({
      channel,
      part: { topic, value: { role, reason, since, by } },
    })),
  ];
  let count = 0;
  for (const { channel, part } of parts) {
    const cleaned = forgetInPart(part, eraser);
    if (isDeepStrictEqual(cleaned, part)) continue;
    count += 1;
    await writePart(db, { workspace, channel }, cleaned);
  }
  return count;
}
