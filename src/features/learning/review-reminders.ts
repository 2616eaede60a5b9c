import { z } from 'zod';
import type { Answerer } from '../../answer/answerer.ts';
import { REVIEW_AFTER_MS, type TaughtEntry } from '../../answer/taught-entry.ts';
import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { tryToPost } from '../../slack/post.ts';
import { storeOf } from '../../slack/store.ts';
import type { Store } from '../../store/types.ts';
import { isWorkingHour } from '../../time/working-days.ts';
import { readSettings } from '../settings/settings.ts';
import type { Entries } from './entries.ts';
import { createFindReviewer } from './reviewer.ts';
import { buildReviewReminder } from './views/taught-list.ts';

/** The kind of its records: the last reminder about an entry, by the entry's id. */
const REMINDER = 'check';
/** So many reminders a person gets in one run, which comes once an hour: whoever taught a hundred things is not swamped. */
const MOST_PER_PERSON = 3;
/** So many are tried in one run, for all people together. */
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
  {
    store,
    people,
    answerer,
    entries,
    log,
    now,
  }: {
    readonly store: Store;
    readonly people: People;
    readonly answerer: Pick<Answerer, 'known'>;
    readonly entries: Entries;
    readonly log: Log;
    readonly now: () => number;
  },
  bot: Caller,
): Promise<void> {
  const kept = storeOf(store, bot);
  const taught = (await entries.list(bot)).filter(({ kind }) => kind === 'answer');
  const reminders = new Map(
    (await kept.records(REMINDER)).map(({ id, value, version }) => [
      id,
      { ...reminder.parse(value), version },
    ]),
  );
  // What was withdrawn, or is in the knowledge files by now, is not asked about.
  const ids = new Set(taught.map(({ id }) => id));
  const old = [...reminders.keys()].filter((id) => !ids.has(id));
  if (old.length > 0) await kept.removeRecords(REMINDER, old);

  const findReviewer = createFindReviewer(people, bot, readSettings(await kept.snapshot()));
  const counts = new Map<string, number>();
  let tries = 0;
  for (const { entry, last } of listOld(taught, reminders, now())) {
    if (tries >= MOST_PER_RUN) return;
    const due = Math.max(entry.checked, last.asked) + REVIEW_AFTER_MS;
    const person = await findReviewer(entry, now() < due + UNKNOWN_AUTHOR_MS);
    if (!person || !isWorkingHour(now(), person.zone)) continue;
    const isAuthor = person.id === entry.by;
    // The author was asked, and is there to say.
    if (now() < due && isAuthor) continue;
    const count = (counts.get(person.id) ?? 0) + 1;
    if (count > MOST_PER_PERSON) continue;
    const { version, ...before } = last;
    // Of two instances that come to this at once, one asks; where that fails, a later run tries again.
    const claimed = await kept.update(REMINDER, entry.id, (_, record) =>
      (record?.version ?? 0) === version ? { ...before, tried: now() } : undefined,
    );
    if (!claimed) continue;
    counts.set(person.id, count);
    tries += 1;
    const message = buildReviewReminder(entry, answerer.known(), person.id);
    const posting = await tryToPost(bot.client, { channel: person.id, ...message }, { log, event: 'review' });
    if (posting.outcome !== 'posted') continue;
    await kept.update(REMINDER, entry.id, () => ({ asked: now(), author: isAuthor, tried: now() }));
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
