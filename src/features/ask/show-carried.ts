import type { Context } from '@slack/bolt';
import type { Answer } from '../../answer/types.ts';
import type { Answering, Answers } from './answers.ts';
import type { DialogCarried } from './views/answer-dialog.ts';

/** Shows again what a dialog shows, as things are now. What was asked after a person stays a question after a person. */
export async function showCarried(
  answers: Answers,
  context: Context,
  { question, about, shown, who, channel }: DialogCarried,
  user: string,
): Promise<Pick<Answering, 'answer' | 'local'>> {
  const asked = { channel: about?.channel ?? 'D', user, meant: channel };
  if (!shown) return answers.to(context, question, asked);
  const { answer, local } = await answers.show(context, shown, asked);
  return { answer: who === true ? asWho(answer) : answer, local };
}

function asWho(answer: Answer): Answer {
  switch (answer.kind) {
    case 'role':
      return { kind: 'who', cards: [answer.card], confidence: 1 };
    case 'comparison':
      return { kind: 'who', cards: answer.sides, confidence: 1 };
    default:
      return answer;
  }
}
