import type { Log } from '../../log.ts';
import type { Progress } from '../../onboarding/progress.ts';
import { buildFollowUp } from '../blocks/onboarding.ts';
import { changeProgress } from './change-progress.ts';
import type { Doing } from './doing.ts';
import type { MemoryParts } from './parts.ts';
import { slackErrorOf } from './slack-error.ts';
import { workspaceOf } from './workspace.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store'> & { readonly log: Log; readonly now: () => number };

/** Slack does not call back what is due within a minute. */
const TOO_LATE = 2 * 60_000;

/** The message of the third working day, as Slack keeps it for us. */
export interface FollowUps {
  /** Schedules, makes anew or calls back the message, as a step in the direct messages `channel` wants it. */
  settle(doing: Doing, before: Progress, after: Progress, channel: string): Promise<void>;
  /** Calls a message back; false where it has been sent, or is about to be. */
  callBack(doing: Doing, scheduled: { readonly id: string; readonly channel: string }): Promise<boolean>;
}

/** Creates it over Slack's own schedule. `now` gives milliseconds. */
export function createFollowUps({ answerer, store, log, now }: Parts): FollowUps {
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));
  const callBack = async (
    { client }: Doing,
    scheduled: { id: string; channel: string },
  ): Promise<boolean> => {
    try {
      await client.chat.deleteScheduledMessage({
        channel: scheduled.channel,
        scheduled_message_id: scheduled.id,
      });
      return true;
    } catch (error) {
      // It has been sent, or is about to be.
      log.warn({ event: 'onboarding', outcome: 'not called back', slack: slackErrorOf(error) });
      return false;
    }
  };

  const schedule = async (doing: Doing, { followUp, quiz }: Progress, channel: string): Promise<void> => {
    const { onboarding, roles, groups } = answerer.known();
    if (!followUp || !onboarding) return;
    const topics = new Map(
      groups.flatMap((group) => group.topics.map((topic) => [topic.id, topic] as const)),
    );
    const missed = (quiz?.missed ?? []).flatMap((id) => topics.get(id) ?? []);
    try {
      const { scheduled_message_id: id = '' } = await doing.client.chat.scheduleMessage({
        channel,
        post_at: Math.floor(followUp.at / 1000),
        ...buildFollowUp(missed, { onboarding, topics, roles }),
      });
      const kept = await changeProgress(memoryOf(doing), doing.user, (is) =>
        is?.followUp?.at === followUp.at && !is.followUp.scheduled
          ? { ...is, followUp: { at: followUp.at, scheduled: { id, channel } } }
          : undefined,
      );
      // They have said stop in between.
      if (!kept) await callBack(doing, { id, channel });
    } catch (error) {
      log.warn({ event: 'onboarding', outcome: 'not scheduled', slack: slackErrorOf(error) });
    }
  };

  /** Does at Slack what a step has changed: the message of the third working day. */
  const settle = async (doing: Doing, before: Progress, after: Progress, channel: string): Promise<void> => {
    const was = before.followUp;
    if (after.followUp && !was) return schedule(doing, after, channel);
    if (!was?.scheduled) return;
    if (!after.followUp) return void (await callBack(doing, was.scheduled));
    const missed = after.quiz?.missed ?? [];
    const ended = before.stage === 'quiz' && after.stage === 'finished';
    if (!ended || missed.length === 0 || was.at < now() + TOO_LATE) return;
    // Once more, with what they missed; of two who get here, one goes on.
    const claimed = await changeProgress(memoryOf(doing), doing.user, (is) =>
      is?.followUp?.scheduled?.id === was.scheduled?.id && is?.followUp
        ? { ...is, followUp: { at: is.followUp.at, scheduled: undefined } }
        : undefined,
    );
    if (claimed && (await callBack(doing, was.scheduled))) await schedule(doing, claimed.after, channel);
  };

  return { settle, callBack };
}
