import type { Kysely } from 'kysely';
import { decode, encode } from './json.ts';
import type { Tables } from './schema.ts';
import type { Holder } from './types.ts';

/** One thing that is set in a channel, or null where nothing is. */
export type Part = RolePart | TopicPart;

interface RolePart {
  readonly role: string;
  readonly value: { holders: readonly Holder[]; note: string; since: number; by: string | null } | null;
}

interface TopicPart {
  readonly topic: string;
  readonly value: { role: string; reason: string; since: number; by: string | null } | null;
}

export interface Place {
  readonly workspace: string;
  readonly channel: string;
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
    return { role: part.role, value: row ? { ...row, holders: holdersOf(row.holders) } : null };
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

function holdersOf(text: string): Holder[] {
  const holders = decode(text, '');
  return Array.isArray(holders) ? holders : [];
}

/** Makes the thing so. */
export async function writePart(db: Kysely<Tables>, place: Place, part: Part): Promise<void> {
  if ('role' in part) {
    await db
      .deleteFrom('assignments')
      .where('workspace', '=', place.workspace)
      .where('channel', '=', place.channel)
      .where('role', '=', part.role)
      .execute();
    if (part.value === null) return;
    const holders = encode(part.value.holders);
    await db
      .insertInto('assignments')
      .values({ ...place, role: part.role, ...part.value, holders })
      .execute();
    return;
  }
  await db
    .deleteFrom('overrides')
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .where('topic', '=', part.topic)
    .execute();
  if (part.value === null) return;
  await db
    .insertInto('overrides')
    .values({ ...place, topic: part.topic, ...part.value })
    .execute();
}

/** Whether both say the same of the same thing, whenever and by whomever it was set. */
export function samePart(a: Part, b: Part): boolean {
  return sameThing(a, b) && JSON.stringify(saying(a)) === JSON.stringify(saying(b));
}

/** Whether both are about the same role or topic. */
export function sameThing(a: Part, b: Part): boolean {
  if ('role' in a) return 'role' in b && a.role === b.role;
  return 'topic' in b && a.topic === b.topic;
}

function saying(part: Part): unknown {
  if (part.value === null) return null;
  if ('role' in part) {
    const { holders, note } = part.value as NonNullable<RolePart['value']>;
    return [holders.map(({ kind, id }) => [kind, id]), note];
  }
  const { role, reason } = part.value as NonNullable<TopicPart['value']>;
  return [role, reason];
}
