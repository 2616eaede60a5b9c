import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import type { Doing } from '../../slack/caller.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { changeProgress } from './change-progress.ts';
import { createFollowUps } from './follow-up.ts';
import { claimFollowUp, dropFollowUp, moveTo } from './follow-up-plan.ts';
import { layTombstone, readTombstone } from './greeted-before.ts';
import { createGreeter } from './greeter.ts';
import { beginAgain, nextStep, stopHere } from './next-step.ts';
import type { Onboarder } from './onboarder.ts';
import { beginProgress, type Progress, readProgress } from './progress.ts';
import { createShowing } from './showing.ts';

type Parts = Pick<MemoryParts, 'answerer' | 'store' | 'people'> & {
  readonly log: Log;
  readonly now?: () => number;
  readonly random?: () => number;
};

/** Longer than this nobody's event waits for what was left undone, in milliseconds. */
const PATIENCE = 700;

const STOPPED =
  'Stopped. I write to you only when you ask me something. Whenever you like, write “I’m new here”, and I show you around.';
const NOTHING_TO_STOP = 'There is nothing to stop: I write to you only when you ask me something.';
const OUTDATED = 'What I wrote further up of a message to come no longer holds.';
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
  const memoryOf = ({ context }: Doing) => store.workspace(workspaceOf(context));
  const find = ({ client, context, user }: Doing) => people.find(client, user, workspaceOf(context));
  const followUps = createFollowUps({ answerer, store, log, now });
  const { courseOf, build, mend } = createShowing({ answerer, store, log, now });

  /** Where nothing is kept: the beginning, or what remains of somebody who was forgotten. Throws a StoreError. */
  const beginningOf = async (doing: Doing): Promise<Progress> => {
    const left = await readTombstone(memoryOf(doing), workspaceOf(doing.context), doing.user);
    return { ...beginProgress(undefined, now()), quiet: left !== undefined, written: left?.written === true };
  };

  const onboarder: Onboarder = {
    ...createGreeter({ answerer, store, people, log, now }),

    async begin(doing) {
      const { onboarding } = answerer.known();
      if (!onboarding) return 'no words';
      const person = await find(doing);
      if (!person) return 'unknown';
      if (person.outside) return 'not for them';
      const memory = memoryOf(doing);
      const beginning = await beginningOf(doing);
      const changed = await changeProgress(memory, doing.user, (is) => ({
        ...beginAgain(is ?? beginning, courseOf(onboarding)),
        zone: person.zone ?? is?.zone,
      }));
      const kept = changed?.after ?? readProgress((await memory.journey(doing.user))?.value);
      const progress = kept ?? beginning;
      return build(doing, progress, onboarding);
    },

    async step(doing, event, place) {
      const { onboarding } = answerer.known();
      if (!onboarding) return undefined;
      const zone = (await find(doing))?.zone;
      const beginning = await beginningOf(doing);
      let before = beginning;
      const changed = await changeProgress(memoryOf(doing), doing.user, (is) => {
        before = is ?? beginning;
        const next = nextStep(before, event, courseOf(onboarding), {
          random,
          now: now(),
          zone: zone ?? before.zone,
        });
        return { ...next, place };
      });
      const after = changed?.after ?? before;
      const message = await build(doing, after, onboarding);
      const settle = async () => {
        const done = await followUps.settle(doing);
        return done || event.do !== 'decline' ? undefined : NOT_YET;
      };
      return { message, settle };
    },

    async stop(doing) {
      const beginning = await beginningOf(doing);
      const changed = await changeProgress(memoryOf(doing), doing.user, (is) =>
        stopHere(is ?? beginning, now()),
      );
      const mended = !changed || (await mend(doing, changed.before, changed.after));
      const done = await followUps.settle(doing);
      if (!done) return `Stopped. ${NOT_YET}`;
      if (!changed) return NOTHING_TO_STOP;
      return mended ? STOPPED : `${STOPPED} ${OUTDATED}`;
    },

    async leave(doing) {
      await changeProgress(
        memoryOf(doing),
        doing.user,
        (is) => is && { ...dropFollowUp(is, now()), stage: 'gone' },
      );
      await followUps.settle(doing);
    },

    async forget(doing) {
      const memory = memoryOf(doing);
      await changeProgress(memory, doing.user, (is) => is && dropFollowUp(is, now()));
      if (!(await followUps.settle(doing))) return false;
      const kept = await memory.journey(doing.user);
      const progress = readProgress(kept?.value) ?? beginProgress(undefined, now());
      if (kept) await layTombstone(memory, workspaceOf(doing.context), doing.user, progress);
      return true;
    },

    async moved(doing, zone) {
      if (zone === undefined) return;
      const changed = await changeProgress(
        memoryOf(doing),
        doing.user,
        (is) => is && moveTo(is, zone, now()),
      );
      if (changed) await followUps.settle(doing);
    },

    async tidy(doing) {
      const early = new AbortController();
      const late = sleep(PATIENCE, undefined, { signal: early.signal, ref: false }).catch(() => undefined);
      try {
        const reading = onboarder.progressOf(doing, doing.user);
        reading.catch(() => {}); // it may fail after nobody waits for it any more
        const progress = await Promise.race([reading, late]);
        if (!progress) return;
        const { followUp, toCallBack } = progress;
        if (followUp && followUp.at === undefined) await onboarder.moved(doing, (await find(doing))?.zone);
        const isWanted = progress.place !== undefined && claimFollowUp(progress, now()) !== undefined;
        if (isWanted || toCallBack.length > 0 || followUps.owes(doing)) await followUps.settle(doing);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.warn({ event: 'onboarding', outcome: error.kind }); // the next event tries again
      } finally {
        early.abort();
      }
    },

    async progressOf(doing, person) {
      try {
        return readProgress((await memoryOf(doing).journey(person))?.value);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return undefined; // whoever asks shows the rest
      }
    },
  };
  return onboarder;
}
