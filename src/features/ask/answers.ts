import { createHash } from 'node:crypto';
import type { Context } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { type Answer, isGap, type Subject } from '../../answer/types.ts';
import { isOutsider, workspaceOf } from '../../slack/caller.ts';
import type { People } from '../../slack/directory/people.ts';
import { note } from '../../slack/journal.ts';
import type { ReadSnapshot } from '../../slack/store.ts';
import type { Snapshot } from '../../store/types.ts';
import { readSettings } from '../settings/settings.ts';
import { type Local, localise } from '../team/here.ts';
import { type Asked, readHere } from '../team/place.ts';

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

/** Answers with what the documents say, what this workspace was taught, and who has which role. */
export interface Answers {
  /** Answers a text as it was typed. Where the store is away, the documents alone speak. */
  to(context: Context, text: string, asked: Asked): Promise<Answering>;
  /** Shows what a button asks for. */
  show(context: Context, subject: Subject, asked: Asked): Promise<Shown>;
}

/** Creates them. People of other companies get what the documents say, and nothing of the workspace. */
export function createAnswers({
  answerer,
  readSnapshot,
  people,
}: {
  readonly answerer: Answerer;
  readonly readSnapshot: ReadSnapshot;
  readonly people: Pick<People, 'known'>;
}): Answers {
  const withTaught = (snapshot: Snapshot | undefined) =>
    snapshot ? answerer.learn(snapshot.taught) : answerer;
  const read = async (context: Context) => (isOutsider(context) ? undefined : readSnapshot(context));
  const localiseAt = (
    context: Context,
    answer: Answer,
    snapshot: Snapshot | undefined,
    asked: Asked,
  ): Local => {
    const here = isOutsider(context) ? ({ state: 'outside' } as const) : readHere(snapshot, asked);
    const mayNotChange = people.known(asked.user, workspaceOf(context))?.outside === true;
    return { ...localise(answer, here, answerer.known().roles), mayNotChange };
  };
  return {
    async to(context, typed, asked) {
      const snapshot = await read(context);
      const question = answerer.readQuestion(typed);
      const answered = withTaught(snapshot).answerQuestion(question);
      const { suggestions, where } = answered;
      // What looks like a place counts as one where it is known.
      const isKnown = where && readHere(snapshot, { ...asked, place: where.place }).state === 'known';
      const answer = isKnown ? where : answered.answer;
      const place = answer.kind === 'who' ? answer.place : undefined;
      const local = localiseAt(context, answer, snapshot, { ...asked, place });
      const isKept = !isOutsider(context) && !(snapshot && readSettings(snapshot).keepDays === 0);
      const id = isKept && isGap(answer) ? questionId(question.text) : undefined;
      return { answer, suggestions, local, question: question.text, id, snapshot };
    },
    async show(context, subject, asked) {
      const snapshot = await read(context);
      const answer = withTaught(snapshot).show(subject);
      return { answer, local: localiseAt(context, answer, snapshot, asked) };
    },
  };
}

/** Names a question by its words: asked again, it is the same one. */
export function questionId(
  text: string,
  outcome: 'asked' | 'unhelpful' | 'picked' = 'asked',
  topic = '',
): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return createHash('sha256').update(`${outcome}\n${topic}\n${words}`).digest('base64url').slice(0, 20);
}

/** Notes an answer for the log: its kind, and its topic where it has one. Never what the person wrote. */
export function noteAnswer(context: Context, answer: Answer): void {
  const topic = topicOf(answer);
  note(context, { outcome: answer.kind, ...(topic === undefined ? {} : { topic }) });
}

/** The topic that an answer gives; undefined where it gives none. */
export function topicOf(answer: Answer): string | undefined {
  switch (answer.kind) {
    case 'role':
      return answer.card.sum.topic.id;
    case 'topic':
    case 'comparison':
    case 'taught':
      return answer.card?.topic.id;
    default:
      return undefined;
  }
}
