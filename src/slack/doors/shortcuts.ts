import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { localise } from '../../answer/here.ts';
import { readQuestion } from '../../answer/read-question.ts';
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
export function registerShortcuts(app: App, { answerer, readHere }: MemoryParts): void {
  app.shortcut({ type: 'message_action', callback_id: SHORTCUT.message }, async (args) => {
    const { ack, shortcut, client, context } = args;
    await ack();
    const {
      text = '',
      ts,
      thread_ts,
    } = shortcut.message as { text?: string; ts: string; thread_ts?: string };
    const question = readQuestion(text);
    const { answer } = answerer.answer(text);
    noteAnswer(context, answer);
    const channel = shortcut.channel.id;
    const here = await readHere(context, { channel, user: shortcut.user.id });
    const local = localise(answer, here, answerer.known().roles);
    const view =
      question === ''
        ? buildNotice('There is no text in that message that I could read.')
        : buildAnswerDialog(answer, { question, about: { channel, ts: thread_ts ?? ts } }, local);
    await client.views.open({ trigger_id: shortcut.trigger_id, view });
  });

  app.shortcut(SHORTCUT.ask, async ({ ack, shortcut, client, context }) => {
    await ack();
    note(context, { outcome: 'dialog' });
    await client.views.open({ trigger_id: shortcut.trigger_id, view: buildAskDialog() });
  });

  app.view(DIALOG.ask, async ({ ack, view, body, context }) => {
    const text = view.state.values.question?.question?.value ?? '';
    const { answer } = answerer.answer(text);
    noteAnswer(context, answer);
    const named = answer.kind === 'who' ? answer.place : undefined;
    const here = await readHere(context, { channel: 'D', user: body.user.id, named });
    const local = localise(answer, here, answerer.known().roles);
    await ack({
      response_action: 'update',
      view: buildAnswerDialog(answer, { question: readQuestion(text) }, local),
    });
  });

  // A related topic, or one of "Did you mean", takes the place of what the dialog shows.
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ID.look },
    async ({ ack, action, body, client, context }) => {
      await ack();
      const carried = unpackValue(action.value);
      const { view } = body;
      if (!carried || !view) return;
      const answer = answerer.show(carried.subject);
      noteAnswer(context, answer);
      const { question, about } = readCarried(view.private_metadata);
      const here = await readHere(context, { channel: about?.channel ?? 'D', user: body.user.id });
      const local = localise(answer, here, answerer.known().roles);
      await client.views.update({
        view_id: view.id,
        view: buildAnswerDialog(answer, { question, about, shown: carried.subject }, local),
      });
    },
  );

  app.view(DIALOG.answer, async ({ ack, view, body, client, context }) => {
    const { question, about, shown } = readCarried(view.private_metadata);
    if (!about) return void (await ack());
    const answer = shown ? answerer.show(shown) : answerer.answer(question).answer;
    const here = await readHere(context, { channel: about.channel, user: body.user.id });
    const local = localise(answer, here, answerer.known().roles);
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
