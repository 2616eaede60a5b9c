import type { Context } from '@slack/bolt';
import type { Subject } from '../../answer/types.ts';
import { questionId } from '../ask/question-id.ts';
import type { Gather } from './question-log.ts';

/** Keeps what somebody chose for their question as a way to ask for it; throws nothing. Only the choices of "Did you mean" carry the question. */
export async function keepChoice(
  gather: Gather,
  context: Context,
  { subject, question }: { readonly subject: Subject; readonly question?: string | undefined },
): Promise<void> {
  if (question === undefined || !('topic' in subject || 'taught' in subject)) return;
  const key = 'topic' in subject ? subject.topic : `taught:${subject.taught}`;
  await gather.keep(context, questionId(question, 'picked', key), question, {
    outcome: 'picked',
    ...subject,
  });
}
