import type { Context } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { readQuestion } from '../../answer/read-question.ts';
import { type Answer, isGap, type Subject } from '../../answer/types.ts';
import type { People } from '../../slack/directory/people.ts';
import { isOutsider } from '../../slack/outsiders.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import type { Snapshot } from '../../store/types.ts';
import { questionId } from '../learning/kept-question.ts';
import { readSettings } from '../settings/settings.ts';
import { type Local, localise } from '../team/here.ts';
import { type Asked, type ReadSnapshot, readHere } from '../team/place.ts';

/** An answer, and what it means where it was asked for. */
interface Shown {
  readonly answer: Answer;
  readonly local: Local;
}

/** An answer to something that a person wrote. */
export interface Answering extends Shown {
  /** What was asked, without Slack's markup. */
  readonly question: string;
  /** The topics that came closest, best first. */
  readonly suggestions: readonly string[];
  /** Names the question, where it is one that is kept. */
  readonly id: string | undefined;
  readonly snapshot: Snapshot | undefined;
}

/** Answers with what the documents say and what this workspace was taught and has set. Never throws for the memory. */
export interface Answers {
  to(context: Context, text: string, asked: Asked): Promise<Answering>;
  show(context: Context, subject: Subject, asked: Asked): Promise<Shown>;
}

/** Makes answers over the memory. Without it, and for people of other companies, the documents alone speak. */
export function createAnswers(
  answerer: Answerer,
  readSnapshot: ReadSnapshot,
  people: Pick<People, 'known'>,
): Answers {
  const mineOf = (snapshot: Snapshot | undefined) => (snapshot ? answerer.learn(snapshot.taught) : answerer);
  const read = async (context: Context) => (isOutsider(context) ? undefined : readSnapshot(context));
  const place = (context: Context, answer: Answer, snapshot: Snapshot | undefined, asked: Asked): Local => {
    const here = isOutsider(context) ? ({ state: 'outside' } as const) : readHere(snapshot, asked);
    const mayNotChange = people.known(asked.user, workspaceOf(context))?.outside === true;
    return { ...localise(answer, here, answerer.known().roles), mayNotChange };
  };
  return {
    async to(context, text, asked) {
      const snapshot = await read(context);
      const answered = mineOf(snapshot).answer(text);
      const { suggestions, where } = answered;
      // What looks like a place counts as one where it is known.
      const isKnown = where && readHere(snapshot, { ...asked, place: where.place }).state === 'known';
      const answer = isKnown ? where : answered.answer;
      const named = answer.kind === 'who' ? answer.place : undefined;
      const local = place(context, answer, snapshot, { ...asked, place: named });
      const question = readQuestion(text);
      const isKept = !isOutsider(context) && !(snapshot && readSettings(snapshot).keepDays === 0);
      const id = isKept && isGap(answer) ? questionId(question) : undefined;
      return { answer, suggestions, local, question, id, snapshot };
    },
    async show(context, subject, asked) {
      const snapshot = await read(context);
      const answer = mineOf(snapshot).show(subject);
      return { answer, local: place(context, answer, snapshot, asked) };
    },
  };
}
