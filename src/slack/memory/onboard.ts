import { isDeepStrictEqual } from 'node:util';
import { webApi } from '@slack/bolt';
import { nameAll } from '../../answer/here.ts';
import type { Log } from '../../log.ts';
import { type Event, nextStep, type Outcome, outcomeOf } from '../../onboarding/next-step.ts';
import { beginProgress, type Progress, readProgress } from '../../onboarding/progress.ts';
import { StoreError } from '../../store/errors.ts';
import type { WorkspaceStore } from '../../store/types.ts';
import type { Message } from '../blocks/message.ts';
import {
  buildFollowUp,
  buildOnboarding,
  buildUndelivered,
  type OnboardingShown,
} from '../blocks/onboarding.ts';
import { describeRole } from '../blocks/team.ts';
import type { Doing, MemoryParts } from './parts.ts';
import type { Person } from './people.ts';
import { workspaceOf } from './workspace.ts';

/** What came of greeting somebody. */
export type Greeted = 'greeted' | 'greeted before' | 'undelivered' | 'not for them' | 'no words';

/** What a step gives: the message as it is now, and what remains to be done once it is shown. */
interface Stepped {
  readonly message: Message;
  readonly settle: () => Promise<void>;
}

/** Somebody's way through the first week: kept in the memory, shown in one message. */
export interface Onboarder {
  /** Greets a person once, ever. `by` is told of it, and hears when it could not be delivered. */
  greet(doing: Doing, person: Person, by: string): Promise<Greeted>;
  /** Tries once more where a greeting could not be delivered. */
  greetAgain(doing: Doing, person: Person): Promise<Greeted>;
  /** For somebody who asks: the greeting, or where they left off. Undefined where there are no words, or it is not for them. */
  begin(doing: Doing): Promise<Message | undefined>;
  /** Takes a step in the direct messages `channel`. */
  step(doing: Doing, event: Event, channel: string): Promise<Stepped | undefined>;
  /** Stops, and calls back the message that was to come; what to tell the person. */
  stop(doing: Doing): Promise<string>;
  /** A person has left, or is to be forgotten: the message that was to come is called back. */
  leave(doing: Doing, person: string): Promise<void>;
  /** How far somebody is; undefined where it has not begun, or the memory is away. */
  progressOf(doing: Doing, person: string): Promise<Progress | undefined>;
  /** Those whom a person has invited, the newest first. */
  invitedBy(doing: Doing): Promise<readonly { readonly id: string; readonly outcome: Outcome }[]>;
}

type Parts = Pick<MemoryParts, 'answerer' | 'store' | 'people'> & {
  readonly log: Log;
  readonly now?: () => number;
  readonly random?: () => number;
};

