import type { Kysely } from 'kysely';
import { encode, having, textOf } from './columns.ts';
import type { Tables } from './schema.ts';
import type { Named } from './types.ts';

/** Keeps names, in the place of those before. */
export async function keepNames(
  db: Kysely<Tables>,
  workspace: string,
  names: readonly { id: string; name: string }[],
): Promise<void> {
  for (const { id, name: written } of names) {
    const name = textOf(written);
    await db
      .insertInto('names')
      .values({ workspace, id, name, gone: 0 })
      .onConflict((same) => same.columns(['workspace', 'id']).doUpdateSet({ name, gone: 0 }))
      .execute();
  }
}

/** Takes up what is new about a person whose name is kept. */
export async function renewName(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
  { name, gone }: Named,
): Promise<void> {
  await db
    .updateTable('names')
    .set({ name: textOf(name), gone: gone ? 1 : 0 })
    .where(having({ workspace, id: person }))
    .execute();
}

/** Sets which channel is a person's; undefined takes it away. */
export async function setHome(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
  channel: string | undefined,
): Promise<void> {
  await db.deleteFrom('homes').where(having({ workspace, person })).execute();
  if (channel !== undefined) await db.insertInto('homes').values({ workspace, person, channel }).execute();
}

/** Changes settings by name; undefined takes one away. */
export async function changeSettings(
  db: Kysely<Tables>,
  workspace: string,
  patch: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [name, value] of Object.entries(patch)) {
    await db.deleteFrom('settings').where(having({ workspace, name })).execute();
    if (value === undefined) continue;
    const row = { workspace, name, value: encode(value) };
    await db.insertInto('settings').values(row).execute();
  }
}
