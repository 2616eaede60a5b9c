/** How far somebody is with the quiz. Questions are known by their topics. */
export interface Quiz {
  /** What is asked, in order; what was missed stands again at the end. */
  readonly queue: readonly string[];
  /** How many of them are asked for the first time. */
  readonly first: number;
  /** Where they are in the queue; its length when all is answered. */
  readonly at: number;
  /** What they chose for the question where they are; undefined until they choose. */
  readonly chosen?: string | undefined;
  /** How many they knew the first time. */
  readonly right: number;
  /** What they missed the first time. */
  readonly missed: readonly string[];
}

/** What is chosen where several roles own a topic together. */
export const TOGETHER = '+';

/** Questions of a quiz. */
const MOST_QUESTIONS = 5;

/** A question that may be drawn, with the sentence that is shown after its answer. */
export interface Drawable {
  readonly topic: string;
  readonly quote: string;
}

/**
 * Draws a quiz from the questions that there are; `random` gives numbers from 0 up to 1. A sentence that is shown may tell
 * the answer to another question too: such a question is drawn only where there are not enough others.
 */
export function drawQuiz(questions: readonly Drawable[], random: () => number): Quiz {
  const rest = [...questions];
  const shuffled: Drawable[] = [];
  while (rest.length > 0) shuffled.push(...rest.splice(Math.floor(random() * rest.length), 1));
  const distinct: Drawable[] = [];
  const others: Drawable[] = [];
  for (const one of shuffled) (distinct.some((other) => givesAway(other, one)) ? others : distinct).push(one);
  const queue = [...distinct, ...others].slice(0, MOST_QUESTIONS).map(({ topic }) => topic);
  return { queue, first: queue.length, at: 0, chosen: undefined, right: 0, missed: [] };
}

/** Whether the sentence of one question contains that of the other. */
function givesAway(one: Drawable, other: Drawable): boolean {
  const [a, b] = [one, other].map(({ quote }) => quote.replace(/\s+/g, ' ').trim().toLowerCase());
  return Boolean(a && b) && (a?.includes(b ?? '') || b?.includes(a ?? '')) === true;
}

/**
 * Takes the answer to the question at a place of the queue. Unchanged where that is not the question where they are, or
 * where it is answered: a press may come twice, or from an old message.
 */
export function answerQuestion(quiz: Quiz, at: number, chosen: string, right: boolean): Quiz {
  const question = quiz.queue[quiz.at];
  if (at !== quiz.at || quiz.chosen !== undefined || question === undefined) return quiz;
  const first = at < quiz.first;
  return {
    ...quiz,
    chosen,
    queue: right ? quiz.queue : [...quiz.queue, question],
    right: quiz.right + (first && right ? 1 : 0),
    missed: first && !right ? [...quiz.missed, question] : quiz.missed,
  };
}

/** Goes on from the question at a place of the queue, once it is answered. */
export function nextQuestion(quiz: Quiz, at: number): Quiz {
  if (at !== quiz.at || quiz.chosen === undefined) return quiz;
  return { ...quiz, at: at + 1, chosen: undefined };
}

/** Leaves out what is still to be asked and is no question any more, since the knowledge has changed. */
export function withoutGone(quiz: Quiz, known: ReadonlySet<string>): Quiz {
  const stays = (topic: string, i: number) => i < quiz.at || known.has(topic);
  if (quiz.queue.every(stays)) return quiz;
  const queue = quiz.queue.filter(stays);
  const first = quiz.queue.filter((topic, i) => i < quiz.first && stays(topic, i)).length;
  const chosen = quiz.queue[quiz.at] === queue[quiz.at] ? quiz.chosen : undefined;
  return { ...quiz, queue, first, chosen, missed: quiz.missed.filter((topic) => known.has(topic)) };
}

/** How many questions were answered the first time. */
export const answeredOf = ({ at, chosen, first }: Quiz): number =>
  Math.min(at + (chosen === undefined ? 0 : 1), first);

/** Whether all is answered. */
export const isDone = (quiz: Quiz): boolean => quiz.at >= quiz.queue.length;
