import type { Context } from '@slack/bolt';
import { isGap } from '../../answer/types.ts';
import type { Log } from '../../log.ts';
import { isOutsider, workspaceOf } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { StoreError } from '../../store/errors.ts';
import type { Snapshot, Store } from '../../store/types.ts';
import { type Answering, questionId, topicOf } from '../ask/answers.ts';
import type { Carried } from '../ask/views/buttons.ts';
import { keptFrom, readSettings } from '../settings/settings.ts';
import { cleanQuestion } from './clean-question.ts';
import { type LoggedQuestion, QUESTION, readLoggedQuestion } from './logged-question.ts';

/** What is kept beside the words of a question. */
type Noted = Partial<Pick<LoggedQuestion, 'candidates' | 'topic' | 'taught' | 'reason' | 'tell'>> &
  Pick<LoggedQuestion, 'outcome'>;

/**
 * Keeps what could not be answered, and counts; nothing of people of other companies. What runs after a reply never
 * fails it: a store that is away is logged.
 */
export type QuestionLog = ReturnType<typeof createQuestionLog>;

/** Creates it. `now` gives milliseconds since 1970. */
export function createQuestionLog({
  store,
  people,
  log,
  now,
}: {
  readonly store: Store;
  readonly people: Pick<People, 'names'>;
  readonly log: Log;
  readonly now: () => number;
}) {
  const memoryOf = (context: Context) => store.workspace(workspaceOf(context));
  const afterReply = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({ event: 'question log', outcome: error.kind, code: error.code });
    }
  };

  /** Keeps a question under an id, without names. What is more of the same press is not counted again. */
  const save = async (
    context: Context,
    snapshot: Snapshot,
    { id, text: plain, isMore = false }: { id: string; text: string; isMore?: boolean },
    noted: Noted,
  ): Promise<boolean> => {
    // Channels and groups have names there too, and those are no secrets.
    const ofPeople = [...snapshot.names].flatMap(([who, { name }]) => (/^[UW]/.test(who) ? [name] : []));
    const names = [...ofPeople, ...people.names(workspaceOf(context))];
    const text = cleanQuestion(plain, names);
    if (readSettings(snapshot).keepDays === 0 || text === '') return false;
    const reason = noted.reason === undefined ? '' : cleanQuestion(noted.reason, names);
    await memoryOf(context).update(QUESTION, id, (_, record) => {
      const before = record && readLoggedQuestion(record);
      return {
        text,
        count: (before?.count ?? 0) + (before && isMore ? 0 : 1),
        last: now(),
        // Where it is asked in vain again, its answer does not reach people, or was withdrawn.
        state: 'open',
        ...noted,
        reason: reason === '' ? (before?.reason ?? '') : reason,
        tell: [...new Set([...(before?.tell ?? []), ...(noted.tell ?? [])])],
      };
    });
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
        const topicCount = topic === undefined ? [] : [`topic:${topic}`];
        await memoryOf(context).count(['asked', outcome, ...topicCount]);
        const isSilent = answer.kind === 'unknown' && answer.silent === true;
        if (id === undefined || outcome === 'answered' || isSilent) return;
        const noted = { outcome, candidates: suggestions.slice(0, 3) };
        await save(context, snapshot, { id, text: question }, noted);
      });
    },

    /** Runs after somebody chose one of "Did you mean": their words are a way to ask for it. */
    picked(context: Context, { subject, question }: Pick<Carried, 'subject' | 'question'>): Promise<void> {
      return afterReply(async () => {
        if (question === undefined || !('topic' in subject || 'taught' in subject)) return;
        if (isOutsider(context)) return;
        const key = 'topic' in subject ? subject.topic : `taught:${subject.taught}`;
        const asked = { id: questionId(question, 'picked', key), text: question };
        await save(context, await memoryOf(context).snapshot(), asked, { outcome: 'picked', ...subject });
      });
    },

    /** Runs after somebody said that an answer did not help. What is more of the same press is not counted again. */
    notHelpful(
      context: Context,
      {
        question,
        topic,
        reason,
        candidates,
        isMore,
      }: {
        readonly question: string;
        readonly topic: string | undefined;
        readonly reason: string;
        readonly candidates: readonly string[];
        readonly isMore: boolean;
      },
    ): Promise<void> {
      return afterReply(async () => {
        if (isOutsider(context)) return;
        const memory = memoryOf(context);
        if (!isMore) await memory.count(['unhelpful']);
        const asked = { id: questionId(question, 'unhelpful', topic), text: question, isMore };
        const noted = { outcome: 'unhelpful' as const, candidates: [...candidates], reason };
        await save(context, await memory.snapshot(), asked, noted);
      });
    },

    /** Runs after somebody said that an answer helped. */
    helpful(context: Context): Promise<void> {
      return afterReply(async () => {
        if (!isOutsider(context)) await memoryOf(context).count(['helpful']);
      });
    },

    /** Somebody wants to be told. False where the workspace keeps no questions, or none of theirs. Throws a StoreError. */
    async tell(context: Context, id: string, text: string, person: string): Promise<boolean> {
      if (isOutsider(context)) return false;
      const memory = memoryOf(context);
      let isThere = false;
      await memory.update(QUESTION, id, (value, record) => {
        const question = record && readLoggedQuestion(record);
        isThere = question !== undefined;
        if (!question || (question.state === 'open' && question.tell.includes(person))) return undefined;
        // Where it was settled and has no answer all the same, somebody has to look at it again.
        return { ...(value as object), state: 'open', tell: [...new Set([...question.tell, person])] };
      });
      const noted = { outcome: 'unknown' as const, tell: [person] };
      return isThere || save(context, await memory.snapshot(), { id, text }, noted);
    },

    /** A person has left: they wait for nothing any more. Throws a StoreError. */
    async leave(context: Context, person: string): Promise<void> {
      const memory = memoryOf(context);
      for (const record of await memory.records(QUESTION)) {
        if (!readLoggedQuestion(record)?.tell.includes(person)) continue;
        await memory.update(QUESTION, record.id, (value, is) => {
          const tell = is && readLoggedQuestion(is)?.tell.filter((one) => one !== person);
          return tell && { ...(value as object), tell };
        });
      }
    },

    /** Removes the questions that were last asked longer ago than these days; all where it is 0. Throws a StoreError. */
    async purge(context: Context, keepDays: number): Promise<void> {
      const memory = memoryOf(context);
      const from = keptFrom(keepDays, now());
      const old = (await memory.records(QUESTION)).filter(
        (record) => (readLoggedQuestion(record)?.last ?? 0) < from,
      );
      await memory.removeRecords(
        QUESTION,
        old.map(({ id }) => id),
      );
    },
  };
}
