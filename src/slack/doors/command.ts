import type { App } from '@slack/bolt';
import type { Answerer } from '../../answer/answerer.ts';
import { readQuestion } from '../../answer/read-question.ts';
import { buildAnswer } from '../blocks/answer.ts';
import { noteAnswer } from '../journal.ts';

/** `/whoowns …`: a private answer, sent inside the acknowledgement itself to save a round trip. */
export function registerCommand(app: App, { answerer }: { answerer: Answerer }): void {
  app.command('/whoowns', async ({ command, ack, context }) => {
    const { answer } = answerer.answer(command.text ?? '');
    noteAnswer(context, answer);
    const question = readQuestion(command.text ?? '');
    await ack({ response_type: 'ephemeral', ...buildAnswer(answer, { audience: 'private', question }) });
  });
}
