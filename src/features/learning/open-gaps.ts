import { setImmediate } from 'node:timers/promises';
import type { Answerer } from '../../answer/answerer.ts';
import type { Caller } from '../../slack/caller.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { Store } from '../../store/types.ts';
import { subjectOf } from '../ask/views/feedback.ts';
import { keptFrom } from '../settings/keep-days.ts';
import { readSettings } from '../settings/settings.ts';
import { createCluster } from './cluster.ts';
import { type Choice, type Gap, listGaps } from './gaps.ts';
import { QUESTION, type Question, readKept } from './kept-question.ts';

/** What people asked in vain, and nobody has settled. All throw a StoreError. */
export interface OpenGaps {
  /** The most frequent first. */
  list(caller: Caller): Promise<Gap[]>;
  /** The gap that a question belongs to; undefined where it is no longer open. */
  of(caller: Caller, question: string): Promise<Gap | undefined>;
  /** Settles its questions: with what answers them, or as not ours. Those who wait are told by `tellWaiting`. */
  close(caller: Caller, gap: Pick<Gap, 'questions'>, by: Choice | 'not ours'): Promise<void>;
  /** Settles what the files or something taught answer by now, with as much confidence as they have. */
  closeAnswered(caller: Caller): Promise<void>;
}

/** The questions of a gap. */
export const idsOf = ({ questions }: Gap): string[] => questions.map(({ id }) => id);

/** From here on a question counts as answered, as most answers of this confidence are right. */
const SURE = 0.9;
/** So many are looked at in one go, before others get their turn. */
const SLICE = 20;

/** Creates it over the memory. `now` gives milliseconds. */
export function createOpenGaps({
  store,
  answerer,
  now = Date.now,
}: {
  readonly store: Store;
  readonly answerer: Answerer;
  readonly now?: () => number;
}): OpenGaps {
  const cluster = createCluster(answerer.index);
  const questionsOf = async ({ context }: Caller): Promise<Question[]> => {
    const memory = store.workspace(workspaceOf(context));
    const from = keptFrom(readSettings(await memory.snapshot()).keepDays, now());
    const questions = (await memory.records(QUESTION)).flatMap((record) => readKept(record) ?? []);
    return questions.filter(({ last }) => last >= from);
  };

  const gaps: OpenGaps = {
    list: async (caller) => listGaps(await questionsOf(caller), cluster),

    async of(caller, question) {
      return (await gaps.list(caller)).find(({ questions }) => questions.some(({ id }) => id === question));
    },

    async closeAnswered(caller) {
      const { taught } = await store.workspace(workspaceOf(caller.context)).snapshot();
      const mine = answerer.learn(taught);
      for (const [i, question] of (await questionsOf(caller)).entries()) {
        if (question.state !== 'open' || (question.outcome !== 'unknown' && question.outcome !== 'unsure'))
          continue;
        const { answer } = mine.answer(question.text);
        const subject = subjectOf(answer);
        const isChoice = subject !== undefined && ('topic' in subject || 'taught' in subject);
        if (isChoice && answer.confidence >= SURE)
          await gaps.close(caller, { questions: [question] }, subject);
        if (i % SLICE === SLICE - 1) await setImmediate();
      }
    },

    async close({ context }, { questions }, by) {
      const memory = store.workspace(workspaceOf(context));
      for (const { id } of questions) {
        const how = by === 'not ours' ? { state: by, tell: [] } : { state: 'answered', answeredBy: by };
        await memory.update(QUESTION, id, (value, record) =>
          record && readKept(record)?.state === 'open'
            ? { ...(value as object), ...how, untold: 0 }
            : undefined,
        );
      }
    },
  };
  return gaps;
}
