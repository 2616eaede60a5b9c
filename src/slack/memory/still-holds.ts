import { HOLDS_FOR, type TaughtEntry } from '../../answer/taught-entry.ts';
import type { Log } from '../../log.ts';
import { buildStillHolds } from '../blocks/taught-list.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { slackErrorOf } from './slack-error.ts';
import { workspaceOf } from './workspace.ts';

/** The question to an author, whether what they taught still holds: Slack itself keeps it for ninety days. */
export interface Checks {
  /** Asks whoever does this, in the direct messages `channel`, ninety days after `entry` was last confirmed. */
  schedule(doing: Doing, entry: TaughtEntry, channel: string): Promise<void>;
  cancel(doing: Doing, entry: string): Promise<void>;
  /** A person has left, or is to be forgotten: they are asked nothing. Tells how many questions were to come. */
  leave(doing: Doing, person: string): Promise<number>;
}

const CHECK = 'check';

/** Creates it over Slack's own schedule. What Slack does not take is logged: the answer says by itself that it is old. */
export function createChecks({
  store,
  answerer,
  log,
  now = Date.now,
}: Pick<MemoryParts, 'store' | 'answerer'> & { readonly log: Log; readonly now?: () => number }): Checks {
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));

  const callBack = async ({ client }: Doing, value: unknown): Promise<void> => {
    const { scheduled, channel, at } = (value ?? {}) as Record<string, unknown>;
    if (typeof scheduled !== 'string' || typeof channel !== 'string') return;
    // It has been asked already.
    if (typeof at === 'number' && at < now()) return;
    try {
      await client.chat.deleteScheduledMessage({ channel, scheduled_message_id: scheduled });
    } catch (error) {
      log.warn({ event: 'taught', outcome: 'not called back', slack: slackErrorOf(error) });
    }
  };

  const checks: Checks = {
    async schedule(doing, entry, channel) {
      await checks.cancel(doing, entry.id);
      const { roles, groups } = answerer.known();
      const topics = new Map(
        groups.flatMap((group) => group.topics.map((topic) => [topic.id, topic] as const)),
      );
      try {
        const at = entry.checked + HOLDS_FOR;
        const { scheduled_message_id: scheduled } = await doing.client.chat.scheduleMessage({
          channel,
          post_at: Math.floor(at / 1000),
          ...buildStillHolds(entry, { roles, topics }),
        });
        await memoryOf(doing).saveRecord(CHECK, entry.id, { scheduled, channel, at, person: doing.user }, 0);
      } catch (error) {
        log.warn({ event: 'taught', outcome: 'not scheduled', slack: slackErrorOf(error) });
      }
    },
    async cancel(doing, entry) {
      const memory = memoryOf(doing);
      const record = await memory.record(CHECK, entry);
      if (!record) return;
      await memory.removeRecords(CHECK, [entry]);
      await callBack(doing, record.value);
    },
    async leave(doing, person) {
      const memory = memoryOf(doing);
      const theirs = (await memory.records(CHECK)).filter(
        ({ value }) => (value as { person?: unknown } | null)?.person === person,
      );
      for (const { id, value } of theirs) {
        await memory.removeRecords(CHECK, [id]);
        await callBack(doing, value);
      }
      return theirs.length;
    },
  };
  return checks;
}
