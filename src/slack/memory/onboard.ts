import type { Log } from '../../log.ts';
import { nextStep, outcomeOf } from '../../onboarding/next-step.ts';
import { beginProgress, type Progress, readProgress } from '../../onboarding/progress.ts';
import { StoreError } from '../../store/errors.ts';
import { buildOnboarding, type OnboardingShown } from '../blocks/onboarding.ts';
import { changeProgress } from './change-progress.ts';
import type { Doing } from './doing.ts';
import { createFollowUps } from './follow-up.ts';
import type { Greeted, Onboarder } from './onboarder.ts';
import type { MemoryParts } from './parts.ts';
import type { Person } from './people.ts';
import { slackErrorOf } from './slack-error.ts';
import { teamsOf } from './teams-of.ts';
import { workspaceOf } from './workspace.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store' | 'people'> & {
  readonly log: Log;
  readonly now?: () => number;
  readonly random?: () => number;
};

/** A greeting that has been on its way for so long was lost, in milliseconds. */
const LOST = 60_000;

/** Creates it over the memory. `now` gives milliseconds, `random` numbers from 0 up to 1. */
export function createOnboarder({
  answerer,
  store,
  people,
  log,
  now = Date.now,
  random = Math.random,
}: Parts): Onboarder {
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));
  const followUps = createFollowUps({ answerer, store, log, now });
  const topicsNow = () =>
    new Map(
      answerer.known().groups.flatMap(({ topics }) => topics.map((topic) => [topic.id, topic] as const)),
    );

  const deliver = async (
    doing: Doing,
    person: Person,
    onboarding: OnboardingShown['onboarding'],
    by: string | undefined,
  ): Promise<Greeted> => {
    const memory = memoryOf(doing);
    const begun = beginProgress(by, now());
    try {
      const message = buildOnboarding(begun, await show(doing, begun, onboarding, person.zone));
      await doing.client.chat.postMessage({ channel: person.id, unfurl_links: false, ...message });
    } catch (error) {
      log.warn({ event: 'onboarding', outcome: 'undelivered', slack: slackErrorOf(error) });
      await changeProgress(memory, person.id, (is) =>
        is?.stage === 'new' ? { ...is, stage: 'undelivered' } : undefined,
      );
      return 'undelivered';
    }
    // Should this fail: the greeting stands, and the first press sets it right.
    await changeProgress(memory, person.id, (is) =>
      is?.stage === 'new' ? { ...is, stage: 'greeted' } : undefined,
    ).catch(() => {});
    return 'greeted';
  };

  const show = async (
    doing: Doing,
    progress: Progress,
    onboarding: OnboardingShown['onboarding'],
    zone: string | undefined,
  ): Promise<OnboardingShown> => {
    const { roles, titleOf } = answerer.known();
    const showsTeam = progress.stage === 'tour' && onboarding.tour[progress.step]?.showsTeam === true;
    const teams = showsTeam ? await teamsOf({ answerer, store, log }, doing) : [];
    return { onboarding, topics: topicsNow(), roles, titleOf, teams, zone, now: now() };
  };

  const stopped = (is: Progress | undefined): Progress | undefined => {
    if (!is) return undefined;
    return { ...is, stage: is.stage === 'finished' ? 'finished' : 'declined', followUp: undefined };
  };

  return {
    async greet(doing, person, by) {
      const { onboarding } = answerer.known();
      if (!onboarding) return 'no words';
      if (person.outside || person.gone) return 'not for them';
      const memory = memoryOf(doing);
      // Whatever stands there, from whichever version: they have been greeted.
      const isFirst = await memory.saveJourney(person.id, beginProgress(by, now()), 0);
      return isFirst ? deliver(doing, person, onboarding, by) : 'greeted before';
    },

    async greetAgain(doing, person) {
      const { onboarding } = answerer.known();
      if (!onboarding) return 'no words';
      if (person.outside || person.gone) return 'not for them';
      const claimed = await changeProgress(memoryOf(doing), person.id, (is) =>
        is && (is.stage === 'undelivered' || (is.stage === 'new' && is.since < now() - LOST))
          ? { ...is, stage: 'new', since: now() }
          : undefined,
      );
      return claimed ? deliver(doing, person, onboarding, claimed.after.by) : 'greeted before';
    },

    async begin(doing) {
      const { onboarding } = answerer.known();
      const person = await people.find(doing.client, doing.user, workspaceOf(doing.context));
      if (!onboarding || !person || person.outside) return undefined;
      const memory = memoryOf(doing);
      const changed = await changeProgress(memory, doing.user, (is) => {
        if (is && ['tour', 'quiz', 'finished'].includes(is.stage)) return undefined;
        return { ...(is ?? beginProgress(undefined, now())), stage: 'greeted' };
      });
      const kept = changed?.after ?? readProgress((await memory.journey(doing.user))?.value);
      const progress = kept ?? beginProgress(undefined, now());
      return buildOnboarding(progress, await show(doing, progress, onboarding, person.zone));
    },

    async step(doing, event, channel) {
      const { onboarding } = answerer.known();
      if (!onboarding) return undefined;
      const person = await people.find(doing.client, doing.user, workspaceOf(doing.context));
      const zone = person?.zone;
      const course = { onboarding, topics: topicsNow() };
      let before = beginProgress(undefined, now());
      const changed = await changeProgress(memoryOf(doing), doing.user, (is) => {
        before = is ?? beginProgress(undefined, now());
        return nextStep(before, event, course, { random, now: now(), zone });
      });
      const after = changed?.after ?? before;
      const message = buildOnboarding(after, await show(doing, after, onboarding, zone));
      return { message, settle: async () => changed && followUps.settle(doing, before, after, channel) };
    },

    async stop(doing) {
      const changed = await changeProgress(memoryOf(doing), doing.user, stopped);
      const was = changed?.before?.followUp?.scheduled;
      if (was) await followUps.callBack(doing, was);
      return changed
        ? 'Stopped. I write to you only when you ask me something. “I’m new here” starts the tour again.'
        : 'There is nothing to stop: I write to you only when you ask me something.';
    },

    async leave(doing, person) {
      const changed = await changeProgress(
        memoryOf(doing),
        person,
        (is) => is && { ...is, stage: 'gone', followUp: undefined },
      );
      const was = changed?.before?.followUp?.scheduled;
      if (was) await followUps.callBack(doing, was);
    },

    async progressOf(doing, person) {
      try {
        return readProgress((await memoryOf(doing).journey(person))?.value);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return undefined; // whoever asks shows the rest
      }
    },

    async invitedBy(doing) {
      const all = await memoryOf(doing).journeys();
      return all.flatMap(({ person: id, value }) => {
        const progress = readProgress(value);
        if (progress?.by !== doing.user) return [];
        const lost = progress.stage === 'new' && progress.since < now() - LOST;
        return [{ id, outcome: lost ? ('undelivered' as const) : outcomeOf(progress) }];
      });
    },
  };
}
