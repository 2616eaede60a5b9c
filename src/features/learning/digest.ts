import { z } from 'zod';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import { tryToPost } from '../../slack/post.ts';
import { storeOf } from '../../slack/store.ts';
import { clockOf, instantOf, readClock } from '../../time/clock.ts';
import { maintains } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import type { Gap } from './gaps.ts';
import type { OpenGaps } from './open-gaps.ts';
import type { Platform } from './platform.ts';
import { buildDigest } from './views/digest.ts';

/** The kind of its records; each has the id of its person. */
export const DIGEST = 'digest';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Where somebody's time zone changes on a Monday, nine o'clock comes again, and no second digest with it. */
const BETWEEN_MS = 3 * DAY_MS;
const NINE_MS = 9 * HOUR_MS;
const MONDAY = 1;
const WEEK_DAYS = 7;
const MOST_GAPS = 5;

const digest = z.object({
  zone: z.string().optional().catch(undefined),
  /** The Monday at nine for which the last one was claimed, in milliseconds since 1970. */
  claimedFor: z.number().catch(0),
  /** After Slack has refused it: not before this. */
  retryAt: z.number().catch(0),
});
type Digest = Readonly<z.output<typeof digest>>;

const readDigest = (value: unknown): Digest | undefined => digest.safeParse(value).data;

/** The weekly digests: on Monday from nine in each person's time zone. */
export type Digests = ReturnType<typeof createDigests>;

/** Creates them. All of it throws a StoreError. `now` gives milliseconds since 1970. */
export function createDigests({
  store,
  people,
  answerer,
  openGaps,
  log,
  now,
}: Platform & { readonly openGaps: OpenGaps }) {
  const find = ({ client, context }: Caller, id: string) => people.find(client, id, workspaceOf(context));

  /** For which Monday one is to be sent now, if any. */
  const dueFor = ({ zone, claimedFor, retryAt }: Digest): number | undefined => {
    const monday = mondayAtNine(now(), zone);
    const isDue = monday !== undefined && monday > claimedFor + BETWEEN_MS && now() >= retryAt;
    return isDue ? monday : undefined;
  };

  const send = async (
    bot: Caller,
    id: string,
    digest: Digest,
    readGaps: () => Promise<readonly Gap[]>,
  ): Promise<void> => {
    const change = (step: (is: Digest) => Digest | undefined) =>
      storeOf(store, bot).update(DIGEST, id, (value) => {
        const is = readDigest(value);
        return is && step(is);
      });
    const person = await find(bot, id);
    const settings = readSettings(await storeOf(store, bot).snapshot());
    if (person && (person.gone || !maintains(person, settings))) {
      return storeOf(store, bot).removeRecords(DIGEST, [id]);
    }
    // They may have moved to where it is earlier.
    const zone = person ? person.zone : digest.zone;
    if (zone !== digest.zone) await change((is) => ({ ...is, zone }));
    const monday = dueFor({ ...digest, zone });
    if (monday === undefined) return;
    // Of the seven whole days before it, so that each day is in one digest, however late on Monday it is sent.
    const counts = await storeOf(store, bot).counts(WEEK_DAYS, monday - DAY_MS);
    const gaps = (await readGaps()).slice(0, MOST_GAPS);
    const message = buildDigest(counts, gaps, answerer.known().topics);
    // Claimed before it is posted, so that it comes once: where nobody can say whether it arrived, not again.
    const claimed = await change((is) => (dueFor(is) === monday ? { ...is, claimedFor: monday } : undefined));
    if (!claimed) return;
    const posting = await tryToPost(bot.client, { channel: id, ...message }, { log, event: 'digest' });
    if (posting.outcome !== 'refused') return;
    const { claimedFor } = digest;
    await change((is) =>
      is.claimedFor === monday ? { ...is, claimedFor, retryAt: now() + HOUR_MS } : undefined,
    );
  };

  return {
    /** Whether a person has it. */
    async isOn(caller: Caller): Promise<boolean> {
      return (await storeOf(store, caller).record(DIGEST, caller.user)) !== undefined;
    },

    /** Switches it on or off for a person; whether it is on now. The first one comes on the Monday after. */
    async toggle(caller: Caller): Promise<boolean> {
      const zone = (await find(caller, caller.user))?.zone;
      const begun = { zone, claimedFor: mondayAtNine(now(), zone) ?? 0, retryAt: 0 };
      const begins = await storeOf(store, caller).update(DIGEST, caller.user, (value) =>
        readDigest(value) ? undefined : begun,
      );
      if (!begins) await storeOf(store, caller).removeRecords(DIGEST, [caller.user]);
      return begins !== undefined;
    },

    /** A person has left, or is about to be forgotten: whether they had it. */
    async leave(caller: Caller): Promise<{ readonly had: boolean }> {
      const had = (await storeOf(store, caller).record(DIGEST, caller.user)) !== undefined;
      if (had) await storeOf(store, caller).removeRecords(DIGEST, [caller.user]);
      return { had };
    },

    /** Everybody who has it. */
    people: async (bot: Caller): Promise<readonly string[]> =>
      (await storeOf(store, bot).records(DIGEST)).map(({ id }) => id),

    /** Sends those that are due. */
    async sendDue(bot: Caller): Promise<void> {
      /** Read when they are first needed, and once for all: with a thousand questions that takes a second or two. */
      let gaps: Promise<readonly Gap[]> | undefined;
      const readGaps = () => {
        gaps ??= openGaps.list(bot);
        return gaps;
      };
      for (const { id, value } of await storeOf(store, bot).records(DIGEST)) {
        const is = readDigest(value);
        if (is && dueFor(is) !== undefined) await send(bot, id, is, readGaps);
      }
    },
  };
}

/** Nine o'clock of today in a time zone, where today is a Monday and it is past nine; in milliseconds since 1970. */
function mondayAtNine(now: number, zone: string | undefined): number | undefined {
  const clock = clockOf(zone);
  const { year, month, day } = readClock(clock, now);
  const date = Date.UTC(year, month - 1, day);
  if (new Date(date).getUTCDay() !== MONDAY) return undefined;
  const nine = instantOf(clock, date + NINE_MS);
  return nine <= now ? nine : undefined;
}
