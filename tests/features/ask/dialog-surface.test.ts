import type { types, webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createAnswerQuestion } from '../../../src/features/ask/answer-question.ts';
import { createDialogSurface } from '../../../src/features/ask/dialog-surface.ts';
import { say } from '../../../src/slack/ui/blocks.ts';

it('a typed word that takes long shows a notice before its work, and its reply in the same dialog', async () => {
  const steps: string[] = [];
  const textOf = (view: types.ModalView) => JSON.stringify(view.blocks);
  const client = {
    views: {
      update: async ({ view_id, view }: { view_id: string; view: types.ModalView }) =>
        void steps.push(`update ${view_id} ${textOf(view).includes('All gone') ? 'reply' : 'other'}`),
    },
  } as unknown as webApi.WebClient;
  const surface = createDialogSurface(client, async (view) => {
    steps.push(`open ${textOf(view).includes('One moment') ? 'notice' : 'other'}`);
    return 'V1';
  });
  const answerQuestion = createAnswerQuestion({
    answers: {} as never,
    words: [
      {
        name: 'slow',
        isTyped: (_, words) => words === 'slow',
        audience: 'asker',
        run: async () => {
          steps.push('work');
          return { message: say('All gone.') };
        },
      },
    ],
    onAnswered: async () => {},
  });
  await answerQuestion(
    { client, context: { isEnterpriseInstall: false }, user: 'U1' },
    { text: 'slow', channel: { id: 'D', name: '' } },
    { ...surface, showAnswer: async () => {} },
  );
  expect(steps).toEqual(['open notice', 'work', 'update V1 reply']);
});
