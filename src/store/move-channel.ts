import type { Kysely } from 'kysely';
import { having } from './columns.ts';
import type { Tables } from './schema.ts';

/** What begins the name of a setting that is about a channel. */
const OF_CHANNEL = 'welcomed:';

/** Gives all that is kept for a channel to the id that it has now. What is set under the new id already stays. */
export async function moveChannel(
  db: Kysely<Tables>,
  workspace: string,
  from: string,
  to: string,
): Promise<void> {
  if (from === to) return;
  const was = { workspace, channel: from };
  for (const row of await db.selectFrom('assignments').selectAll().where(having(was)).execute()) {
    await db
      .insertInto('assignments')
      .values({ ...row, channel: to })
      .onConflict((same) => same.doNothing())
      .execute();
  }
  for (const row of await db.selectFrom('overrides').selectAll().where(having(was)).execute()) {
    await db
      .insertInto('overrides')
      .values({ ...row, channel: to })
      .onConflict((same) => same.doNothing())
      .execute();
  }
  await db.deleteFrom('assignments').where(having(was)).execute();
  await db.deleteFrom('overrides').where(having(was)).execute();
  await db.updateTable('homes').set({ channel: to }).where(having(was)).execute();
  await db.updateTable('changes').set({ channel: to }).where(having(was)).execute();
  const named = await db
    .selectFrom('names')
    .selectAll()
    .where(having({ workspace, id: from }))
    .executeTakeFirst();
  if (named) {
    await db
      .insertInto('names')
      .values({ ...named, id: to })
      .onConflict((same) => same.doNothing())
      .execute();
    await db
      .deleteFrom('names')
      .where(having({ workspace, id: from }))
      .execute();
  }
  const greeted = having({ workspace, name: `${OF_CHANNEL}${from}` });
  const setting = await db.selectFrom('settings').selectAll().where(greeted).executeTakeFirst();
  if (!setting) return;
  await db
    .insertInto('settings')
    .values({ ...setting, name: `${OF_CHANNEL}${to}` })
    .onConflict((same) => same.doNothing())
    .execute();
  await db.deleteFrom('settings').where(greeted).execute();
}
