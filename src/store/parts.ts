import type { Kysely } from 'kysely';
import { z } from 'zod';
import { decodeAs, encode, textOf } from './json.ts';
import type { Tables } from './schema.ts';
import type { Holder } from './types.ts';

/** The people of a role, as they stand in a row. */
export const HOLDERS = z.array(z.object({ kind: z.enum(['user', 'group']), id: z.string() }));

const SET = { since: z.number().default(0), by: z.string().nullable().default(null) };
const ROLE_PART = z.object({
  role: z.string(),
  value: z.object({ holders: HOLDERS, note: z.string().default(''), ...SET }).nullable(),
});
const TOPIC_PART = z.object({
  topic: z.string(),
  value: z.object({ role: z.string(), reason: z.string().default(''), ...SET }).nullable(),
});

/** What a change has set, as it stands in its row. */
export const PARTS = z.array(z.union([ROLE_PART, TOPIC_PART]));

/** One thing that is set in a channel, a role or a topic; null where nothing is. */
export type Part = z.infer<typeof PARTS>[number];

/** A channel of a workspace. */
export interface Place {
  readonly workspace: string;
  readonly channel: string;
}

/** The parts that set these roles; of a role that is named twice, the last word counts. */
export function partsOf(
  roles: readonly { role: string; holders: readonly Holder[]; note: string }[],
  since: number,
  by: string,
): Part[] {
  const last = new Map(roles.map((one) => [one.role, one]));
  return [...last.values()].map(({ role, holders, note: written }): Part => {
    const each = new Map(holders.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]));
    const note = textOf(written);
    if (each.size === 0 && note === '') return { role, value: null };
    return { role, value: { holders: [...each.values()], note, since, by } };
  });
}

/** The same thing as it is now. */
export async function readPart(db: Kysely<Tables>, place: Place, part: Part): Promise<Part> {
  if ('role' in part) {
    const row = await db
      .selectFrom('assignments')
      .select(['holders', 'note', 'since', 'by'])
      .where('workspace', '=', place.workspace)
      .where('channel', '=', place.channel)
      .where('role', '=', part.role)
      .executeTakeFirst();
    return {
      role: part.role,
      value: row ? { ...row, holders: decodeAs(HOLDERS, row.holders) ?? [] } : null,
    };
  }
  const row = await db
    .selectFrom('overrides')
    .select(['role', 'reason', 'since', 'by'])
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .where('topic', '=', part.topic)
    .executeTakeFirst();
  return { topic: part.topic, value: row ?? null };
}

/** Makes the thing so. */
export async function writePart(db: Kysely<Tables>, place: Place, part: Part): Promise<void> {
  const { workspace, channel } = place;
  if ('role' in part) {
    const { role, value } = part;
    await db
      .deleteFrom('assignments')
      .where((is) => is.and({ workspace, channel, role }))
      .execute();
    if (value === null) return;
    const holders = encode(value.holders);
    await db
      .insertInto('assignments')
      .values({ ...place, role, ...value, holders })
      .execute();
    return;
  }
  const { topic, value } = part;
  await db
    .deleteFrom('overrides')
    .where((is) => is.and({ workspace, channel, topic }))
    .execute();
  if (value === null) return;
  await db
    .insertInto('overrides')
    .values({ ...place, topic, ...value })
    .execute();
}

/** Whether both say the same of the same thing, whenever and by whomever it was set. */
export function samePart(a: Part, b: Part): boolean {
  return sameThing(a, b) && JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

/** Whether both are about the same role or topic. */
export function sameThing(a: Part, b: Part): boolean {
  if ('role' in a) return 'role' in b && a.role === b.role;
  return 'topic' in b && a.topic === b.topic;
}

function contentOf({ value }: Part): unknown {
  if (value === null) return null;
  if ('holders' in value) return [value.holders.map(({ kind, id }) => [kind, id]), value.note];
  return [value.role, value.reason];
}
