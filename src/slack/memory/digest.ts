import { nextMonday, readWeek } from '../../learning/digest.ts';
import type { Log } from '../../log.ts';
import { StoreError } from '../../store/errors.ts';
import { buildDigest } from '../blocks/digest.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { looksAfter, readSettings } from './rights.ts';
import { slackErrorOf } from './slack-error.ts';
import { workspaceOf } from './workspace.ts';

/** The weekly digest, on Monday at nine where the person is; Slack itself sends it. */
export interface Digests {
  /** Whether a person has it. Throws a StoreError. */
  isOn(doing: Doing): Promise<boolean>;
  /** Switches it on or off for a person; whether it is on now. Throws a StoreError. */
  toggle(doing: Doing): Promise<boolean>;
  /** Writes the coming digests anew with the figures of now, at most once an hour. Throws nothing. */
  refresh(doing: Doing): Promise<void>;
  /** A person has left, or is to be forgotten. */
  leave(doing: Doing, person: string): Promise<void>;
}

/** The kind of its records; each has the id of its person. */
export const DIGEST = 'digest';
const HOUR = 60 * 60 * 1000;
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
}

/** Creates it over Slack's own schedule. `now` gives milliseconds. */
export function createDigests({
  store,
  people,
  answerer,
  teaching,
  log,
  now = Date.now,
}: Pick<MemoryParts, 'store' | 'people' | 'answerer' | 'teaching'> & {
  readonly log: Log;
  readonly now?: () => number;
}): Digests {
  const refreshed = new Map<string, number>();
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));

  const callBack = async ({ client }: Doing, { channel, scheduled }: Kept): Promise<void> => {
    if (scheduled === undefined) return;
    try {
      await client.chat.deleteScheduledMessage({ channel, scheduled_message_id: scheduled });
    } catch (error) {
      log.warn({ event: 'digest', outcome: 'not called back', slack: slackErrorOf(error) });
    }
  };
  const build = async (doing: Doing) => {
    const { gaps } = await teaching.gaps(doing);
    const titles = new Map(
      answerer.known().groups.flatMap(({ topics }) => topics.map(({ id, title }) => [id, title] as const)),
    );
    return buildDigest(readWeek(await memoryOf(doing).counts(WEEK)), gaps.slice(0, GAPS), titles);
  };
  /** Schedules it anew; of several instances that do so at once, one does. */
  const renew = async (doing: Doing, kept: Kept, version: number): Promise<void> => {
    if (kept.scheduled !== undefined && kept.at > now() && kept.at < now() + TOO_LATE) return;
    const memory = memoryOf(doing);
    const at = nextMonday(now(), kept.zone);
    if (!(await memory.saveRecord(DIGEST, kept.person, { ...kept, scheduled: undefined, at }, version)))
      return;
    let scheduled: string | undefined;
    try {
      const message = { channel: kept.channel, post_at: Math.floor(at / 1000), ...(await build(doing)) };
      scheduled = (await doing.client.chat.scheduleMessage(message)).scheduled_message_id;
    } finally {
      // Where Slack did not take the new one, the old one stays.
      const fresh = scheduled === undefined ? kept : { ...kept, scheduled, at };
      const isKept = await memory.saveRecord(DIGEST, kept.person, fresh, version + 1);
      const lost = isKept ? kept : { ...kept, scheduled };
      if (scheduled !== undefined && (!isKept || kept.at > now())) await callBack(doing, lost);
    }
  };

  const digests: Digests = {
    isOn: async (doing) => (await memoryOf(doing).record(DIGEST, doing.user)) !== undefined,

    async toggle(doing) {
      const memory = memoryOf(doing);
      const record = await memory.record(DIGEST, doing.user);
      if (record) {
        await digests.leave(doing, doing.user);
        return false;
      }
      const person = await people.find(doing.client, doing.user, workspaceOf(doing.context));
      // Slack schedules into a channel; a message of ours tells which one the direct messages are.
      const text = 'From now on my weekly digest comes here, on Mondays at nine.';
      const { channel = doing.user } = await doing.client.chat.postMessage({ channel: doing.user, text });
      const kept: Kept = { person: doing.user, channel, zone: person?.zone, scheduled: undefined, at: 0 };
      if (await memory.saveRecord(DIGEST, doing.user, kept, 0)) await renew(doing, kept, 1);
      return true;
    },

    async refresh(doing) {
      const workspace = workspaceOf(doing.context);
      if ((refreshed.get(workspace) ?? 0) > now() - HOUR) return;
      if (refreshed.size > 10_000) refreshed.clear();
      refreshed.set(workspace, now());
      const quietly = async (work: () => Promise<void>) => {
        try {
          await work();
        } catch (error) {
          const outcome = error instanceof StoreError ? error.kind : slackErrorOf(error);
          log.warn({ event: 'digest', outcome });
        }
      };
      await quietly(async () => {
        const memory = memoryOf(doing);
        const settings = readSettings(await memory.snapshot());
        for (const { id, value, version } of await memory.records(DIGEST)) {
          // One that fails keeps nobody else from theirs.
          await quietly(async () => {
            const kept = readKept(id, value);
            const person = kept && (await people.find(doing.client, id, workspace));
            if (person && !looksAfter(person, settings)) await digests.leave(doing, id);
            else if (kept) await renew(doing, kept, version);
          });
        }
      });
    },

    async leave(doing, person) {
      const memory = memoryOf(doing);
      const record = await memory.record(DIGEST, person);
      const kept = record && readKept(person, record.value);
      if (!record) return;
      await memory.removeRecords(DIGEST, [person]);
      if (kept) await callBack(doing, kept);
    },
  };
  return digests;
}

function readKept(person: string, value: unknown): Kept | undefined {
  const { channel, zone, scheduled, at } = (value ?? {}) as Record<string, unknown>;
  if (typeof channel !== 'string') return undefined;
  return {
    person,
    channel,
    zone: typeof zone === 'string' ? zone : undefined,
    scheduled: typeof scheduled === 'string' ? scheduled : undefined,
    at: typeof at === 'number' ? at : 0,
  };
}
