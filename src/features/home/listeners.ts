import type { PlainTextInputAction, StaticSelectAction } from '@slack/bolt';
import { readQuestion } from '../../answer/read-question.ts';
import { note, noteAnswer } from '../../slack/journal.ts';
import { post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { buildNotice } from '../../slack/ui/notice.ts';
import { buildAnswerDialog } from '../ask/views/answer-dialog.ts';
import { forgetPerson } from '../lifecycle/forget.ts';
import { beginInstead } from '../onboarding/begin.ts';
import type { MemoryParts } from '../parts.ts';
import { SETTINGS_ACTION } from '../settings/actions.ts';
import { openDialog } from '../team/open-dialog.ts';
import { HOME_ACTION } from './actions.ts';
import { publishHome } from './publish-home.ts';

/** The home tab: it is drawn anew each time it is opened, and after each change made on it. */
export function registerHomeTab(router: Router, parts: MemoryParts): void {
  const { answers, gather } = parts;

  router.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return;
    note(context, { outcome: 'home tab' });
    await publishHome(parts, { client, context, user: event.user });
  });

  router.press<PlainTextInputAction>(HOME_ACTION.ask, async ({ action, body, client, context }) => {
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
  });

  router.press<StaticSelectAction>(HOME_ACTION.topic, async ({ action, body, client, context }) => {
    const subject = { topic: action.selected_option?.value ?? '' };
    const { answer, local } = await answers.show(context, subject, { channel: 'D', user: body.user.id });
    noteAnswer(context, answer);
    const view = buildAnswerDialog(answer, { question: '' }, local);
    await client.views.open({ trigger_id: body.trigger_id, view });
  });

  router.press(SETTINGS_ACTION.open, async ({ body, client, context }) => {
    const caller = { client, context, user: body.user.id };
    const refusal = await openDialog(parts, caller, body.trigger_id, { kind: 'settings' });
    note(context, { outcome: refusal === undefined ? 'dialog' : 'refused' });
    if (refusal !== undefined) await post(client, { channel: body.user.id, text: refusal });
  });

  router.press(HOME_ACTION.forget, async ({ body, client, context }) => {
    note(context, { outcome: 'forgotten' });
    const text = await forgetPerson(parts, { client, context, user: body.user.id });
    await post(client, { channel: body.user.id, text });
    await publishHome(parts, { client, context, user: body.user.id });
  });
}
