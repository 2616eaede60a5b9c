import type { Kysely } from 'kysely';
import { having } from './having.ts';
import { decodeAs } from './json.ts';
import { PARTS, type Place, thingOf } from './parts.ts';
import type { Tables } from './schema.ts';

const NINETY_DAYS_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Removes changes of a channel that are older than ninety days and that nobody can undo: they were undone, or newer
 * ones have touched all that they set. One stays where it keeps an older one that stays from being undone, and so does
 * the channel's last one, from which the time of the next is counted.
 */
export async function pruneChanges(db: Kysely<Tables>, place: Place, now: number): Promise<void> {
  const until = now - NINETY_DAYS_MS;
  const inChannel = db
    .selectFrom('changes')
    .select(['id', 'at', 'after', 'undone_at'])
    .where(having(place))
    .orderBy('at', 'desc');
  if ((await inChannel.where('at', '<', until).limit(1).execute()).length === 0) return;
  const touchedLater = new Set<string>();
  const old: { id: string; undone: boolean; overtaken: boolean; things: string[] }[] = [];
  for (const [i, { id, at, after, undone_at }] of (await inChannel.execute()).entries()) {
    const things = (decodeAs(PARTS, after) ?? []).map(thingOf);
    const undone = undone_at !== null;
    const overtaken = things.every((thing) => touchedLater.has(thing));
    if (i > 0 && at < until) old.unshift({ id, undone, overtaken, things });
    if (!undone) for (const thing of things) touchedLater.add(thing);
  }
  const staying = new Set<string>();
  for (const { id, undone, overtaken, things } of old) {
    if (undone || (overtaken && !things.some((thing) => staying.has(thing)))) {
      const { workspace } = place;
      await db.deleteFrom('changes').where(having({ workspace, id })).execute();
    } else for (const thing of things) staying.add(thing);
  }
}
