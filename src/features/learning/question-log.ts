import type { Context } from '@slack/bolt';
import { isGap } from '../../answer/types.ts';
import type { Log } from '../../log.ts';
import type { People } from '../../slack/directory/people.ts';
import { isOutsider } from '../../slack/outsiders.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { KeptRecord, Snapshot, Store } from '../../store/types.ts';
import type { Answering } from '../ask/answers.ts';
import { readSettings } from '../settings/settings.ts';
import { cleanQuestion } from './clean-question.ts';
import { QUESTION, type Question, readKept } from './kept-question.ts';

/** What is kept of a question. */
type Kept = Omit<Question, 'id' | 'at' | 'last' | 'version' | 'text' | 'count' | 'state'>;
type ToKeep = Partial<Kept> & Pick<Kept, 'outcome'>;

/** Keeps what could not be answered, and counts; nothing of people of other companies. Nothing here keeps an answer waiting, or fails it. */
export interface Gather {
  /** After an answer was sent. */
  asked(context: Context, answering: Answering): Promise<void>;
  /** Somebody chose a topic, or said that an answer did not help; throws nothing. What is more of the same is not counted. */
  keep(context: Context, id: string, text: string, kept: ToKeep, isMore?: boolean): Promise<boolean>;
  /** Somebody wants to be told. False where the workspace keeps no questions, or none of theirs. Throws a StoreError. */
  tell(context: Context, id: string, text: string, person: string): Promise<boolean>;
  /** A person has left: they wait for nothing any more. Throws a StoreError. */
  leave(context: Context, person: string): Promise<void>;
  /** Counts, by names; throws nothing. */
  count(context: Context, names: readonly string[]): Promise<void>;
}

const waits = (record: KeptRecord, person: string) => readKept(record)?.tell.includes(person) === true;

/** Creates it over the memory. `now` gives milliseconds. */
export function createGather({
  store,
  people,
  log,
  now = Date.now,
}: {
  store: Store;
  people: Pick<People, 'names'>;
  log: Log;
  now?: () => number;
}): Gather {
  const quietly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({ event: 'memory', outcome: error.kind, code: error.code });
    }
  };
  const save = async (
    context: Context,
    snapshot: Snapshot,
    id: string,
    raw: string,
    kept: ToKeep,
    isMore = false,
  ): Promise<boolean> => {
    const { keepDays } = readSettings(snapshot);
    const memory = store.workspace(workspaceOf(context));
    // Channels and groups have names there too, and those are no secrets.
    const ofPeople = [...snapshot.names].flatMap(([who, { name }]) => (/^[UW]/.test(who) ? [name] : []));
    const names = [...ofPeople, ...people.names(workspaceOf(context))];
    const text = cleanQuestion(raw, names);
    if (keepDays === 0 || text === '') return false;
    const reason = kept.reason === undefined ? '' : cleanQuestion(kept.reason, names);
    await memory.update(QUESTION, id, (_, record) => {
      const before = record && readKept(record);
      return {
        text,
        count: (before?.count ?? 0) + (before && isMore ? 0 : 1),
        last: now(),
        // Where it is asked in vain again, its answer does not reach people, or was taken back.
        state: 'open',
        ...kept,
        reason: reason === '' ? (before?.reason ?? '') : reason,
        tell: [...new Set([...(before?.tell ?? []), ...(kept.tell ?? [])])],
      };
    });
    return true;
  };

  return {
    asked(context, { answer, suggestions, question, id, snapshot }) {
      return quietly(async () => {
        if (!snapshot || question === '' || ['help', 'smalltalk'].includes(answer.kind)) return;
        const outcome = !isGap(answer) ? 'answered' : answer.kind === 'related' ? 'unknown' : answer.kind;
        const topic =
          answer.kind === 'topic' || answer.kind === 'comparison' || answer.kind === 'taught'
            ? answer.card?.topic.id
            : answer.kind === 'role'
              ? answer.card.sum.topic.id
              : undefined;
        const memory = store.workspace(workspaceOf(context));
        await memory.count(['asked', outcome, ...(topic === undefined ? [] : [`topic:${topic}`])]);
        if (id === undefined || outcome === 'answered' || (answer.kind === 'unknown' && answer.silent))
          return;
        await save(context, snapshot, id, question, { outcome, candidates: suggestions.slice(0, 3) });
      });
    },

    async keep(context, id, text, kept, isMore) {
      if (isOutsider(context)) return false;
      let done = false;
      await quietly(async () => {
        const snapshot = await store.workspace(workspaceOf(context)).snapshot();
        done = await save(context, snapshot, id, text, kept, isMore);
      });
      return done;
    },

    async tell(context, id, text, person) {
      if (isOutsider(context)) return false;
      const memory = store.workspace(workspaceOf(context));
      let isThere = false;
      await memory.update(QUESTION, id, (value, record) => {
        const question = record && readKept(record);
        isThere = question !== undefined;
        if (!question || (question.state === 'open' && question.tell.includes(person))) return undefined;
        // Where it was settled and has no answer all the same, somebody has to look at it again.
        return { ...(value as object), state: 'open', tell: [...new Set([...question.tell, person])] };
      });
      const kept = { outcome: 'unknown', tell: [person] } as const;
      return isThere || save(context, await memory.snapshot(), id, text, kept);
    },

    async leave(context, person) {
      const memory = store.workspace(workspaceOf(context));
      for (const { id } of (await memory.records(QUESTION)).filter((one) => waits(one, person))) {
        await memory.update(QUESTION, id, (value, record) => {
          const tell = record && readKept(record)?.tell.filter((one) => one !== person);
          return tell && { ...(value as object), tell };
        });
      }
    },

    async count(context, names) {
      if (!isOutsider(context)) await quietly(() => store.workspace(workspaceOf(context)).count(names));
    },
  };
}
