import { z } from 'zod';
import { REVIEW_AFTER_MS, type TaughtEntry } from '../../answer/taught-entry.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, Person } from '../../slack/directory/people.ts';
import { tryToPost } from '../../slack/post.ts';
import { storeOf } from '../../slack/store.ts';
import { isWorkingHour } from '../../time/working-days.ts';
import { maintains } from '../settings/rights.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import type { Entries } from './entries.ts';
import type { Platform } from './platform.ts';
import { buildReviewReminder } from './views/taught-list.ts';

/** The kind of its records: the last reminder about an entry, by the entry's id. */
const REMINDER = 'check';
/** In one run, which comes once an hour: whoever taught a hundred things is not swamped. */
const MOST_PER_PERSON = 3;
const MOST_PER_RUN = 30;
/** Lease: after this another instance may try again. */
const LEASE_MS = 10 * 60_000;
/** For so long Slack may not know of the author until somebody else is asked. */
const UNKNOWN_AUTHOR_MS = 7 * 24 * 60 * 60 * 1000;

/** Times are in milliseconds since 1970. */
const reminder = z
  .object({
    /** When somebody was last asked, and whether that was the author. */
    asked: z.number().catch(0),
    author: z.boolean().catch(false),
    /** When it was last tried. */
    tried: z.number().catch(0),
  })
  .catch({ asked: 0, author: false, tried: 0 });
type Reminder = z.infer<typeof reminder> & { readonly version: number };

const NEVER: Reminder = { asked: 0, author: false, tried: 0, version: 0 };

/**
 * Asks those who taught something ninety days ago, or were asked so long ago and did not say, whether it is still right:
 * on a working day, by day, each question once among all instances. Where the author has left, or was forgotten, a
 * maintainer is asked, at once where the author had been asked and did not say; where nobody is known, the answer says
 * by itself that it is old. Throws a StoreError.
 */
export async function sendReviewReminders(
  { store, people, answerer, entries, log, now }: Platform & { readonly entries: Entries },
  bot: Caller,
): Promise<void> {
  const workspaceStore = storeOf(store, bot);
  const taught = (await entries.list(bot)).filter(({ kind }) => kind === 'answer');
  const records = await workspaceStore.records(REMINDER);
  // What was withdrawn, or is in the knowledge files by now, is not asked about.
  const ids = new Set(taught.map(({ id }) => id));
  const old = records.flatMap(({ id }) => (ids.has(id) ? [] : [id]));
  if (old.length > 0) await workspaceStore.removeRecords(REMINDER, old);

  const reminders = new Map(
    records.map(({ id, value, version }) => [id, { ...reminder.parse(value), version }]),
  );
  const findReviewer = createFindReviewer(people, bot, readSettings(await workspaceStore.snapshot()));
  const counts = new Map<string, number>();
  let tries = 0;
  for (const { entry, last } of listOld(taught, reminders, now())) {
    if (tries >= MOST_PER_RUN) return;
    const dueAt = Math.max(entry.checked, last.asked) + REVIEW_AFTER_MS;
    const person = await findReviewer(entry, now() < dueAt + UNKNOWN_AUTHOR_MS);
    if (!person || !isWorkingHour(now(), person.zone)) continue;
    const isAuthor = person.id === entry.by;
    // The author was asked, and is there to say.
    if (now() < dueAt && isAuthor) continue;
    const count = (counts.get(person.id) ?? 0) + 1;
    if (count > MOST_PER_PERSON) continue;
    const { version, ...before } = last;
    // Of two instances that come to this at once, one asks; where that fails, a later run tries again.
    const claimed = await workspaceStore.update(REMINDER, entry.id, (_, record) =>
      (record?.version ?? 0) === version ? { ...before, tried: now() } : undefined,
    );
    if (!claimed) continue;
    counts.set(person.id, count);
    tries += 1;
    const message = buildReviewReminder(entry, answerer.known(), person.id);
    const posting = await tryToPost(bot.client, { channel: person.id, ...message }, { log, event: 'review' });
    if (posting.outcome !== 'posted') continue;
    await workspaceStore.update(REMINDER, entry.id, () => ({ asked: now(), author: isAuthor, tried: now() }));
  }
}

/**
 * What nobody has confirmed for so long and is not being asked about: what may be due by now, or was asked of an author
 * who may have left. What was tried last comes last, so that nothing stands in the way of the others.
 */
function listOld(taught: readonly TaughtEntry[], reminders: ReadonlyMap<string, Reminder>, now: number) {
  return taught
    .map((entry) => ({ entry, last: reminders.get(entry.id) ?? NEVER }))
    .filter(
      ({ entry, last }) =>
        now >= entry.checked + REVIEW_AFTER_MS &&
        now >= last.tried + LEASE_MS &&
        (last.author || now >= last.asked + REVIEW_AFTER_MS),
    )
    .sort((one, other) => one.last.tried - other.last.tried);
}

/**
 * Finds whom to ask about an entry; undefined where nobody is known. With `waitsForSlack` nobody is asked in the place of
 * somebody of whom Slack does not tell right now.
 */
type FindReviewer = (entry: TaughtEntry, waitsForSlack: boolean) => Promise<Person | undefined>;

/**
 * Creates it for one run, in which Slack is asked of each person once: the author, else a maintainer, of those who are
 * named in the settings, or have had to do with the entry.
 */
function createFindReviewer(people: People, bot: Caller, settings: Settings): FindReviewer {
  const workspace = workspaceOf(bot.context);
  const found = new Map<string, Promise<Person | undefined>>();
  const find = (id: string): Promise<Person | undefined> => {
    const known = found.get(id) ?? people.find(bot.client, id, workspace);
    found.set(id, known);
    return known;
  };
  return async ({ by, history }, waitsForSlack) => {
    const others = history.flatMap((change) => change.by ?? []).reverse();
    for (const id of new Set([...(by === undefined ? [] : [by]), ...settings.maintainers, ...others])) {
      const person = await find(id);
      if (!person && waitsForSlack) return undefined;
      if (!person || person.gone) continue;
      if (id === by ? !person.outside : maintains(person, settings)) return person;
    }
    return undefined;
  };
}
