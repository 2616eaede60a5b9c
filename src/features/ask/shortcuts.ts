import { note } from '../../slack/journal.ts';
import { readMessage } from '../../slack/read-message.ts';
import type { Router } from '../../slack/router.ts';
import { buildNotice } from '../../slack/ui/modal.ts';
import { ASK_DIALOG } from './actions.ts';
import type { AnswerQuestion } from './answer-question.ts';
import { COPY } from './copy.ts';
import { createDialogSurface } from './dialog-surface.ts';
import { buildAnswerDialog, buildAskDialog } from './views/answer-dialog.ts';

/** What the shortcuts are called in manifest.json. */
export const SHORTCUT = { message: 'message.who', ask: 'ask.open' } as const;

/** "Who owns this?" on any message, and "Ask who owns…" from the search box. */
export function registerShortcuts(
  router: Router,
  { answerQuestion }: { readonly answerQuestion: AnswerQuestion },
): void {
  router.messageShortcut(SHORTCUT.message, async ({ ack, shortcut, client, context }) => {
    await ack();
    const { ts, thread_ts } = shortcut.message as { ts: string; thread_ts?: string };
    const { id, name } = shortcut.channel;
    const caller = { client, context, user: shortcut.user.id };
    const message = canPostIn(id, name) ? { channel: id, ts: thread_ts ?? ts } : undefined;
    const surface = createDialogSurface(
      client,
      async (view) => (await client.views.open({ trigger_id: shortcut.trigger_id, view })).view?.id,
    );
    await answerQuestion(
      caller,
      { text: readMessage(shortcut.message), channel: { id, name: '' } },
      {
        ...surface,
        isOthersText: true,
        showAnswer: ({ answer, question, facts, id: asked }) =>
          surface.show(
            question === ''
              ? buildNotice(COPY.nothingToRead)
              : buildAnswerDialog(answer, { question, id: asked, message, isOthersText: true }, facts),
          ),
      },
    );
  });

  router.globalShortcut(SHORTCUT.ask, async ({ ack, shortcut, client, context }) => {
    await ack();
    note(context, { outcome: 'dialog' });
    await client.views.open({ trigger_id: shortcut.trigger_id, view: buildAskDialog() });
  });

  // The dialog that asks becomes the answer, or the dialog that a typed word opens.
  router.submit(ASK_DIALOG.ask, async ({ ack, view, body, client, context }) => {
    const text = view.state.values.question?.question?.value ?? '';
    const caller = { client, context, user: body.user.id };
    const surface = createDialogSurface(client, async (next) => {
      await ack({ response_action: 'update', view: next });
      return view.id;
    });
    await answerQuestion(
      caller,
      { text, channel: { id: 'D', name: '' } },
      {
        ...surface,
        showAnswer: ({ answer, question, facts, id }) =>
          surface.show(buildAnswerDialog(answer, { question, id }, facts)),
      },
    );
  });
}

/** The bot is never in other people's direct messages, and in its own the asker has read the answer already. */
function canPostIn(channel: string, name: string): boolean {
  return !channel.startsWith('D') && !name.startsWith('mpdm-');
}