/** Tries to write against others who write the same. */
const TRIES = 5;
/** A greeting that has been on its way for so long was lost, in milliseconds. */
const LOST = 60_000;
/** Slack does not call back what is due within a minute. */
const TOO_LATE = 2 * 60_000;
const CHANNELS = 5;

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
      await change(memory, person.id, (is) =>
        is?.stage === 'new' ? { ...is, stage: 'undelivered' } : undefined,
      );
      return 'undelivered';
    }
    // Should this fail: the greeting stands, and the first press sets it right.
    await change(memory, person.id, (is) =>
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
    const teams = showsTeam ? await teamsOf(doing) : [];
    return { onboarding, topics: topicsNow(), roles, titleOf, teams, zone, now: now() };
  };

  /** Who holds what in the channels of a person; undefined where that cannot be known. */
  const teamsOf = async (doing: Doing): Promise<string[] | undefined> => {
    const { roles } = answerer.known();
    try {
      const snapshot = await memoryOf(doing).snapshot();
      if (snapshot.channels.size === 0) return [];
      const own = snapshot.homes.get(doing.user);
      const { channels = [] } = await doing.client.users.conversations({
        user: doing.user,
        types: 'public_channel',
        exclude_archived: true,
        limit: 999,
      });
      const ids = [...(own === undefined ? [] : [own]), ...channels.flatMap(({ id }) => id ?? [])];
      const theirs = [...new Set(ids)].flatMap((id) => {
        const team = snapshot.channels.get(id);
        return team && team.assignments.size > 0 ? [{ id, team }] : [];
      });
      return theirs.slice(0, CHANNELS).map(({ id, team }) => {
        const lines = roles.map((role) => {
          const { holders = [], note = '' } = team.assignments.get(role.id) ?? {};
          return describeRole({ role, holders: nameAll(holders, snapshot.names), note });
        });
        return `<#${id}>\n${lines.join('\n')}`;
      });
    } catch (error) {
      log.warn({ event: 'onboarding', outcome: 'no teams', slack: slackErrorOf(error) });
      return undefined; // the step says so, and the tour goes on
    }
  };

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
    const { onboarding, roles } = answerer.known();
    if (!followUp || !onboarding) return;
    const topics = topicsNow();
    const missed = (quiz?.missed ?? []).flatMap((id) => topics.get(id) ?? []);
    try {
      const { scheduled_message_id: id = '' } = await doing.client.chat.scheduleMessage({
        channel,
        post_at: Math.floor(followUp.at / 1000),
        ...buildFollowUp(missed, { onboarding, topics, roles }),
      });
      const kept = await change(memoryOf(doing), doing.user, (is) =>
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
    const claimed = await change(memoryOf(doing), doing.user, (is) =>
      is?.followUp?.scheduled?.id === was.scheduled?.id && is?.followUp
        ? { ...is, followUp: { at: is.followUp.at, scheduled: undefined } }
        : undefined,
    );
    if (claimed && (await callBack(doing, was.scheduled))) await schedule(doing, claimed.after, channel);
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
      const claimed = await change(memoryOf(doing), person.id, (is) =>
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
      const changed = await change(memory, doing.user, (is) => {
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
      const changed = await change(memoryOf(doing), doing.user, (is) => {
        before = is ?? beginProgress(undefined, now());
        return nextStep(before, event, course, { random, now: now(), zone });
      });
      const after = changed?.after ?? before;
      const message = buildOnboarding(after, await show(doing, after, onboarding, zone));
      return { message, settle: async () => changed && settle(doing, before, after, channel) };
    },

    async stop(doing) {
      const changed = await change(memoryOf(doing), doing.user, stopped);
      const was = changed?.before?.followUp?.scheduled;
      if (was) await callBack(doing, was);
      return changed
        ? 'Stopped. I write to you only when you ask me something. “I’m new here” starts the tour again.'
        : 'There is nothing to stop: I write to you only when you ask me something.';
    },

    async leave(doing, person) {
      const changed = await change(
        memoryOf(doing),
        person,
        (is) => is && { ...is, stage: 'gone', followUp: undefined },
      );
      const was = changed?.before?.followUp?.scheduled;
      if (was) await callBack(doing, was);
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

/** Tells whoever invited somebody that the greeting did not arrive. */
export async function reportUndelivered({ client }: Doing, to: string, person: Person): Promise<void> {
  await client.chat.postMessage({ channel: to, ...buildUndelivered(person) });
}

/**
 * Changes somebody's progress against all others who do; `step` gives what it is to be, or undefined to leave it.
 * Undefined where nothing was changed. Throws a StoreError of kind busy where others are always first.
 */
async function change(
  memory: WorkspaceStore,
  person: string,
  step: (is: Progress | undefined) => Progress | undefined,
): Promise<{ readonly before: Progress | undefined; readonly after: Progress } | undefined> {
  for (let i = 0; i < TRIES; i++) {
    const kept = await memory.journey(person);
    const before = readProgress(kept?.value);
    const after = step(before);
    if (!after || isDeepStrictEqual(before, after)) return undefined;
    if (await memory.saveJourney(person, after, kept?.version ?? 0)) return { before, after };
  }
  throw new StoreError('busy', 'The memory is busy with something else at the moment.');
}

/** Slack's word for what went wrong, for the log. */
function slackErrorOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.name : 'unknown';
}
