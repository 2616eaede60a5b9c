import type { Context } from '@slack/bolt';
import { isGap } from '../../answer/types.ts';
import { type Caller, isOutsider, workspaceOf } from '../../slack/caller.ts';
import { storeOf } from '../../slack/store.ts';
import { StoreError } from '../../store/errors.ts';
import type { KeptRecord, Snapshot } from '../../store/types.ts';
import { type Answering, questionId, topicCount, topicOf } from '../ask/answers.ts';
import type { Carried } from '../ask/views/buttons.ts';
import { keptFrom, readSettings } from '../settings/settings.ts';
import { cleanQuestion } from './clean-question.ts';
import {
  changeQuestion,
  type LoggedQuestion,
  listQuestions,
  QUESTION,
  readLoggedQuestion,
} from './logged-question.ts';
import type { Platform } from './platform.ts';

/** What is kept beside the words of a question. */
type Noted = Partial<Pick<LoggedQuestion, 'outcome' | 'candidates' | 'topic' | 'taught' | 'reason' | 'tell'>>;

/**
 * Keeps what could not be answered, and counts; nothing of people of other companies. What runs after a reply never
 * fails it: a store that is away is logged.
 */
export type QuestionLog = ReturnType<typeof createQuestionLog>;

/** Creates it. `now` gives milliseconds since 1970. */
export function createQuestionLog({ store, people, log, now }: Platform) {
  const keptOf = (context: Context) => storeOf(store, { context });
  const afterReply = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({ event: 'question log', outcome: error.kind, code: error.code });
    }
  };

  /**
   * Keeps a question under an id, without names; within seconds where nobody waits for it. What is more of the same
   * press is not counted again. False where the workspace keeps no questions, or nothing is left of this one.
   */
  const save = async (
    context: Context,
    snapshot: Snapshot,
    { id, text: plain, isMore = false }: { id: string; text: string; isMore?: boolean },
    noted: Noted,
    { later = false } = {},
  ): Promise<boolean> => {
    // Channels and groups have names there too, and those are no secrets.
    const ofPeople = [...snapshot.names].flatMap(([who, { name }]) => (/^[UW]/.test(who) ? [name] : []));
    const names = [...ofPeople, ...people.names(workspaceOf(context))];
    const text = cleanQuestion(plain, names);
    if (readSettings(snapshot).keepDays === 0 || text === '') return false;
    const reason = cleanQuestion(noted.reason ?? '', names);
    const last = now();
    const step = (value: unknown, record: KeptRecord | undefined) => {
      const before = record && readLoggedQuestion(record);
      return {
        ...(before && (value as object)),
        outcome: before?.outcome ?? 'unknown',
        ...noted,
        text,
        count: (before?.count ?? 0) + (before && isMore ? 0 : 1),
        last,
        // Where it is asked in vain again, its answer does not reach people, or was withdrawn.
        state: 'open',
        reason: reason === '' ? (before?.reason ?? '') : reason,
        tell: [...new Set([...(before?.tell ?? []), ...(noted.tell ?? [])])],
      };
    };
    const kept = keptOf(context);
    if (later) kept.updateSoon(QUESTION, id, step);
    else await kept.update(QUESTION, id, step);
    return true;
  };

  return {
    /** Runs after an answer was sent. */
    asked(
      context: Context,
      { answer, suggestions, question, id, snapshot }: Omit<Answering, 'facts'>,
    ): Promise<void> {
      return afterReply(async () => {
        if (!snapshot || question === '' || ['help', 'smalltalk'].includes(answer.kind)) return;
        const outcome = !isGap(answer) ? 'answered' : answer.kind === 'related' ? 'unknown' : answer.kind;
        const topic = topicOf(answer);
        await keptOf(context).count(['asked', outcome, ...(topic === undefined ? [] : [topicCount(topic)])]);
        const isSilent = answer.kind === 'unknown' && answer.silent === true;
        if (id === undefined || outcome === 'answered' || isSilent) return;
        await save(
          context,
          snapshot,
          { id, text: question },
          { outcome, candidates: suggestions.slice(0, 3) },
          { later: true },
        );
      });
    },

    /** Runs after somebody chose one of "Did you mean": their words are a way to ask for it. */
    picked(context: Context, { subject, question }: Pick<Carried, 'subject' | 'question'>): Promise<void> {
      return afterReply(async () => {
        if (isOutsider(context) || question === undefined) return;
        if (!('topic' in subject || 'taught' in subject)) return;
        const key = 'topic' in subject ? subject.topic : `taught:${subject.taught}`;
        const asked = { id: questionId(question, 'picked', key), text: question };
        await save(context, await keptOf(context).snapshot(), asked, { outcome: 'picked', ...subject });
      });
    },

    /** Runs after somebody said that an answer did not help. What is more of the same press is not counted again. */
    notHelpful(
      context: Context,
      {
        question,
        topic,
        isMore,
        ...noted
      }: Required<Pick<Noted, 'reason' | 'candidates'>> & {
        readonly question: string;
        readonly topic: string | undefined;
        readonly isMore: boolean;
      },
    ): Promise<void> {
      return afterReply(async () => {
        if (isOutsider(context)) return;
        if (!isMore) await keptOf(context).count(['unhelpful']);
        const asked = { id: questionId(question, 'unhelpful', topic), text: question, isMore };
        await save(context, await keptOf(context).snapshot(), asked, { ...noted, outcome: 'unhelpful' });
      });
    },

    /** Runs after somebody said that an answer helped. */
    helpful(context: Context): Promise<void> {
      return afterReply(async () => {
        if (!isOutsider(context)) await keptOf(context).count(['helpful']);
      });
    },

    /** Somebody wants to be told. False where the workspace keeps no questions, or none of theirs. Throws a StoreError. */
    async tell(context: Context, id: string, text: string, person: string): Promise<boolean> {
      if (isOutsider(context)) return false;
      const snapshot = await keptOf(context).snapshot();
      return save(context, snapshot, { id, text, isMore: true }, { tell: [person] });
    },

    /** Everybody who waits for an answer. */
    people: async (bot: Caller): Promise<readonly string[]> =>
      (await storeOf(store, bot).records(QUESTION)).flatMap(
        (record) => readLoggedQuestion(record)?.tell ?? [],
      ),

    /** A person has left: they wait for nothing any more. Throws a StoreError. */
    async leave(context: Context, person: string): Promise<void> {
      for (const { id, tell } of await listQuestions(keptOf(context))) {
        if (!tell.includes(person)) continue;
        await changeQuestion(keptOf(context), id, (is) => ({
          tell: is.tell.filter((one) => one !== person),
        }));
      }
    },

    /** Removes the questions that were last asked longer ago than these days; all where it is 0. Throws a StoreError. */
    async purge(context: Context, keepDays: number): Promise<void> {
      const from = keptFrom(keepDays, now());
      const records = await keptOf(context).records(QUESTION);
      const old = records.filter((record) => (readLoggedQuestion(record)?.last ?? 0) < from);
      await keptOf(context).removeRecords(
        QUESTION,
        old.map(({ id }) => id),
      );
    },
  };
}
