import type { Onboarding } from '../../knowledge/types.ts';
import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import { slackErrorOf } from '../../slack/slack-error.ts';
import type { Message } from '../../slack/ui/message.ts';
import { knownNow } from '../learning/maintainers.ts';
import type { MemoryParts } from '../parts.ts';
import { teamsOf } from '../team/teams-of.ts';
import type { Course } from './next-step.ts';
import type { Progress } from './progress.ts';
import { buildOnboarding } from './views/tour.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store'> & { readonly log: Log; readonly now: () => number };

/** How far somebody is, as the one message that they see. */
interface Showing {
  courseOf(onboarding: Onboarding): Course;
  build(caller: Caller, progress: Progress, onboarding: Onboarding): Promise<Message>;
  /** Takes the promise of a message out of what was shown last; false where it still promises one. */
  mend(caller: Caller, before: Progress | undefined, after: Progress): Promise<boolean>;
}

/** Creates it over the knowledge and the memory of now. `now` gives milliseconds. */
export function createShowing({ answerer, store, log, now }: Parts): Showing {
  const showing: Showing = {
    courseOf: (onboarding) => ({ onboarding, topics: knownNow({ answerer }).topics }),

    async build(caller, progress, onboarding) {
      const { roles, titleOf } = answerer.known();
      const showsTeam = progress.stage === 'tour' && onboarding.tour[progress.step]?.showsTeam === true;
      const teams = showsTeam ? await teamsOf({ answerer, store, log }, caller) : [];
      const shown = { ...showing.courseOf(onboarding), roles, titleOf, teams, now: now() };
      return buildOnboarding(progress, shown);
    },

    async mend(caller, before, after) {
      const { onboarding } = answerer.known();
      const { place } = after;
      if (!onboarding || !before?.finished || !before.followUp) return true;
      if (place?.ts === undefined) return false;
      const message = await showing.build(caller, after, onboarding);
      try {
        await caller.client.chat.update({ channel: place.channel, ts: place.ts, ...message });
        return true;
      } catch (error) {
        log.warn({ event: 'onboarding', outcome: 'not mended', slack: slackErrorOf(error) });
        return false;
      }
    },
  };
  return showing;
}
