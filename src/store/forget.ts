import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { decode, decodeAs, encode, having } from './columns.ts';
import { createEraser, type Eraser, namesIn } from './eraser.ts';
import type { Tables } from './schema.ts';
import { HOLDERS, TEAM_ITEMS, type TeamItem, writeItem } from './team-items.ts';

/** Kinds of records that hold ids and words of ours alone: somebody may be called like one of those. */
const WITHOUT_TEXT: readonly string[] = ['journey'];

/** Removes what belongs to a person from a workspace, also where they are named in what others wrote; tells how many subjects that were. */
export async function forgetPerson(db: Kysely<Tables>, workspace: string, person: string): Promise<number> {
  const own = having<'names' | 'records'>({ workspace, id: person });
  const names = await db.selectFrom('names').select('name').where(own).execute();
  const records = await db.selectFrom('records').select('value').where(having({ workspace })).execute();
  const written = namesIn(
    records.map(({ value }) => value),
    person,
  );
  const eraser = createEraser(person, [...names.map(({ name }) => name), ...written]);
  await db.deleteFrom('names').where(own).execute();
  // A setting that is this person, such as somebody whom an admin has named.
  const setting = having<'settings'>({ workspace, value: JSON.stringify(person) });
  const removed = [
    await db.deleteFrom('homes').where(having({ workspace, person })).executeTakeFirst(),
    // Such as how far they are with the tour.
    await db.deleteFrom('records').where(own).executeTakeFirst(),
    await db.deleteFrom('settings').where(setting).executeTakeFirst(),
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

/** Lists in which they are named, such as the maintainers. */
async function forgetInSettings(db: Kysely<Tables>, workspace: string, person: string) {
  let count = 0;
  const rows = await db.selectFrom('settings').selectAll().where(having({ workspace })).execute();
  for (const { name, value } of rows) {
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
  const items: { channel: string; item: TeamItem }[] = [
    ...assignments.flatMap(({ channel, role, holders: text, note, since, by }) => {
      const holders = decodeAs(HOLDERS, text);
      // What cannot be read stays, unless it names them.
      if (holders === undefined && !text.includes(eraser.person)) return [];
      const value = { holders: holders ?? [{ kind: 'user' as const, id: eraser.person }], note, since, by };
      return [{ channel, item: { role, value } }];
    }),
    ...overrides.map(({ channel, topic, role, reason, since, by }) => ({
      channel,
      item: { topic, value: { role, reason, since, by } },
    })),
  ];
  let count = 0;
  for (const { channel, item } of items) {
    const cleaned = eraser.inItem(item);
    if (isDeepStrictEqual(cleaned, item)) continue;
    count += 1;
    await writeItem(db, { workspace, channel }, cleaned);
  }
  return count;
}

/** Whatever stands in a record. What cannot be read cannot be cleaned either, and goes where it names them. */
async function forgetInRecords(db: Kysely<Tables>, workspace: string, eraser: Eraser): Promise<number> {
  let count = 0;
  const rows = await db.selectFrom('records').selectAll().where(having({ workspace })).execute();
  for (const { kind, id, value, version } of rows) {
    const said = decode(value);
    const key = having<'records'>({ workspace, kind, id });
    if (said === undefined) {
      if (!value.includes(eraser.person)) continue;
      await db.deleteFrom('records').where(key).execute();
    } else {
      const eraseText = WITHOUT_TEXT.includes(kind) ? (text: string) => text : undefined;
      const cleaned = encode(eraser.inValue(said, eraseText));
      if (cleaned === value) continue;
      const row = { value: cleaned, version: version + 1 };
      await db.updateTable('records').set(row).where(key).execute();
    }
    count += 1;
  }
  return count;
}

/** What was set before, so that an undo does not bring them back. */
async function forgetInChanges(db: Kysely<Tables>, workspace: string, eraser: Eraser): Promise<number> {
  const withoutId = (id: string | null) => (id === eraser.person ? null : id);
  /** What cannot be read, and so is never put back, goes where it names them. */
  const clean = (text: string): string => {
    const items = decodeAs(TEAM_ITEMS, text);
    if (items === undefined) return text.includes(eraser.person) ? '[]' : text;
    return encode(items.map(eraser.inItem));
  };
  const rows = await db.selectFrom('changes').selectAll().where(having({ workspace })).execute();
  let count = 0;
  for (const { id, by, undone_by, before, after } of rows) {
    const was = { by, undone_by, before, after };
    const cleaned = {
      by: withoutId(by),
      undone_by: withoutId(undone_by),
      before: clean(before),
      after: clean(after),
    };
    if (isDeepStrictEqual(cleaned, was)) continue;
    count += 1;
    await db.updateTable('changes').set(cleaned).where(having({ workspace, id })).execute();
  }
  return count;
}
