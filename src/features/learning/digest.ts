import { createHash } from 'node:crypto';
import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { post } from '../../slack/post.ts';
import { callBack, scheduleOnce } from '../../slack/schedule.ts';
import { slackErrorOf } from '../../slack/slack-error.ts';
import type { Message } from '../../slack/ui/message.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { KeptRecord, Store } from '../../store/types.ts';
import { looksAfter } from '../settings/rights.ts';
import { readSettings } from '../settings/settings.ts';
import { topicsOf } from './entries.ts';
import type { Gap } from './gaps.ts';
import type { OpenGaps } from './open-gaps.ts';
import { buildDigest } from './views/digest.ts';
import { nextMonday, readWeek } from './week.ts';

/**
 * The weekly digest, on Monday at nine where the person is; Slack itself sends it. One is with Slack at a time: the
 * housekeeping renews it, so that the figures are those of the hour before, and a process that is away for days has
 * left the coming one behind.
 */
export interface Digests {
  /** Whether a person has it. Throws a StoreError. */
  isOn(caller: Caller): Promise<boolean>;
  /** Switches it on or off for a person; whether it is on now. Throws a StoreError. */
  toggle(caller: Caller): Promise<boolean>;
  /** Writes the coming digests anew where the figures have changed. Throws nothing. */
  refresh(caller: Caller): Promise<void>;
  /** A person has left, or is to be forgotten: whether they had it, and whether Slack has still to call one back. */
  leave(caller: Caller, person: string): Promise<{ readonly hadIt: boolean; readonly isComing: boolean }>;
}

/** The kind of its records; each has the id of its person. */
export const DIGEST = 'digest';
const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7;
/** Slack does not call back what is due within a minute. */
const TOO_LATE = 2 * 60_000;
const GAPS = 5;

/** What is kept for a person who wants it. */
interface Kept {
  readonly person: string;
  readonly channel: string;
  readonly zone: string | undefined;
  readonly scheduled: string | undefined;
  readonly at: number;
  /** Tells one content from another. */
  readonly mark: string;
  /** It is switched off, and Slack has not called back the coming one yet. */
  readonly off: boolean;
}

type ReadGaps = () => Promise<readonly Gap[]>;

