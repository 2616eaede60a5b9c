import type { Onboarding, Topic } from '../knowledge/types.ts';
import { followUpAt } from './follow-up.ts';
import type { Progress } from './progress.ts';
import { answerQuestion, drawQuiz, isDone, nextQuestion, TOGETHER, withoutGone } from './quiz.ts';

/** What somebody presses, or says. Each says where it leads, so that two presses at once do it once. */
export type Event =
  /** Goes to a step of the tour, from 0; the first starts it. */
  | { readonly do: 'go'; readonly step: number }
  | { readonly do: 'decline' }
  /** Ends without a quiz. */
  | { readonly do: 'finish' }
  | { readonly do: 'quiz' }
  | { readonly do: 'answer'; readonly at: number; readonly role: string }
  | { readonly do: 'next'; readonly at: number };

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
  circumstances: Circumstances,
): Progress {
  const next = walk(progress, event, course, circumstances.random);
  if (event.do === 'decline') return { ...next, followUp: undefined };
  // Whoever says yes gets it; whoever has finished and looks again does not get a second.
  const begins = ['new', 'undelivered', 'greeted', 'declined', 'gone'].includes(progress.stage);
  if (!begins || next.followUp) return next;
  const at = readFollowUpTime(progress.since, circumstances);
  return { ...next, followUp: { at, scheduled: undefined } };
}

const HOUR = 60 * 60 * 1000;

function readFollowUpTime(since: number, { now, zone }: Circumstances): number {
  const at = followUpAt(since, zone);
  return at > now + HOUR ? at : followUpAt(now, zone);
}

function walk(
  progress: Progress,
  event: Event,
  { onboarding, topics }: Course,
  random: () => number,
): Progress {
  const known = new Set(onboarding.quiz.map(({ topic }) => topic));
  const quiz = progress.quiz && withoutGone(progress.quiz, known);
  switch (event.do) {
    case 'go': {
      const step = Math.min(Math.max(0, Math.trunc(event.step)), onboarding.tour.length - 1);
      return { ...progress, stage: 'tour', step };
    }
    case 'decline':
      // Somebody who has finished has nothing to decline any more.
      return progress.stage === 'finished' ? progress : { ...progress, stage: 'declined' };
    case 'finish':
      return { ...progress, stage: 'finished' };
    case 'quiz': {
      if (progress.stage === 'quiz' && quiz && !isDone(quiz)) return { ...progress, quiz };
      return { ...progress, stage: 'quiz', quiz: drawQuiz([...known], random) };
    }
    case 'answer': {
      const topic = quiz?.queue[event.at];
      if (progress.stage !== 'quiz' || !quiz || topic === undefined) return progress;
      const right = event.role === holderOf(topics.get(topic));
      return { ...progress, quiz: answerQuestion(quiz, event.at, event.role, right) };
    }
    case 'next': {
      if (progress.stage !== 'quiz' || !quiz) return progress;
      const next = nextQuestion(quiz, event.at);
      return { ...progress, stage: isDone(next) ? 'finished' : 'quiz', quiz: next };
    }
  }
}

/** The right answer to the question who holds a topic: a role's id, or TOGETHER. */
export function holderOf(topic: Topic | undefined): string | undefined {
  return topic && topic.roles.length > 1 ? TOGETHER : topic?.roles[0];
}

/** Reads what a button carries; undefined where it is none of ours. */
export function readEvent(value: string | undefined): Event | undefined {
  try {
    const event = JSON.parse(value ?? '') as Partial<Record<string, unknown>>;
    const { do: what, step, at, role } = event;
    switch (what) {
      case 'go':
        return typeof step === 'number' ? { do: what, step } : undefined;
      case 'answer':
        return typeof at === 'number' && typeof role === 'string' ? { do: what, at, role } : undefined;
      case 'next':
        return typeof at === 'number' ? { do: what, at } : undefined;
      case 'decline':
      case 'finish':
      case 'quiz':
        return { do: what };
      default:
        return undefined;
    }
  } catch {
    return undefined; // a button of another version
  }
}

/** What those who invited somebody may know. */
export type Outcome = 'on its way' | 'undelivered' | 'greeted' | 'started' | 'finished' | 'declined' | 'gone';

/** Says how far somebody is, and nothing of what they did there. */
export function outcomeOf({ stage }: Progress): Outcome {
  switch (stage) {
    case 'new':
      return 'on its way';
    case 'tour':
      return 'started';
    case 'quiz':
      return 'started';
    default:
      return stage;
  }
}
