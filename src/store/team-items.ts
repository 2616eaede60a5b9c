import type { Kysely } from 'kysely';
import { z } from 'zod';
import { decodeAs, encode, having, textOf } from './columns.ts';
import type { Tables } from './schema.ts';
import type { Holder } from './types.ts';

/** The people of a role, as they stand in a row. */
export const HOLDERS = z.array(z.object({ kind: z.enum(['user', 'group']), id: z.string() }));

const SET = { since: z.number().default(0), by: z.string().nullable().default(null) };
const ROLE_ITEM = z.object({
  role: z.string(),
  value: z.object({ holders: HOLDERS, note: z.string().default(''), ...SET }).nullable(),
});
const TOPIC_ITEM = z.object({
  topic: z.string(),
  value: z.object({ role: z.string(), reason: z.string().default(''), ...SET }).nullable(),
});

/** What a change has set, as it stands in its row. */
export const TEAM_ITEMS = z.array(z.union([ROLE_ITEM, TOPIC_ITEM]));

/** One thing that is set in a channel, a role or a topic; null where nothing is. */
export type TeamItem = z.infer<typeof TEAM_ITEMS>[number];

/** A channel of a workspace. */
export interface Place {
  readonly workspace: string;
  readonly channel: string;
}

/** Who should have a role. */
export interface WantedRole {
  readonly role: string;
  readonly holders: readonly Holder[];
  readonly note: string;
}

/** The items that set these roles; of a role that is named twice, the last word counts. */
export function itemsOf(roles: readonly WantedRole[], since: number, by: string): TeamItem[] {
  const last = new Map(roles.map((one) => [one.role, one]));
  return [...last.values()].map(({ role, holders, note: written }): TeamItem => {
    const each = new Map(holders.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]));
    const note = textOf(written);
    if (each.size === 0 && note === '') return { role, value: null };
    return { role, value: { holders: [...each.values()], note, since, by } };
  });
}

/** The same thing as it is now. */
export async function readItem(db: Kysely<Tables>, place: Place, item: TeamItem): Promise<TeamItem> {
  if ('role' in item) {
    const key = { ...place, role: item.role };
    const row = await db.selectFrom('assignments').selectAll().where(having(key)).executeTakeFirst();
    if (!row) return { role: item.role, value: null };
    const { holders, note, since, by } = row;
    return { role: item.role, value: { holders: decodeAs(HOLDERS, holders) ?? [], note, since, by } };
  }
  const key = { ...place, topic: item.topic };
  const row = await db.selectFrom('overrides').selectAll().where(having(key)).executeTakeFirst();
  if (!row) return { topic: item.topic, value: null };
  const { role, reason, since, by } = row;
  return { topic: item.topic, value: { role, reason, since, by } };
}

/** Makes the thing so. */
export async function writeItem(db: Kysely<Tables>, place: Place, item: TeamItem): Promise<void> {
  if ('role' in item) {
    const key = { ...place, role: item.role };
    await db.deleteFrom('assignments').where(having(key)).execute();
    if (item.value === null) return;
    const row = { ...key, ...item.value, holders: encode(item.value.holders) };
    await db.insertInto('assignments').values(row).execute();
    return;
  }
  const key = { ...place, topic: item.topic };
  await db.deleteFrom('overrides').where(having(key)).execute();
  if (item.value !== null)
    await db
      .insertInto('overrides')
      .values({ ...key, ...item.value })
      .execute();
}

/** Whether both say the same of the same thing, whenever and by whomever it was set. */
export function sameItem(a: TeamItem, b: TeamItem): boolean {
  return subjectOf(a) === subjectOf(b) && JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

/** Names the role or the topic. */
export const subjectOf = (item: TeamItem) => ('role' in item ? `role ${item.role}` : `topic ${item.topic}`);

function contentOf({ value }: TeamItem): unknown {
  if (value === null) return null;
  if ('holders' in value) return [value.holders.map(({ kind, id }) => [kind, id]), value.note];
  return [value.role, value.reason];
}
