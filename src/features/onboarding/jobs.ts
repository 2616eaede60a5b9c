import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Job } from '../../slack/jobs.ts';
import { tryToPost } from '../../slack/post.ts';
import { storeOf } from '../../slack/store.ts';
import type { Message } from '../../slack/ui/blocks.ts';
import { claimFollowUp, isDue, mostAsked, moveTo, releaseFollowUp } from './follow-up.ts';
import type { Platform } from './greeter.ts';
import { JOURNEY, type Progress, readProgress } from './progress.ts';
import { buildFollowUp } from './views/follow-up.ts';

/** What people ask most is counted over so many days. */
const DAYS_COUNTED = 28;

/** The messages of the third working day. Each is claimed before it is posted, so that it comes once. */
export function createOnboardingJobs({ answerer, store, people, log, now }: Platform): Job[] {
  const change = (bot: Caller, id: string, step: (is: Progress) => Progress | undefined) =>
    storeOf(store, bot).update(JOURNEY, id, (value) => {
      const is = readProgress(value);
      return is && step(is);
    });

  const build = async (bot: Caller, { quiz }: Progress): Promise<Message | undefined> => {
    const { onboarding, roles, topics } = answerer.known();
    if (!onboarding) return undefined;
    const counts = await storeOf(store, bot).counts(DAYS_COUNTED);
    const asked = mostAsked(counts, onboarding.followUp.topics, topics);
    return buildFollowUp(onboarding.followUp.text, { asked, missed: quiz?.missed ?? [] }, { topics, roles });
  };

  const send = async (bot: Caller, id: string, progress: Progress): Promise<void> => {
    const person = await people.find(bot.client, id, workspaceOf(bot.context));
    if (person?.gone) return void (await change(bot, id, (is) => ({ ...is, followUp: undefined })));
    const { zone } = person ?? {};
    // It may be earlier there than where they were.
    if (zone !== undefined) await change(bot, id, (is) => moveTo(is, zone, now()));
    const message = await build(bot, progress);
    if (!message) return;
    const claimed = await change(bot, id, (is) => (isDue(is, now()) ? claimFollowUp(is) : undefined));
    if (!claimed) return;
    const posting = await tryToPost(bot.client, { channel: id, ...message }, { log, event: 'follow-up' });
    if (posting.outcome !== 'refused') return;
    const refusals = (progress.followUp?.refusals ?? 0) + 1;
    await change(bot, id, (is) => releaseFollowUp(is, refusals, now()));
  };

  return [
    {
      name: 'follow-ups',
      async run(bot) {
        for (const { id, value } of await storeOf(store, bot).records(JOURNEY)) {
          const progress = readProgress(value);
          const waitsForZone = progress?.followUp && progress.followUp.at === undefined;
          if (progress && (waitsForZone || isDue(progress, now()))) await send(bot, id, progress);
        }
      },
    },
  ];
}
