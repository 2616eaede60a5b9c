import type { Role, Topic } from '../../../knowledge/types.ts';
import type { Message } from '../../../slack/ui/blocks.ts';
import { ourText } from '../../../slack/ui/text.ts';
import { COPY } from '../copy.ts';
import { type Course, ownerOf } from '../next-step.ts';
import { type Quiz, TOGETHER } from '../quiz.ts';
import { message, nameOf, quoted, step } from './step.ts';

/** What is shown beside the quiz itself. */
export interface QuizShown extends Course {
  readonly roles: readonly Role[];
  /** The titles of the documents, by topic. */
  readonly titleOf: (topic: Topic) => string;
}

/** Roles that a question offers. */
const MOST_CHOICES = 5;

/** Builds the question where somebody is, or the verdict on what they chose. */
export function buildQuestion(quiz: Quiz, shown: QuizShown): Message {
  const { at, first, queue, chosen } = quiz;
  const topic = shown.topics.get(queue[at] ?? '');
  const question = shown.onboarding.quiz.find((entry) => entry.topic === topic?.id)?.question ?? '';
  const where =
    at < first
      ? COPY.quiz.questionOf(at + 1, first)
      : COPY.quiz.onceMore(at - first + 1, queue.length - first);
  const asked = `*${ourText(question)}*`;
  const stop = step(COPY.tour.stop, { do: 'finish' });
  const asksFor = topic ? { topic: topic.id } : {};
  if (chosen === undefined || !topic) {
    const choices = choicesFor(topic, shown);
    return message(
      asked,
      [],
      [
        ...choices.map(({ id, name }) =>
          step(name, { do: 'answer', at, role: id, ...asksFor }, undefined, id),
        ),
        stop,
      ],
      where,
    );
  }
  const owner = nameOf(topic, shown.roles);
  const verdict = chosen === ownerOf(topic) ? COPY.quiz.right(owner) : COPY.quiz.wrong(owner);
  const isLast = at === queue.length - 1;
  return message(
    `${asked}\n${verdict}`,
    quoted(topic.quote, shown.titleOf(topic)),
    [step(isLast ? COPY.quiz.end : COPY.quiz.next, { do: 'next', at, ...asksFor }, 'primary'), stop],
    where,
  );
}

/** The roles to choose from, the right one always among them, in the order of the knowledge. */
function choicesFor(topic: Topic | undefined, { roles, onboarding, topics }: QuizShown) {
  const right = new Set(topic?.roles ?? []);
  const others = roles.filter(({ id }) => !right.has(id)).slice(0, Math.max(0, MOST_CHOICES - right.size));
  const offered = roles.filter((role) => right.has(role.id) || others.includes(role));
  const isShared = onboarding.quiz.some((entry) => (topics.get(entry.topic)?.roles.length ?? 0) > 1);
  return [...offered, ...(isShared ? [{ id: TOGETHER, name: COPY.quiz.together }] : [])];
}
