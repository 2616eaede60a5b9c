import { z } from 'zod';
import type { Onboarding, Topic } from '../../knowledge/types.ts';
import { readJson } from '../../slack/ui/blocks.ts';
import { followUpAt } from './follow-up.ts';
import type { Progress } from './progress.ts';
import { answerQuestion, drawQuiz, isDone, nextQuestion, TOGETHER, withoutGone } from './quiz.ts';

const topic = z.string().optional().catch(undefined);

/**
 * What somebody presses. Each says where it leads, so that two presses at once do it once; in the quiz also which
 * question it was for, as another may stand in its place by now.
 */
const event = z.discriminatedUnion('do', [
  /** Says yes to the tour, and goes to its first step. */
  z.object({ do: z.literal('start') }),
  /** Goes to a step of the tour, from 0. */
  z.object({ do: z.literal('go'), step: z.number() }),
  z.object({ do: z.literal('decline') }),
  /** Ends without a quiz. */
  z.object({ do: z.literal('finish') }),
  z.object({ do: z.literal('quiz') }),
  z.object({ do: z.literal('answer'), at: z.number(), role: z.string(), topic }),
  z.object({ do: z.literal('next'), at: z.number(), topic }),
]);
export type Event = Readonly<z.infer<typeof event>>;

/** Reads what a button carries; undefined where it is one of another version. */
export function readEvent(value: string | undefined): Event | undefined {
  return readJson(event, value);
}

/** What is known, as far as it is needed here. */
export interface Course {
  readonly onboarding: Onboarding;
  readonly topics: ReadonlyMap<string, Topic>;
}

/** What is passed in: numbers from 0 up to 1, the time in milliseconds, the person's time zone. */
export interface Circumstances {
  readonly random: () => number;
  readonly now: number;
  readonly zone: string | undefined;
}

/** Takes a step, and says with it whether a message is to follow on the third working day. */
export function nextStep(
  progress: Progress,
  event: Event,
  course: Course,
  { random, now, zone = progress.zone }: Circumstances,
): Progress {
  const known = { ...withoutGoneQuestions(progress, course), zone };
  const next = walk(known, event, course, random);
  const done = { ...next, finished: next.finished || next.stage === 'finished' };
  if (event.do === 'decline') return { ...done, followUp: undefined, quiet: true };
  const quiet = event.do === 'start' ? false : done.quiet;
  // Whoever says yes gets it, once; whoever has finished and looks again does not get a second.
  const begins = event.do === 'start' || !['tour', 'quiz', 'finished'].includes(progress.stage);
  if (quiet || !begins || done.followUp || done.followUpSent || progress.finished) return { ...done, quiet };
  return { ...done, quiet, followUp: { at: followUpAt(done.since, now, zone), refusals: 0 } };
}

/** Somebody who asks to be shown around is greeted, goes on where they left off, or begins again. */
export function beginAgain(progress: Progress, course: Course): Progress {
  const is = withoutGoneQuestions(progress, course);
  if (is.stage === 'tour' || is.stage === 'quiz') return is;
  return is.finished ? { ...is, stage: 'tour', step: 0 } : { ...is, stage: 'greeted' };
}

/** Somebody has had enough: they are asked nothing any more, and nothing is to come. */
export function stopHere(progress: Progress): Progress {
  const stage = progress.finished ? 'finished' : 'declined';
  return { ...progress, followUp: undefined, stage, quiet: true };
}

/** Leaves out the questions that the knowledge no longer asks; with none left, the quiz is over. */
function withoutGoneQuestions(progress: Progress, { onboarding }: Course): Progress {
  const { quiz, stage } = progress;
  if (!quiz) return progress;
  const left = withoutGone(quiz, new Set(onboarding.quiz.map(({ topic }) => topic)));
  if (left === quiz || !isDone(left) || isDone(quiz)) return { ...progress, quiz: left };
  return { ...progress, quiz: left, ...(stage === 'quiz' ? { stage: 'finished', finished: true } : {}) };
}

function walk(
  progress: Progress,
  event: Event,
  { onboarding, topics }: Course,
  random: () => number,
): Progress {
  const { quiz, stage } = progress;
  // An older message may have led back into the tour meanwhile.
  const asked = stage === 'quiz' || stage === 'tour' ? quiz && !isDone(quiz) && quiz : undefined;
  switch (event.do) {
    case 'start':
      return { ...progress, stage: 'tour', step: 0 };
    case 'go': {
      const step = Math.min(Math.max(0, Math.trunc(event.step)), onboarding.tour.length - 1);
      return { ...progress, stage: 'tour', step };
    }
    case 'decline':
      // Somebody who has finished has nothing to decline any more.
      return { ...progress, stage: progress.finished ? 'finished' : 'declined' };
    case 'finish':
      return { ...progress, stage: 'finished' };
    case 'quiz': {
      if (asked) return { ...progress, stage: 'quiz' };
      const questions = onboarding.quiz.map(({ topic }) => ({
        topic,
        quote: topics.get(topic)?.quote ?? '',
      }));
      return { ...progress, stage: 'quiz', quiz: drawQuiz(questions, random) };
    }
    case 'answer': {
      if (!asked) return progress;
      const topic = asked.queue[event.at];
      const isOther = topic === undefined || (event.topic !== undefined && event.topic !== topic);
      if (isOther) return { ...progress, stage: 'quiz' };
      const right = event.role === ownerOf(topics.get(topic));
      return { ...progress, stage: 'quiz', quiz: answerQuestion(asked, event.at, event.role, right) };
    }
    case 'next': {
      if (!asked) return progress;
      const isOther = event.topic !== undefined && event.topic !== asked.queue[event.at];
      const next = isOther ? asked : nextQuestion(asked, event.at);
      return { ...progress, stage: isDone(next) ? 'finished' : 'quiz', quiz: next };
    }
  }
}

/** The right answer to the question who owns a topic: a role's id, or TOGETHER. */
export function ownerOf(topic: Topic | undefined): string | undefined {
  return topic && topic.roles.length > 1 ? TOGETHER : topic?.roles[0];
}
