import { webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import type { Person } from '../../slack/directory/people.ts';
import { post } from '../../slack/post.ts';
import { slackErrorOf } from '../../slack/slack-error.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { MemoryParts } from '../parts.ts';
import { changeProgress } from './change-progress.ts';
import { readTombstone } from './greeted-before.ts';
import type { Greeted, Greeter, Invited } from './onboarder.ts';
import { isUncertain, outcomeOf } from './outcome.ts';
import { beginProgress, JOURNEY, type Progress, readProgress } from './progress.ts';
import { buildGreeting } from './views/tour.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store' | 'people'> & {
  readonly log: Log;
  readonly now: () => number;
};

/** Creates it over the memory. `now` gives milliseconds. */
export function createGreeter({ answerer, store, people, log, now }: Parts): Greeter {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));
  const find = ({ client, context }: Caller, id: string) => people.find(client, id, workspaceOf(context));

  /** Sends it, after it was written down that it is on its way. */
  const deliver = async (caller: Caller, person: Person, by: string | undefined): Promise<Greeted> => {
    const { onboarding } = answerer.known();
    if (!onboarding) return 'no words';
    const set = (change: Partial<Progress>) =>
      changeProgress(
        memoryOf(caller),
        person.id,
        (is) => is && (is.stage === 'new' || is.stage === 'uncertain' ? { ...is, ...change } : undefined),
      );
    let answer: { channel?: string; ts?: string };
    try {
      const asked = by === undefined ? undefined : await find(caller, by);
      const message = buildGreeting(onboarding, { askedBy: asked?.name ?? 'somebody' });
      answer = await post(caller.client, { channel: person.id, ...message });
    } catch (error) {
      log.warn({ event: 'onboarding', outcome: 'undelivered', slack: slackErrorOf(error) });
      // Only where Slack itself has said no is it sure that nothing arrived.
      const outcome = error instanceof webApi.WebAPIPlatformError ? 'undelivered' : 'uncertain';
      await set({ stage: outcome });
      return outcome;
    }
    const { channel, ts } = answer;
    // Should this fail: the greeting stands, and the first press sets it right. Until then it counts as uncertain.
    await set({
      stage: 'greeted',
      zone: person.zone,
      ...(channel === undefined ? {} : { place: { channel, ts } }),
    }).catch(() => {});
    return 'greeted';
  };

  /** Whether nobody looks after a greeting any more. */
  const isOrphan = async (caller: Caller, { by }: Progress): Promise<boolean> => {
    const inviter = by === undefined ? undefined : await find(caller, by);
    return by === undefined || inviter?.gone === true;
  };

  return {
    async greet(caller, person, by) {
      if (!answerer.known().onboarding) return 'no words';
      if (person.outside || person.gone) return 'not for them';
      const memory = memoryOf(caller);
      if (await readTombstone(memory, workspaceOf(caller.context), person.id)) return 'greeted before';
      const begun = { ...beginProgress(by, now()), zone: person.zone };
      if (await memory.update(JOURNEY, person.id, (is) => (is === undefined ? begun : undefined)))
        return deliver(caller, person, by);
      // Whatever stands there, from whichever version: they have been greeted, if it was not lost on its way.
      const is = readProgress((await memory.record(JOURNEY, person.id))?.value);
      return is && isUncertain(is, now()) ? 'uncertain' : 'greeted before';
    },

    async greetAgain(caller, person) {
      if (!answerer.known().onboarding) return 'no words';
      if (person.outside || person.gone) return 'not for them';
      const claimed = await changeProgress(memoryOf(caller), person.id, (is) =>
        is && (is.stage === 'undelivered' || isUncertain(is, now()))
          ? { ...is, stage: 'new', since: now(), by: is.by ?? caller.user }
          : undefined,
      );
      return claimed ? deliver(caller, person, claimed.after.by) : 'greeted before';
    },

    async invitedBy(caller) {
      const admin = (await find(caller, caller.user))?.admin === true;
      const failed: Invited[] = [];
      const others: Invited[] = [];
      for (const { id, value } of await memoryOf(caller).records(JOURNEY)) {
        const progress = readProgress(value);
        if (!progress) continue;
        const outcome = outcomeOf(progress, now());
        const isFailed = outcome === 'undelivered' || outcome === 'uncertain';
        const isTheirs = progress.by === caller.user;
        const isSeen = isTheirs || (isFailed && admin && (await isOrphan(caller, progress)));
        if (isSeen) (isFailed ? failed : others).push({ id, outcome });
      }
      return [...failed, ...others];
    },
  };
}
