import type { App, BlockAction, ButtonAction, PlainTextInputAction, StaticSelectAction } from '@slack/bolt';
import { readQuestion } from '../../answer/read-question.ts';
import { note, noteAnswer } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import { ACTION_ID } from '../../slack/ui/buttons.ts';
import { buildAnswerDialog, buildNotice } from '../ask/views/answer-dialog.ts';
import { forgetPerson } from '../lifecycle/forget.ts';
import { beginInstead } from '../onboarding/begin.ts';
import type { MemoryParts } from '../parts.ts';
import { openDialog } from '../team/open-dialog.ts';
import { publishHome } from './publish-home.ts';

/** The home tab: it is drawn anew each time it is opened, and after each change made on it. */
export function registerHomeTab(app: App, parts: MemoryParts): void {
  const { answers, gather } = parts;

  app.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return;
    note(context, { outcome: 'home tab' });
    await publishHome(parts, { client, context, user: event.user });
  });

  app.action<BlockAction<PlainTextInputAction>>(
    { type: 'block_actions', action_id: ACTION_ID.askHome },
    async ({ ack, action, body, client, context }) => {
      await ack();
      const caller = { client, context, user: body.user.id };
      const tell = (said: string) =>
        client.views.open({ trigger_id: body.trigger_id, view: buildNotice(said) });
      if (await beginInstead(parts, caller, readQuestion(action.value ?? ''), tell)) {
        return publishHome(parts, caller, true);
      }
      const answering = await answers.to(context, action.value ?? '', { channel: 'D', user: body.user.id });
      const { answer, question, local, id } = answering;
      noteAnswer(context, answer);
      const view = buildAnswerDialog(answer, { question, id }, local);
      await client.views.open({ trigger_id: body.trigger_id, view });
      await gather.asked(context, answering);
    },
  );

  app.action<BlockAction<StaticSelectAction>>(
    { type: 'block_actions', action_id: ACTION_ID.topic },
    async ({ ack, action, body, client, context }) => {
      await ack();
      const subject = { topic: action.selected_option?.value ?? '' };
      const { answer, local } = await answers.show(context, subject, { channel: 'D', user: body.user.id });
      noteAnswer(context, answer);
      const view = buildAnswerDialog(answer, { question: '' }, local);
      await client.views.open({ trigger_id: body.trigger_id, view });
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ID.settings },
    async ({ ack, body, client, context }) => {
      await ack();
      const caller = { client, context, user: body.user.id };
      const refusal = await openDialog(parts, caller, body.trigger_id, { kind: 'settings' });
      note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
      if (refusal !== undefined) await post(client, { channel: body.user.id, text: refusal });
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ID.forget },
    async ({ ack, body, client, context }) => {
      await ack();
      note(context, { outcome: 'forgotten' });
      const text = await forgetPerson(parts, { client, context, user: body.user.id });
      await post(client, { channel: body.user.id, text });
      await publishHome(parts, { client, context, user: body.user.id });
    },
  );
}
