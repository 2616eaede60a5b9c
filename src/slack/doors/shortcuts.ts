import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { questionId } from '../../learning/question.ts';
import { buildShared } from '../blocks/answer.ts';
import { buildAnswerDialog, buildAskDialog, buildNotice, readCarried } from '../blocks/answer-dialog.ts';
import { ACTION_ID, unpackValue } from '../blocks/buttons.ts';
import { DIALOG } from '../blocks/dialogs.ts';
import { note, noteAnswer } from '../journal.ts';
import { isAbsent } from '../memory/announce.ts';
import type { MemoryParts } from '../memory/parts.ts';

/** What the shortcuts are called in manifest.json. */
export const SHORTCUT = { message: 'message.who', ask: 'ask.open' } as const;

/** "Who owns this?" on any message, "Ask who owns…" from the search box, and the dialogs behind them. */
export function registerShortcuts(app: App, { answers, gather }: MemoryParts): void {
  app.shortcut({ type: 'message_action', callback_id: SHORTCUT.message }, async (args) => {
    const { ack, shortcut, client, context } = args;
    await ack();
    const {
      text = '',
      ts,
      thread_ts,
    } = shortcut.message as { text?: string; ts: string; thread_ts?: string };
    const channel = shortcut.channel.id;
    const answering = await answers.to(context, text, { channel, user: shortcut.user.id });
    const { answer, question, local, id } = answering;
    noteAnswer(context, answer);
    const view =
      question === ''
        ? buildNotice('There is no text in that message that I could read.')
        : buildAnswerDialog(answer, { question, id, about: { channel, ts: thread_ts ?? ts } }, local);
    await client.views.open({ trigger_id: shortcut.trigger_id, view });
    await gather.asked(context, answering);
  });

  app.shortcut(
    { type: 'shortcut', callback_id: SHORTCUT.ask },
    async ({ ack, shortcut, client, context }) => {
      await ack();
      note(context, { outcome: 'dialog' });
      await client.views.open({ trigger_id: shortcut.trigger_id, view: buildAskDialog() });
    },
  );

  app.view(DIALOG.ask, async ({ ack, view, body, context }) => {
    const text = view.state.values.question?.question?.value ?? '';
    const answering = await answers.to(context, text, { channel: 'D', user: body.user.id });
    const { answer, question, local, id } = answering;
    noteAnswer(context, answer);
    await ack({ response_action: 'update', view: buildAnswerDialog(answer, { question, id }, local) });
    await gather.asked(context, answering);
  });

  // A related topic, or one of "Did you mean", takes the place of what the dialog shows.
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ID.look },
    async ({ ack, action, body, client, context }) => {
      await ack();
      const carried = unpackValue(action.value);
      const { view } = body;
      if (!carried || !view) return;
      const { question, about } = readCarried(view.private_metadata);
      const asked = { channel: about?.channel ?? 'D', user: body.user.id };
      const { answer, local } = await answers.show(context, carried.subject, asked);
      noteAnswer(context, answer);
      await client.views.update({
        view_id: view.id,
        view: buildAnswerDialog(answer, { question, about, shown: carried.subject }, local),
      });
      // Only the choices of "Did you mean" carry the question.
      const topic = 'topic' in carried.subject ? carried.subject.topic : undefined;
      if (topic === undefined || carried.question === undefined) return;
      const id = questionId(carried.question, 'picked', topic);
      await gather.keep(context, id, carried.question, { outcome: 'picked', topic });
    },
  );

  app.view(DIALOG.answer, async ({ ack, view, body, client, context }) => {
    const { question, about, shown } = readCarried(view.private_metadata);
    if (!about) return void (await ack());
    const asked = { channel: about.channel, user: body.user.id };
    const { answer, local } = shown
      ? await answers.show(context, shown, asked)
      : await answers.to(context, question, asked);
    try {
      const message = buildShared(answer, body.user.id, shown ? undefined : question, local);
      await client.chat.postMessage({ channel: about.channel, thread_ts: about.ts, ...message });
      note(context, { outcome: 'replied in thread' });
      await ack();
    } catch (error) {
      if (!isAbsent(error)) throw error;
      note(context, { outcome: 'not in channel' });
      const text =
        'I am not in that channel, so I could not reply there. Type `/invite @whoowns` in it, and try again.';
      await ack({ response_action: 'update', view: buildNotice(text) });
    }
  });
}
