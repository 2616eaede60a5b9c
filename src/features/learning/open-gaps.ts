import { setImmediate } from 'node:timers/promises';
import { isSure } from '../../answer/types.ts';
import type { Caller } from '../../slack/caller.ts';
import { storeOf } from '../../slack/store.ts';
import { subjectOf } from '../ask/views/feedback.ts';
import { keptFrom, readSettings } from '../settings/settings.ts';
import { createCluster } from './cluster.ts';
import { type Gap, listGaps } from './gaps.ts';
import { type Choice, changeQuestion, type LoggedQuestion, listQuestions } from './logged-question.ts';
import type { Platform } from './platform.ts';

/** What people asked without getting an answer that helps, until a maintainer settles it. */
export type OpenGaps = ReturnType<typeof createOpenGaps>;

/** The questions of a gap. */
export const idsOf = ({ questions }: Gap): string[] => questions.map(({ id }) => id);

/** Questions looked at before the event loop gets a turn. */
const SLICE = 20;

/** Creates it. All of it throws a StoreError. `now` gives milliseconds since 1970. */
export function createOpenGaps({ store, answerer, now }: Platform) {
  const cluster = createCluster(answerer);
  const questionsOf = async (caller: Caller): Promise<LoggedQuestion[]> => {
    const workspaceStore = storeOf(store, caller);
    const from = keptFrom(readSettings(await workspaceStore.snapshot()).keepDays, now());
    return (await listQuestions(workspaceStore)).filter(({ last }) => last >= from);
  };
  const list = async (caller: Caller): Promise<Gap[]> => listGaps(await questionsOf(caller), cluster);
  const close = async (
    caller: Caller,
    { questions }: Pick<Gap, 'questions'>,
    by: Choice | 'not ours',
  ): Promise<void> => {
    const settled =
      by === 'not ours' ? { state: by, tell: [] } : { state: 'answered' as const, answeredBy: by };
    for (const { id } of questions) {
      await changeQuestion(storeOf(store, caller), id, ({ state }) =>
        state === 'open' ? { ...settled, untold: 0 } : undefined,
      );
    }
  };

  return {
    /** The most frequent first. */
    list,

    /** The gap that a question belongs to; undefined where it is no longer open. */
    async find(caller: Caller, question: string): Promise<Gap | undefined> {
      return (await list(caller)).find(({ questions }) => questions.some(({ id }) => id === question));
    },

    /** Settles its questions: with what answers them, or as not ours. Those who wait are told by `tellWaiting`. */
    close,

    /** Settles what the files or something taught answer by now, with as much confidence as they have. */
    async closeAnswered(caller: Caller): Promise<void> {
      const { taught } = await storeOf(store, caller).snapshot();
      const answers = answerer.learn(taught);
      for (const [i, question] of (await questionsOf(caller)).entries()) {
        const isUnanswered = question.outcome === 'unknown' || question.outcome === 'unsure';
        if (question.state !== 'open' || !isUnanswered) continue;
        const { answer } = answers.answer(question.text);
        const subject = subjectOf(answer);
        const isChoice = subject !== undefined && ('topic' in subject || 'taught' in subject);
        if (isChoice && isSure(answer.confidence)) await close(caller, { questions: [question] }, subject);
        if (i % SLICE === SLICE - 1) await setImmediate();
      }
    },
  };
}
