import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import { callBack, scheduleOnce } from '../../slack/schedule.ts';
import { slackErrorOf } from '../../slack/slack-error.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { knownNow } from '../learning/maintainers.ts';
import type { MemoryParts } from '../parts.ts';
import { changeProgress } from './change-progress.ts';
import { calledBack, claimFollowUp, keepScheduled } from './follow-up-plan.ts';
import { mostAsked } from './most-asked.ts';
import type { Progress, Scheduled } from './progress.ts';
import { JOURNEY, readProgress } from './progress.ts';
import { buildFollowUp } from './views/follow-up.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store'> & { readonly log: Log; readonly now: () => number };

/** So many days back it is counted what people ask. */
const DAYS = 28;

/** The message of the third working day, as Slack keeps it for us. */
export interface FollowUps {
  /**
   * Does at Slack what somebody's progress wants: calls back what must not be sent, schedules what is missing, and makes
   * anew what has changed. What Slack does not take is tried again the next time. Tells whether everything that must not
   * be sent is called back. Throws a StoreError.
   */
  settle(caller: Caller): Promise<boolean>;
  /** Whether Slack keeps something of a person that the memory could not be told of. */
  owes(caller: Caller): boolean;
}

/** Creates it over Slack's own schedule. `now` gives milliseconds. */
export function createFollowUps({ answerer, store, log, now }: Parts): FollowUps {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));
  /** What Slack keeps and the memory could not be told of, by person. */
  const unwritten = new Map<string, readonly Scheduled[]>();
  const keyOf = ({ context, user }: Caller) => `${workspaceOf(context)}/${user}`;

  const callBackAll = async (caller: Caller): Promise<boolean> => {
    const { toCallBack = [] } =
      readProgress((await memoryOf(caller).record(JOURNEY, caller.user))?.value) ?? {};
    let left = 0;
    for (const scheduled of toCallBack) {
      const outcome = await callBack(caller.client, scheduled, log);
      if (!outcome) left += 1;
      else
        await changeProgress(
          memoryOf(caller),
          caller.user,
          (is) => is && calledBack(is, scheduled, outcome, now()),
        );
    }
    const lost = unwritten.get(keyOf(caller)) ?? [];
    unwritten.delete(keyOf(caller));
    for (const scheduled of lost) await callBackUnwritten(caller, scheduled);
    return left === 0 && !unwritten.has(keyOf(caller));
  };

  /** Calls back what no progress knows of; while Slack does not, this process remembers it. */
  const callBackUnwritten = async (caller: Caller, scheduled: Scheduled): Promise<void> => {
    if (await callBack(caller.client, scheduled, log)) return;
    unwritten.set(keyOf(caller), [...(unwritten.get(keyOf(caller)) ?? []), scheduled]);
  };

  const build = async (caller: Caller, missed: readonly string[]) => {
    const { onboarding } = answerer.known();
    const { roles, topics } = knownNow({ answerer });
    if (!onboarding) return undefined;
    const counts = await memoryOf(caller)
      .counts(DAYS)
      .catch(() => new Map<string, number>()); // the list of the knowledge will do
    const asked = mostAsked(counts, onboarding.followUp.topics, topics);
    return buildFollowUp(onboarding.followUp.text, { asked, missed }, { topics, roles });
  };

  /** Schedules under a claim; what Slack does not take, or nobody wants any more by then, leaves nothing behind. */
  const schedule = async (caller: Caller, { followUp, quiz, place }: Progress): Promise<void> => {
    const { at, claimed } = followUp ?? {};
    const channel = place?.channel;
    const missed = quiz?.missed ?? [];
    const message = await build(caller, missed);
    if (at === undefined || claimed === undefined) return;
    const keep = (scheduled: Scheduled | undefined) =>
      changeProgress(memoryOf(caller), caller.user, (is) => is && keepScheduled(is, claimed, scheduled));
    if (channel === undefined || !message) return void (await keep(undefined));
    let id: string;
    try {
      id = await scheduleOnce(caller.client, { channel, at, message, log });
    } catch (error) {
      log.warn({ event: 'onboarding', outcome: 'not scheduled', slack: slackErrorOf(error) });
      return void (await keep(undefined));
    }
    const scheduled = { id, channel, at, missed };
    try {
      if (!(await keep(scheduled))) await callBackUnwritten(caller, scheduled);
    } catch (error) {
      // What is not kept could never be called back.
      await callBackUnwritten(caller, scheduled);
      throw error;
    }
  };

  return {
    owes: (caller) => unwritten.has(keyOf(caller)),

    async settle(caller) {
      if (!(await callBackAll(caller))) return false;
      const claimed = await changeProgress(
        memoryOf(caller),
        caller.user,
        (is) => is?.place && claimFollowUp(is, now()),
      );
      if (!claimed) return true;
      // Never the new one beside the old one.
      if (await callBackAll(caller)) await schedule(caller, claimed.after);
      return true;
    },
  };
}
