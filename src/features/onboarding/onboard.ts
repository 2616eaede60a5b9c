import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import type { Caller } from '../../slack/caller.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { changeProgress } from './change-progress.ts';
import { WORDS } from './copy.ts';
import { createFollowUps } from './follow-up.ts';
import { claimFollowUp, dropFollowUp, moveTo } from './follow-up-plan.ts';
import { layTombstone, readTombstone } from './greeted-before.ts';
import { createGreeter } from './greeter.ts';
import { beginAgain, nextStep, stopHere } from './next-step.ts';
import type { Onboarder } from './onboarder.ts';
import { beginProgress, JOURNEY, type Progress, readProgress } from './progress.ts';
import { createShowing } from './showing.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store' | 'people'> & {
  readonly log: Log;
  readonly now?: () => number;
  readonly random?: () => number;
};

/** Longer than this nobody's event waits for what was left undone, in milliseconds. */
const PATIENCE = 700;

const NOT_YET =
  'One message of mine is still with Slack, and I could not call it back yet. I try again as soon as you write or press anything here.';

/** Creates it over the memory. `now` gives milliseconds, `random` numbers from 0 up to 1. */
export function createOnboarder({
  answerer,
  store,
  people,
  log,
  now = Date.now,
  random = Math.random,
}: Parts): Onboarder {
  const memoryOf = ({ context }: Caller) => store.workspace(workspaceOf(context));
  const find = ({ client, context, user }: Caller) => people.find(client, user, workspaceOf(context));
  const followUps = createFollowUps({ answerer, store, log, now });
  const { courseOf, build, mend } = createShowing({ answerer, store, log, now });

  /** Where nothing is kept: the beginning, or what remains of somebody who was forgotten. Throws a StoreError. */
  const beginningOf = async (caller: Caller): Promise<Progress> => {
    const left = await readTombstone(memoryOf(caller), workspaceOf(caller.context), caller.user);
    return { ...beginProgress(undefined, now()), quiet: left !== undefined, written: left?.written === true };
  };

  const onboarder: Onboarder = {
    ...createGreeter({ answerer, store, people, log, now }),

    async begin(caller) {
      const { onboarding } = answerer.known();
      if (!onboarding) return 'no words';
      const person = await find(caller);
      if (!person) return 'unknown';
      if (person.outside) return 'not for them';
      const memory = memoryOf(caller);
      const beginning = await beginningOf(caller);
      const changed = await changeProgress(memory, caller.user, (is) => ({
        ...beginAgain(is ?? beginning, courseOf(onboarding)),
        zone: person.zone ?? is?.zone,
      }));
      const kept = changed?.after ?? readProgress((await memory.record(JOURNEY, caller.user))?.value);
      const progress = kept ?? beginning;
      return build(caller, progress, onboarding);
    },

    async step(caller, event, place) {
      const { onboarding } = answerer.known();
      if (!onboarding) return undefined;
      const zone = (await find(caller))?.zone;
      const beginning = await beginningOf(caller);
      let before = beginning;
      const changed = await changeProgress(memoryOf(caller), caller.user, (is) => {
        before = is ?? beginning;
        const next = nextStep(before, event, courseOf(onboarding), {
          random,
          now: now(),
          zone: zone ?? before.zone,
        });
        return { ...next, place };
      });
      const after = changed?.after ?? before;
      const message = await build(caller, after, onboarding);
      const settle = async () => {
        const done = await followUps.settle(caller);
        return done || event.do !== 'decline' ? undefined : NOT_YET;
      };
      return { message, settle };
    },

    async stop(caller) {
      const beginning = await beginningOf(caller);
      const changed = await changeProgress(memoryOf(caller), caller.user, (is) =>
        stopHere(is ?? beginning, now()),
      );
      const mended = !changed || (await mend(caller, changed.before, changed.after));
      const done = await followUps.settle(caller);
      if (!done) return `Stopped. ${NOT_YET}`;
      if (!changed) return WORDS.nothingToStop;
      return mended ? WORDS.stopped : `${WORDS.stopped} ${WORDS.outdated}`;
    },

    async leave(caller) {
      await changeProgress(
        memoryOf(caller),
        caller.user,
        (is) => is && { ...dropFollowUp(is, now()), stage: 'gone' },
      );
      await followUps.settle(caller);
    },

    async forget(caller) {
      const memory = memoryOf(caller);
      await changeProgress(memory, caller.user, (is) => is && dropFollowUp(is, now()));
      if (!(await followUps.settle(caller))) return false;
      const kept = await memory.record(JOURNEY, caller.user);
      const progress = readProgress(kept?.value) ?? beginProgress(undefined, now());
      if (kept) await layTombstone(memory, workspaceOf(caller.context), caller.user, progress);
      return true;
    },

    async moved(caller, zone) {
      if (zone === undefined) return;
      const changed = await changeProgress(
        memoryOf(caller),
        caller.user,
        (is) => is && moveTo(is, zone, now()),
      );
      if (changed) await followUps.settle(caller);
    },

    async tidy(caller) {
      const early = new AbortController();
      const late = sleep(PATIENCE, undefined, { signal: early.signal, ref: false }).catch(() => undefined);
      try {
        const reading = onboarder.progressOf(caller, caller.user);
        reading.catch(() => {}); // it may fail after nobody waits for it any more
        const progress = await Promise.race([reading, late]);
        if (!progress) return;
        const { followUp, toCallBack } = progress;
        if (followUp && followUp.at === undefined) await onboarder.moved(caller, (await find(caller))?.zone);
        const isWanted = progress.place !== undefined && claimFollowUp(progress, now()) !== undefined;
        if (isWanted || toCallBack.length > 0 || followUps.owes(caller)) await followUps.settle(caller);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.warn({ event: 'onboarding', outcome: error.kind }); // the next event tries again
      } finally {
        early.abort();
      }
    },

    async progressOf(caller, person) {
      try {
        return readProgress((await memoryOf(caller).record(JOURNEY, person))?.value);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return undefined; // whoever asks shows the rest
      }
    },
  };
  return onboarder;
}
