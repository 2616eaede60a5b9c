import type { Role, Topic } from '../../../knowledge/types.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { ourText } from '../../../slack/ui/text.ts';
import { type Course, holderOf } from '../next-step.ts';
import { type Quiz, TOGETHER } from '../quiz.ts';
import { message, nameOf, quoted, step } from './step.ts';

/** What is shown beside the quiz itself. */
export interface QuizShown extends Course {
  readonly roles: readonly Role[];
  /** The titles of the documents, by topic. */
  readonly titleOf: (topic: Topic) => string;
}

/** So many roles a question offers. */
const CHOICES = 5;

/** Builds the question where somebody is, or the verdict on what they chose. */
export function buildQuestion(quiz: Quiz, shown: QuizShown): Message {
  const { at, first, queue, chosen } = quiz;
  const topic = shown.topics.get(queue[at] ?? '');
  const question = shown.onboarding.quiz.find((entry) => entry.topic === topic?.id)?.question ?? '';
  const where =
    at < first ? `Question ${at + 1} of ${first}` : `Once more, ${at - first + 1} of ${queue.length - first}`;
  const asked = `*${ourText(question)}*`;
  const stop = step('Stop', { do: 'finish' });
  const about = topic ? { topic: topic.id } : {};
  if (chosen === undefined || !topic) {
    const choices = choicesFor(topic, shown);
    return message(
      asked,
      [],
      [
        ...choices.map(({ id, name }) => step(name, { do: 'answer', at, role: id, ...about }, undefined, id)),
        stop,
      ],
      where,
    );
  }
  const right = holderOf(topic);
  const holder = nameOf(topic, shown.roles);
  const verdict = chosen === right ? `Yes, *${holder}*.` : `Not quite: it is *${holder}*.`;
  const again = chosen === right ? '' : ' It comes again at the end.';
  const isLast = at === queue.length - 1;
  return message(
    `${asked}\n${verdict}${again}`,
    quoted(topic.quote, shown.titleOf(topic)),
    [step(isLast ? 'See how it went' : 'Next question', { do: 'next', at, ...about }, 'primary'), stop],
    where,
  );
}

/** The roles to choose from, the right one always among them, in the order of the knowledge. */
function choicesFor(topic: Topic | undefined, { roles, onboarding, topics }: QuizShown) {
  const right = new Set(topic?.roles ?? []);
  const others = roles.filter(({ id }) => !right.has(id)).slice(0, Math.max(0, CHOICES - right.size));
  const offered = roles.filter((role) => right.has(role.id) || others.includes(role));
  const isShared = onboarding.quiz.some((entry) => (topics.get(entry.topic)?.roles.length ?? 0) > 1);
  return [...offered, ...(isShared ? [{ id: TOGETHER, name: 'They hold it together' }] : [])];
}
