import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { decodeAs, encode, having } from './columns.ts';
import type { Tables } from './schema.ts';
import {
  type Place,
  readItem,
  sameItem,
  subjectOf,
  TEAM_ITEMS,
  type TeamItem,
  writeItem,
} from './team-items.ts';
import type { Undone } from './types.ts';

const NINETY_DAYS_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Makes the items so, and notes what was before. `wanted` makes them for a time. Returns the change's id;
 * undefined where all was so already.
 */
export async function makeChange(
  db: Kysely<Tables>,
  place: Place,
  { by, now, wanted }: { by: string; now: number; wanted: (since: number) => readonly TeamItem[] },
): Promise<string | undefined> {
  const at = await nextTime(db, place, now);
  const before: TeamItem[] = [];
  const after: TeamItem[] = [];
  for (const item of wanted(at)) {
    const present = await readItem(db, place, item);
    if (sameItem(present, item)) continue;
    await writeItem(db, place, item);
    before.push(present);
    after.push(item);
  }
  if (after.length === 0) return undefined;
  const id = randomUUID();
  const texts = { before: encode(before), after: encode(after) };
  const row = { ...place, id, by, at, ...texts, undone_at: null, undone_by: null };
  await db.insertInto('changes').values(row).execute();
  await pruneChanges(db, place, now);
  return id;
}

/** Puts back what was before a change, once, where nothing newer has touched it. */
export async function undoChange(
  db: Kysely<Tables>,
  workspace: string,
  { id, by, now }: { id: string; by: string; now: number },
): Promise<Undone> {
  const key = { workspace, id };
  const change = await db.selectFrom('changes').selectAll().where(having(key)).executeTakeFirst();
  const after = change && decodeAs(TEAM_ITEMS, change.after);
  const before = change && decodeAs(TEAM_ITEMS, change.before);
  // What cannot be read cannot be put back.
  if (!change || !after || !before) return { outcome: 'unknown' };
  if (change.undone_at !== null) return { outcome: 'already undone', by: change.undone_by ?? undefined };
  const { channel, at } = change;
  if (await isOvertaken(db, { workspace, channel }, after, at)) return { outcome: 'overtaken' };
  for (const item of before) await writeItem(db, { workspace, channel }, item);
  const undone = { undone_at: now, undone_by: by };
  await db.updateTable('changes').set(undone).where(having(key)).execute();
  return { outcome: 'undone', channel };
}

/** Later than all changes of the channel, so that their order is never in doubt. */
async function nextTime(db: Kysely<Tables>, place: Place, now: number): Promise<number> {
  const inChannel = db.selectFrom('changes').select('at').where(having(place));
  const last = await inChannel.orderBy('at', 'desc').limit(1).executeTakeFirst();
  return Math.max(now, (last?.at ?? 0) + 1);
}

async function isOvertaken(db: Kysely<Tables>, place: Place, after: readonly TeamItem[], at: number) {
  for (const item of after) {
    if (!sameItem(await readItem(db, place, item), item)) return true;
  }
  const subjects = after.map(subjectOf);
  const newer = await db
    .selectFrom('changes')
    .select('after')
    .where(having(place))
    .where('at', '>', at)
    .where('undone_at', 'is', null)
    .execute();
  return newer
    .flatMap((row) => decodeAs(TEAM_ITEMS, row.after) ?? [])
    .some((item) => subjects.includes(subjectOf(item)));
}

/**
 * Removes changes of a channel that are older than ninety days and that nobody can undo: they were undone, or newer
 * ones have touched all that they set. One stays where it keeps an older one that stays from being undone, and so does
 * the channel's last one, from which the time of the next is counted.
 */
async function pruneChanges(db: Kysely<Tables>, place: Place, now: number): Promise<void> {
  const until = now - NINETY_DAYS_MS;
  const inChannel = db
    .selectFrom('changes')
    .select(['id', 'at', 'after', 'undone_at'])
    .where(having(place))
    .orderBy('at', 'desc');
  if ((await inChannel.where('at', '<', until).limit(1).execute()).length === 0) return;
  const touchedLater = new Set<string>();
  const old: { id: string; undone: boolean; overtaken: boolean; subjects: string[] }[] = [];
  for (const [i, { id, at, after, undone_at }] of (await inChannel.execute()).entries()) {
    const subjects = (decodeAs(TEAM_ITEMS, after) ?? []).map(subjectOf);
    const undone = undone_at !== null;
    const overtaken = subjects.every((thing) => touchedLater.has(thing));
    if (i > 0 && at < until) old.unshift({ id, undone, overtaken, subjects });
    if (!undone) for (const thing of subjects) touchedLater.add(thing);
  }
  const staying = new Set<string>();
  for (const { id, undone, overtaken, subjects } of old) {
    if (undone || (overtaken && !subjects.some((thing) => staying.has(thing)))) {
      const { workspace } = place;
      await db.deleteFrom('changes').where(having({ workspace, id })).execute();
    } else for (const thing of subjects) staying.add(thing);
  }
}
