import type { Context } from '@slack/bolt';
import type { Answer } from '../answer/types.ts';

/** What a door tells the log about its work. */
interface Entry {
  readonly outcome: string;
  readonly topic?: string;
}

const KEY = 'whoownsJournal';

/** Notes what came of an event; the line is written when its work has ended. */
export function note(context: Context, entry: Entry): void {
  context[KEY] = entry;
}

/** Notes an answer: its kind, and its topic where it has one. Never what the person wrote. */
export function noteAnswer(context: Context, answer: Answer): void {
  const topic = topicOf(answer);
  note(context, { outcome: answer.kind, ...(topic === undefined ? {} : { topic }) });
}

/** What was noted; `ignored` where no door took the event up. */
export function readNote(context: Context): Entry {
  return (context[KEY] as Entry | undefined) ?? { outcome: 'ignored' };
}

function topicOf(answer: Answer): string | undefined {
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
