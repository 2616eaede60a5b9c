import type { Context } from '@slack/bolt';
import type { Answer } from '../../answer/types.ts';
import { note } from '../../slack/journal.ts';

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
