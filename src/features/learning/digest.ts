import { z } from 'zod';
import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { tryToPost } from '../../slack/post.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import type { Store } from '../../store/types.ts';
import { maintains } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import type { Gap } from './gaps.ts';
import type { OpenGaps } from './open-gaps.ts';
import { buildDigest } from './views/digest.ts';
import { mondayAtNine, readWeek } from './week.ts';

/** The kind of its records; each has the id of its person. */
export const DIGEST = 'digest';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Where somebody's time zone changes on a Monday, nine o'clock comes again, and no second digest with it. */
const BETWEEN_MS = 3 * DAY_MS;
const WEEK_DAYS = 7;
const MOST_GAPS = 5;

const digest = z
  .object({
    zone: z.string().optional().catch(undefined),
    /** The Monday at nine for which the last one was claimed, in milliseconds since 1970. */
    claimedFor: z.number().catch(0),
    /** After Slack has refused it: not before this. */
    retryAt: z.number().catch(0),
    /** An earlier version has left that of this Monday with Slack, which posts it. */
    scheduled: z.unknown().optional(),
    at: z.number().catch(0),
    /** It was switched off while that was so. */
    off: z.boolean().catch(false),
  })
  .transform(({ scheduled, at, ...rest }) => ({
    ...rest,
    claimedFor: scheduled === undefined ? rest.claimedFor : at,
  }));
type Digest = Readonly<z.output<typeof digest>>;

const readDigest = (value: unknown): Digest | undefined => digest.safeParse(value).data;

/** The weekly digests: on Monday from nine in each person's time zone. */
export type Digests = ReturnType<typeof createDigests>;

/** Creates them. All of it throws a StoreError. `now` gives milliseconds. */
export function createDigests({
  store,
  people,
  answerer,
  openGaps,
  log,
  now = Date.now,
}: {
  readonly store: Store;
  readonly people: People;
  readonly answerer: Pick<Answerer, 'known'>;
  readonly openGaps: OpenGaps;
  readonly log: Log;
  readonly now?: () => number;
}) {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));
  const find = ({ client, context }: Caller, id: string) => people.find(client, id, workspaceOf(context));

  /** Of the seven whole days before it, so that each day is in one digest, however late on Monday it is sent. */
  const build = async (bot: Caller, monday: number, gaps: readonly Gap[]): Promise<Message> => {
    const week = readWeek(await memoryOf(bot).counts(WEEK_DAYS, monday - DAY_MS));
    return buildDigest(week, gaps.slice(0, MOST_GAPS), answerer.known().topics);
  };
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
      memoryOf(bot).update(DIGEST, id, (value) => {
        const is = readDigest(value);
        return is && step(is);
      });
    const person = await find(bot, id);
    const settings = readSettings(await memoryOf(bot).snapshot());
    if (person && (person.gone || !maintains(person, settings))) {
      return memoryOf(bot).removeRecords(DIGEST, [id]);
    }
    // They may have moved to where it is earlier.
    const zone = person ? person.zone : digest.zone;
    if (zone !== digest.zone) await change((is) => ({ ...is, zone }));
    const monday = dueFor({ ...digest, zone });
    if (monday === undefined) return;
    const message = await build(bot, monday, await readGaps());
    // Claimed before it is posted, so that it comes once: where nobody can say whether it arrived, not again.
    const claimed = await change((is) => (dueFor(is) === monday ? { ...is, claimedFor: monday } : undefined));
    if (!claimed) return;
    const posting = await tryToPost(bot.client, { channel: id, ...message });
    const slack = posting.outcome === 'posted' ? {} : { slack: posting.slack };
    log.info({ event: 'digest', outcome: posting.outcome, ...slack });
    if (posting.outcome !== 'refused') return;
    await change((is) =>
      is.claimedFor === monday
        ? { ...is, claimedFor: digest.claimedFor, retryAt: now() + HOUR_MS }
        : undefined,
    );
  };

  return {
    /** Whether a person has it. */
    async isOn(caller: Caller): Promise<boolean> {
      const record = await memoryOf(caller).record(DIGEST, caller.user);
      return record !== undefined && readDigest(record.value)?.off === false;
    },

    /** Switches it on or off for a person; whether it is on now. The first one comes on the Monday after. */
    async toggle(caller: Caller): Promise<boolean> {
      const zone = (await find(caller, caller.user))?.zone;
      const claimedFor = mondayAtNine(now(), zone) ?? 0;
      let isOn = false;
      await memoryOf(caller).update(DIGEST, caller.user, (value) => {
        const is = readDigest(value);
        isOn = is === undefined || is.off;
        if (!isOn) return undefined;
        return { zone, claimedFor: Math.max(claimedFor, is?.claimedFor ?? 0), retryAt: 0, off: false };
      });
      if (!isOn) await memoryOf(caller).removeRecords(DIGEST, [caller.user]);
      return isOn;
    },

    /** A person has left, or is about to be forgotten: whether they had it. */
    async leave(caller: Caller): Promise<{ readonly had: boolean }> {
      const had = (await memoryOf(caller).record(DIGEST, caller.user)) !== undefined;
      if (had) await memoryOf(caller).removeRecords(DIGEST, [caller.user]);
      return { had };
    },

    /** Sends those that are due. */
    async sendDue(bot: Caller): Promise<void> {
      /** Read when they are first needed, and once for all: with a thousand questions that takes a second or two. */
      let gaps: Promise<readonly Gap[]> | undefined;
      const readGaps = () => {
        gaps ??= openGaps.list(bot);
        return gaps;
      };
      for (const { id, value } of await memoryOf(bot).records(DIGEST)) {
        const is = readDigest(value);
        if (!is || is.off) await memoryOf(bot).removeRecords(DIGEST, [id]);
        else if (dueFor(is) !== undefined) await send(bot, id, is, readGaps);
      }
    },
  };
}