/** Creates it over Slack's own schedule. `now` gives milliseconds. */
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
  readonly answerer: Answerer;
  readonly openGaps: OpenGaps;
  readonly log: Log;
  readonly now?: () => number;
}): Digests {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));

  /** Writes it where nobody else has since this version was read; whether it did. */
  const keep = async (caller: Caller, kept: Kept, version: number): Promise<boolean> => {
    const isSame = (record: KeptRecord | undefined) => (record?.version ?? 0) === version;
    const step = (_: unknown, record: KeptRecord | undefined) => (isSame(record) ? kept : undefined);
    return (await memoryOf(caller).update(DIGEST, kept.person, step)) !== undefined;
  };
  /** Whether Slack keeps nothing of it any more. */
  const takeBack = async ({ client }: Caller, { channel, scheduled, at }: Kept): Promise<boolean> =>
    scheduled === undefined ||
    at < now() ||
    (await callBack(client, { channel, id: scheduled }, log)) !== undefined;
  /** What the digest of an instant says: of the seven whole days before it, so that each day is in one digest. */
  const build = async (caller: Caller, at: number, gaps: readonly Gap[]): Promise<Message> => {
    const week = readWeek(await memoryOf(caller).counts(WEEK, at - DAY));
    return buildDigest(week, gaps, topicsOf(answerer));
  };
  /** Reads the gaps when they are first needed, and once for all digests: with a thousand questions that takes a second or two. */
  const gapsOf = (caller: Caller): ReadGaps => {
    let gaps: ReturnType<ReadGaps> | undefined;
    return () => {
      gaps ??= openGaps.list(caller).then((all) => all.slice(0, GAPS));
      return gaps;
    };
  };
  /**
   * Calls back the one before, and schedules it anew. Where Slack does not call it back it stays, so that there are never
   * two; of several who do this at once, one does it.
   */
  const renew = async (caller: Caller, kept: Kept, version: number, readGaps: ReadGaps): Promise<void> => {
    const isComing = kept.scheduled !== undefined && kept.at > now();
    if (isComing && kept.at < now() + TOO_LATE) return;
    const at = nextMonday(now(), kept.zone);
    const message = await build(caller, at, await readGaps());
    const mark = createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 20);
    if (isComing && kept.at === at && kept.mark === mark) return;
    if (!(await takeBack(caller, kept))) return;
    const claim = { ...kept, scheduled: undefined, at, mark: '' };
    if (!(await keep(caller, claim, version))) return;
    const { client } = caller;
    const scheduled = await scheduleOnce(client, { channel: kept.channel, at, message, log });
    const fresh = { ...claim, scheduled, mark };
    // It was switched off in the meantime.
    if (!(await keep(caller, fresh, version + 1))) await takeBack(caller, fresh);
  };
  const quietly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ event: 'digest', outcome: error instanceof StoreError ? error.kind : slackErrorOf(error) });
    }
  };

  const digests: Digests = {
    async isOn(caller) {
      const record = await memoryOf(caller).record(DIGEST, caller.user);
      return record !== undefined && readKept(caller.user, record.value)?.off !== true;
    },

    async toggle(caller) {
      const memory = memoryOf(caller);
      if (await digests.isOn(caller)) {
        await digests.leave(caller, caller.user);
        return false;
      }
      const person = await people.find(caller.client, caller.user, workspaceOf(caller.context));
      // Slack schedules into a channel; a message of ours tells which one the direct messages are.
      const text = 'From now on my weekly digest comes here, on Mondays at nine.';
      const { channel = caller.user } = await post(caller.client, { channel: caller.user, text });
      // One that Slack has not called back yet is the first of the new ones.
      const { value, version } = (await memory.record(DIGEST, caller.user)) ?? { value: {}, version: 0 };
      const kept = readKept(caller.user, value) ?? { scheduled: undefined, at: 0, mark: '' };
      const fresh = { ...kept, person: caller.user, channel, zone: person?.zone, off: false };
      const isKept = await keep(caller, fresh, version);
      // It is on; where Slack does not take it now, it does within the hour.
      if (isKept) await quietly(() => renew(caller, fresh, version + 1, gapsOf(caller)));
      return true;
    },

    async refresh(caller) {
      await quietly(async () => {
        const memory = memoryOf(caller);
        const settings = readSettings(await memory.snapshot());
        const readGaps = gapsOf(caller);
        for (const { id, value, version } of await memory.records(DIGEST)) {
          // One that fails keeps nobody else from theirs.
          await quietly(async () => {
            const kept = readKept(id, value);
            const person = kept && (await people.find(caller.client, id, workspaceOf(caller.context)));
            const isOver = kept?.off || (person && (person.gone || !looksAfter(person, settings)));
            if (isOver) await digests.leave(caller, id);
            else if (kept)
              await renew(caller, { ...kept, zone: person?.zone ?? kept.zone }, version, readGaps);
          });
        }
      });
    },

    async leave(caller, person) {
      const memory = memoryOf(caller);
      const record = await memory.record(DIGEST, person);
      if (!record) return { hadIt: false, isComing: false };
      const kept = readKept(person, record.value);
      const isComing = kept !== undefined && !(await takeBack(caller, kept));
      if (!isComing) await memory.removeRecords(DIGEST, [person]);
      // The housekeeping tries again to call it back.
      else await keep(caller, { ...kept, off: true }, record.version);
      return { hadIt: kept?.off !== true, isComing };
    },
  };
  return digests;
}

function readKept(person: string, value: unknown): Kept | undefined {
  const { channel, zone, scheduled, at, mark, off } = (value ?? {}) as Record<string, unknown>;
  if (typeof channel !== 'string') return undefined;
  return {
    person,
    channel,
    zone: typeof zone === 'string' ? zone : undefined,
    scheduled: typeof scheduled === 'string' ? scheduled : undefined,
    at: typeof at === 'number' ? at : 0,
    mark: typeof mark === 'string' ? mark : '',
    off: off === true,
  };
}
