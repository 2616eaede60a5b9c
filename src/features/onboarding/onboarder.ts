import type { Onboarding } from '../../knowledge/types.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { Channels } from '../../slack/directory/channels.ts';
import { slackErrorOf } from '../../slack/errors.ts';
import { storeOf } from '../../slack/store.ts';
import { type Message, say } from '../../slack/ui/blocks.ts';
import { StoreError } from '../../store/errors.ts';
import { teamsOf } from '../team/teams-of.ts';
import { COPY } from './copy.ts';
import { moveTo } from './follow-up.ts';
import { readGreeted, rememberGreeted } from './greeted-before.ts';
import type { Platform } from './greeter.ts';
import { beginAgain, type Event, nextStep, stopHere } from './next-step.ts';
import { beginProgress, JOURNEY, type Place, type Progress, readProgress } from './progress.ts';
import { buildOnboarding } from './views/tour.ts';

/** Somebody's way through the first week: kept in the store, shown in one message. */
export type Onboarder = ReturnType<typeof createOnboarder>;

/** Creates it. All of it throws a StoreError, but for `progressOf`. `now` gives milliseconds since 1970, `random` numbers from 0 up to 1. */
export function createOnboarder({
  answerer,
  store,
  people,
  channels,
  log,
  now,
  random = Math.random,
}: Platform & { readonly channels: Channels; readonly random?: () => number }) {
  const find = ({ client, context, user }: Caller) => people.find(client, user, workspaceOf(context));
  const change = async (caller: Caller, step: (is: Progress | undefined) => Progress | undefined) => {
    const changed = await storeOf(store, caller).update(JOURNEY, caller.user, (value) =>
      step(readProgress(value)),
    );
    return changed && { before: readProgress(changed.before), after: changed.after };
  };
  const courseOf = (onboarding: Onboarding) => ({ onboarding, topics: answerer.known().topics });

  /** Where nothing is kept: the beginning, or what remains of somebody who was forgotten. */
  const beginningOf = async (caller: Caller): Promise<Progress> => {
    const left = await readGreeted(storeOf(store, caller), workspaceOf(caller.context), caller.user);
    const quiet = left !== undefined;
    return { ...beginProgress(undefined, now()), quiet, followUpSent: left?.followUpSent === true };
  };

  /** How far somebody is, as the one message that they see. */
  const build = async (caller: Caller, progress: Progress, onboarding: Onboarding): Promise<Message> => {
    const { roles, titleOf } = answerer.known();
    const showsTeam = progress.stage === 'tour' && onboarding.tour[progress.step]?.showsTeam === true;
    const teams = showsTeam ? await teamsOf({ answerer, store, channels, log }, caller) : [];
    return buildOnboarding(progress, { ...courseOf(onboarding), roles, titleOf, teams, now: now() });
  };

  /** Takes the announcement of a message out of what was shown last; false where it still announces one. */
  const withdrawAnnouncement = async (
    caller: Caller,
    before: Progress | undefined,
    after: Progress,
  ): Promise<boolean> => {
    const { onboarding } = answerer.known();
    const { place } = after;
    if (!onboarding || !before?.finished || !before.followUp) return true;
    if (place?.ts === undefined) return false;
    const message = await build(caller, after, onboarding);
    try {
      await caller.client.chat.update({ channel: place.channel, ts: place.ts, ...message });
      return true;
    } catch (error) {
      log.warn({ event: 'onboarding', outcome: 'not updated', slack: slackErrorOf(error) });
      return false;
    }
  };

  return {
    /** For somebody who asks: the greeting, where they left off, or why there is no tour for them. */
    async begin(caller: Caller): Promise<Message> {
      const { onboarding } = answerer.known();
      const person = await find(caller);
      if (!person) return say(COPY.words.unknownPerson);
      if (!onboarding || person.outside) return say(COPY.words.notForYou);
      const beginning = await beginningOf(caller);
      const changed = await change(caller, (is) => ({
        ...beginAgain(is ?? beginning, courseOf(onboarding)),
        zone: person.zone ?? is?.zone,
      }));
      return build(caller, changed?.after ?? beginning, onboarding);
    },

    /** Takes a step in the message at `place`; gives the message as it is now. */
    async step(caller: Caller, event: Event, place: Place): Promise<Message | undefined> {
      const { onboarding } = answerer.known();
      if (!onboarding) return undefined;
      const zone = (await find(caller))?.zone;
      const beginning = await beginningOf(caller);
      const changed = await change(caller, (is = beginning) => {
        const circumstances = { random, now: now(), zone: zone ?? is.zone };
        return { ...nextStep(is, event, courseOf(onboarding), circumstances), place };
      });
      return build(caller, changed?.after ?? beginning, onboarding);
    },

    /** Somebody has had enough; gives what to tell them. */
    async stop(caller: Caller): Promise<string> {
      const beginning = await beginningOf(caller);
      const changed = await change(caller, (is) => {
        const stopped = stopHere(is ?? beginning);
        return is?.quiet && is.stage === stopped.stage ? undefined : stopped;
      });
      if (!changed) return COPY.words.nothingToStop;
      const isWithdrawn = await withdrawAnnouncement(caller, changed.before, changed.after);
      return isWithdrawn ? COPY.words.stopped : `${COPY.words.stopped} ${COPY.words.outdated}`;
    },

    /** A person has left: no message is to come any more. */
    async leave(caller: Caller): Promise<void> {
      await change(caller, (is) => is && { ...is, followUp: undefined, stage: 'gone' });
    },

    /** Everybody who is on their way, or was. */
    people: async (bot: Caller): Promise<readonly string[]> =>
      (await storeOf(store, bot).records(JOURNEY)).map(({ id }) => id),

    /** A person is in the workspace: whoever had left may be greeted again, unless they wanted no messages. */
    async present(caller: Caller): Promise<void> {
      const workspaceStore = storeOf(store, caller);
      const is = readProgress((await workspaceStore.record(JOURNEY, caller.user))?.value);
      if (is?.stage !== 'gone') return;
      if (!is.finished && !is.quiet)
        return workspaceStore.removeRecords(JOURNEY, [caller.user]).then(() => undefined);
      await change(caller, (now) => now && { ...now, stage: now.finished ? 'finished' : 'declined' });
    },

    /** A person is about to be forgotten: what remains keeps them from being greeted again. */
    async forget(caller: Caller): Promise<{ readonly had: boolean; readonly remains?: string }> {
      const workspaceStore = storeOf(store, caller);
      const record = await workspaceStore.record(JOURNEY, caller.user);
      if (!record) return { had: false };
      const progress = readProgress(record.value) ?? beginProgress(undefined, now());
      await rememberGreeted(workspaceStore, workspaceOf(caller.context), caller.user, progress);
      return { had: true, remains: COPY.remains };
    },

    /** A person lives in a time zone: the message that is to come moves with them. */
    async moved(caller: Caller, zone: string | undefined): Promise<void> {
      if (zone !== undefined) await change(caller, (is) => is && moveTo(is, zone, now()));
    },

    /** How far somebody is; undefined where it has not begun, or the store is away. */
    async progressOf(caller: Caller, person: string): Promise<Progress | undefined> {
      try {
        return readProgress((await storeOf(store, caller).record(JOURNEY, person))?.value);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.warn({ event: 'onboarding', outcome: error.kind });
        return undefined; // whoever asks shows the rest
      }
    },
  };
}
