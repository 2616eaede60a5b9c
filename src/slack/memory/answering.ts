import type { Context } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { type Local, localise } from '../../answer/here.ts';
import { readQuestion } from '../../answer/read-question.ts';
import type { Answer, Subject } from '../../answer/types.ts';
import { questionId } from '../../learning/question.ts';
import type { Snapshot } from '../../store/types.ts';
import { type Asked, type ReadSnapshot, readHere } from './here.ts';

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

/** Makes answers over the memory. Without it, the documents alone speak. */
export function createAnswers(answerer: Answerer, readSnapshot: ReadSnapshot): Answers {
  const mineOf = (snapshot: Snapshot | undefined) => (snapshot ? answerer.learn(snapshot.taught) : answerer);
  return {
    async to(context, text, asked) {
      const snapshot = await readSnapshot(context);
      const answered = mineOf(snapshot).answer(text);
      const { suggestions, where } = answered;
      // What looks like a place counts as one where it is known.
      const isKnown = where && readHere(snapshot, { ...asked, place: where.place }).state === 'known';
      const answer = isKnown ? where : answered.answer;
      const place = answer.kind === 'who' ? answer.place : undefined;
      const local = localise(answer, readHere(snapshot, { ...asked, place }), answerer.known().roles);
      const question = readQuestion(text);
      return {
        answer,
        suggestions,
        local,
        question,
        id: isGap(answer) ? questionId(question) : undefined,
        snapshot,
      };
    },
    async show(context, subject, asked) {
      const snapshot = await readSnapshot(context);
      const answer = mineOf(snapshot).show(subject);
      return { answer, local: localise(answer, readHere(snapshot, asked), answerer.known().roles) };
    },
  };
}

const isGap = ({ kind }: Answer) => kind === 'unknown' || kind === 'unsure';
