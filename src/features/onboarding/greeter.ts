import type { Answerer } from '../../answer/answerer.ts';
import type { Log } from '../../log.ts';
import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { People, Person } from '../../slack/directory/people.ts';
import { tryToPost } from '../../slack/post.ts';
import { storeOf } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/open-store.ts';
import { COPY } from './copy.ts';
import { readGreeted } from './greeted-before.ts';
import {
  beginProgress,
  isFailed,
  isUncertain,
  JOURNEY,
  type Outcome,
  outcomeOf,
  type Progress,
  readProgress,
} from './progress.ts';
import { buildGreeting } from './views/tour.ts';

/** What this feature is built on. */
export interface Platform {
  readonly answerer: Pick<Answerer, 'known'>;
  readonly store: Store;
  readonly people: People;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What came of greeting somebody. `uncertain`: it may have arrived or not. */
export type Greeted = 'greeted' | 'greeted before' | 'undelivered' | 'uncertain' | 'not for them' | 'no tour';

/** They had left, and had not said that they want no messages. */
const hasComeBack = (is: Progress | undefined) => is?.stage === 'gone' && !is.finished && !is.quiet;

/** Sends the first message of somebody's first week, once ever. */
export type Greeter = ReturnType<typeof createGreeter>;

/** Creates it. All of it throws a StoreError. `now` gives milliseconds since 1970. */
export function createGreeter({ answerer, store, people, log, now }: Platform) {
  const find = ({ client, context }: Caller, id: string) => people.find(client, id, workspaceOf(context));

  /** Sends it, after it was written down that it is on its way. */
  const deliver = async (caller: Caller, person: Person, by: string | undefined): Promise<Greeted> => {
    const { onboarding } = answerer.known();
    if (!onboarding) return 'no tour';
    const change = (to: Partial<Progress>) =>
      storeOf(store, caller).update(JOURNEY, person.id, (value) => {
        const is = readProgress(value);
        return is && (is.stage === 'new' || is.stage === 'uncertain') ? { ...is, ...to } : undefined;
      });
    const askedBy = by === undefined ? undefined : (await find(caller, by))?.name;
    const greeting = buildGreeting(onboarding, { askedBy: askedBy ?? COPY.tour.somebody });
    const message = { channel: person.id, ...greeting };
    const posting = await tryToPost(caller.client, message, { log, event: 'greeting' });
    if (posting.outcome !== 'posted') {
      const stage = posting.outcome === 'refused' ? 'undelivered' : 'uncertain';
      await change({ stage });
      return stage;
    }
    const { channel, ts } = posting;
    const place = channel === undefined ? {} : { place: { channel, ts } };
    try {
      await change({ stage: 'greeted', zone: person.zone, ...place });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // The greeting stands, and the first press sets it right. Until then it counts as uncertain.
      log.warn({ event: 'onboarding', outcome: error.kind });
    }
    return 'greeted';
  };

  const refuse = (person: Person): Greeted | undefined => {
    if (!answerer.known().onboarding) return 'no tour';
    return person.outside || person.gone ? 'not for them' : undefined;
  };

  /** Whether nobody is told about a greeting any more. */
  const isOrphan = async (caller: Caller, { by }: Progress): Promise<boolean> =>
    by === undefined || (await find(caller, by))?.gone === true;

  return {
    /** Greets a person. `by` stands in it. */
    async greet(caller: Caller, person: Person, by: string | undefined): Promise<Greeted> {
      const refusal = refuse(person);
      if (refusal) return refusal;
      const workspaceStore = storeOf(store, caller);
      if (await readGreeted(workspaceStore, workspaceOf(caller.context), person.id)) return 'greeted before';
      const begun = { ...beginProgress(by, now()), zone: person.zone };
      const claimed = await workspaceStore.update(JOURNEY, person.id, (value) =>
        value === undefined || hasComeBack(readProgress(value)) ? begun : undefined,
      );
      if (claimed) return deliver(caller, person, by);
      // Whatever stands there, from whichever version: they have been greeted, if it was not lost on its way.
      const is = readProgress((await workspaceStore.record(JOURNEY, person.id))?.value);
      return is && isUncertain(is, now()) ? 'uncertain' : 'greeted before';
    },

    /** Tries again where a greeting could not be delivered, or may not have arrived. */
    async greetAgain(caller: Caller, person: Person): Promise<Greeted> {
      const refusal = refuse(person);
      if (refusal) return refusal;
      const claimed = await storeOf(store, caller).update(
        JOURNEY,
        person.id,
        (value): Progress | undefined => {
          const is = readProgress(value);
          if (is?.stage !== 'undelivered' && !(is && isUncertain(is, now()))) return undefined;
          return { ...is, stage: 'new', since: now(), by: is.by ?? caller.user };
        },
      );
      return claimed ? deliver(caller, person, claimed.after.by) : 'greeted before';
    },

    /**
     * Those whom a person has invited, as far as inviters may know: the undelivered first, then the newest. Admins also
     * see greetings that failed and of which nobody else is told.
     */
    async invitedBy(caller: Caller): Promise<readonly { readonly id: string; readonly outcome: Outcome }[]> {
      const isAdmin = (await find(caller, caller.user))?.admin === true;
      const failed: { id: string; outcome: Outcome }[] = [];
      const others: typeof failed = [];
      for (const { id, value } of await storeOf(store, caller).records(JOURNEY)) {
        const progress = readProgress(value);
        if (!progress) continue;
        const outcome = outcomeOf(progress, now());
        const isTheirs = progress.by === caller.user;
        if (!isTheirs && !(isFailed(outcome) && isAdmin && (await isOrphan(caller, progress)))) continue;
        (isFailed(outcome) ? failed : others).push({ id, outcome });
      }
      return [...failed, ...others];
    },
  };
}
